using System.Globalization;
using MlGates.Comparison;
using MlGates.Metrics;

namespace MlGates.Gates;

/// <summary>
/// Concept drift of a binary task: whether the label still follows the score as it did, between two evaluations of one model on labelled rows. In each band of scores the mean residual, label less score, is
/// compared; beside it the share of positive labels, and the distribution of scores.
/// </summary>
public sealed record ConceptCheck : Check
{
    /// <summary>Rows of a band on each side; with fewer it is not judged.</summary>
    public const int FewestRows = 50;

    private const int MostBands = 10;

    /// <summary>The largest change of a band's mean residual, in (0, 1]. Default 0.05.</summary>
    public double AtMost { get; init; } = 0.05;

    /// <summary>The largest change of the share of positive labels, in (0, 1]. Default 0.05.</summary>
    public double LabelsAtMost { get; init; } = 0.05;

    /// <summary>The largest Jensen-Shannon divergence of the scores, in bits, in (0, 1]. Default 0.02.</summary>
    public double ScoresAtMost { get; init; } = 0.02;

    /// <summary>
    /// Compares two evaluations: MLG2040 labels, MLG2041 scores, MLG2042 each band between deciles of the baseline's scores. Where scores are no probabilities (outside [0, 1]) a band's share of
    /// positive labels takes the residual's place. O(n log n).
    /// </summary>
    /// <param name="baseline">The model on rows as it was accepted on.</param>
    /// <param name="candidate">The same model on later rows, with their labels.</param>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    public IReadOnlyList<Evidence> Examine(BinaryEvaluation baseline, BinaryEvaluation candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        foreach (var limit in new[] { AtMost, LabelsAtMost, ScoresAtMost })
        {
            if (!(limit is > 0 and <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"A limit of a concept check must be above 0 and at most 1, not {limit}."));
            }
        }

        foreach (var side in new[] { baseline, candidate })
        {
            if (!side.HasScores || side.Rows == 0)
            {
                return [new Evidence { Rule = RuleIds.EvaluationUnusable, Subject = Text.Line(side.Name), Settled = Outcome.Error, Location = Location, Message = _ => $"{Text.Line(side.Name)} has no {(side.Rows == 0 ? "rows" : "scores")}, which concept drift is looked for by" }];
            }
        }

        var edges = Edges(baseline.Scores);
        var probabilities = AreProbabilities(baseline) && AreProbabilities(candidate);
        var (before, after) = (Bands(baseline, edges, probabilities), Bands(candidate, edges, probabilities));
        return [Labels(baseline, candidate), Scores(baseline, candidate, before, after), .. Residuals(baseline, candidate, edges, before, after, probabilities)];
    }

    private Evidence Labels(BinaryEvaluation baseline, BinaryEvaluation candidate)
    {
        var test = new LInfinityTest([baseline.Positives, baseline.Negatives], [candidate.Positives, candidate.Negatives], LabelsAtMost);
        var found = $"positive {Text.Share(baseline.Positives / (double)baseline.Rows)} → {Text.Share(candidate.Positives / (double)candidate.Rows)}";
        return Tested(RuleIds.LabelDrift, "(labels)", "l-infinity", LabelsAtMost, test, baseline, candidate, baseline.Rows, candidate.Rows, j => DriftMessage.Of("the label", baseline.Name, candidate.Name, "L-infinity", test, found, baseline.Rows, candidate.Rows, null, j));
    }

    private Evidence Scores(BinaryEvaluation baseline, BinaryEvaluation candidate, double[][] before, double[][] after)
    {
        long[] first = [.. before.Select(b => (long)b.Length)];
        long[] second = [.. after.Select(b => (long)b.Length)];
        var starts = NeighbourCells.Starts(first, NeighbourCells.For(baseline.Rows, candidate.Rows));
        var test = DivergenceTest.JensenShannon(NeighbourCells.Merge(first, starts), NeighbourCells.Merge(second, starts), ScoresAtMost);
        var found = $"mean {Text.Number(Mean(baseline.Scores))} → {Text.Number(Mean(candidate.Scores))}";
        return Tested(RuleIds.PredictionDrift, "(scores)", "jensen-shannon", ScoresAtMost, test, baseline, candidate, baseline.Rows, candidate.Rows, j => DriftMessage.Of("the score", baseline.Name, candidate.Name, "Jensen-Shannon", test, found, baseline.Rows, candidate.Rows, null, j));
    }

    private IEnumerable<Evidence> Residuals(BinaryEvaluation baseline, BinaryEvaluation candidate, double[] edges, double[][] before, double[][] after, bool probabilities)
    {
        for (var band = 0; band < before.Length; band++)
        {
            var name = edges.Length == 0 ? "any score" : band == 0 ? $"score < {Edge(edges[0])}" : band == edges.Length ? $"score ≥ {Edge(edges[^1])}" : $"score in [{Edge(edges[band - 1])}, {Edge(edges[band])})";
            var (n, m) = (before[band].Length, after[band].Length);
            if (Math.Min(n, m) < FewestRows)
            {
                yield return new Evidence
                {
                    Rule = RuleIds.ConceptDrift, Subject = name, Settled = Outcome.NotApplicable, Measure = "residual-shift", Location = Location,
                    Message = _ => string.Create(CultureInfo.InvariantCulture, $"{name} is not judged: {n} and {m} rows are too few, at least {FewestRows} a side are needed"),
                };
                continue;
            }

            var (first, varianceFirst) = MeanAndVariance(before[band]);
            var (second, varianceSecond) = MeanAndVariance(after[band]);
            var test = new NormalTest([Math.Abs(second - first)], [Math.Sqrt(Math.Max(varianceFirst + varianceSecond, 0.25 / (n * (double)m)))], AtMost, 2, 2);
            var found = $"mean of label {(probabilities ? "less score " : "")}{Text.Number(Math.Round(first, 9) + 0.0)} → {Text.Number(Math.Round(second, 9) + 0.0)}";
            yield return Tested(RuleIds.ConceptDrift, name, "residual-shift", AtMost, test, baseline, candidate, n, m, j => DriftMessage.Of($"what {name} means", baseline.Name, candidate.Name, "change of the mean residual", test, found, n, m, null, j))
                with { Details = Evidence.Named(("baseline", baseline.Name), ("candidate", candidate.Name), ("meanBaseline", DriftFacts.Rounded(first)), ("meanCandidate", DriftFacts.Rounded(second))) };
        }
    }

    private Evidence Tested(string rule, string subject, string measure, double atMost, IToleranceTest test, BinaryEvaluation baseline, BinaryEvaluation candidate, long n, long m, Func<Judgement, string> message) => new()
    {
        Rule = rule, Subject = subject, Measure = measure, Limit = new Limit { AtMost = atMost }, Test = test, N = [n, m], Decision = Decision, Location = Location,
        Details = Evidence.Named(("baseline", baseline.Name), ("candidate", candidate.Name)), Message = message,
    };

    // Deciles of the baseline, type 7, equal ones once.
    private static double[] Edges(ReadOnlySpan<double> scores)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        var edges = new List<double>();
        for (var i = 1; i < MostBands; i++)
        {
            var rank = (sorted.Length - 1) * (i / (double)MostBands);
            var low = sorted[(int)rank];
            var edge = low + ((rank - (int)rank) * (sorted[Math.Min((int)rank + 1, sorted.Length - 1)] - low));
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    // Residuals by band, sorted: sums do not depend on the order of the rows.
    private static double[][] Bands(BinaryEvaluation evaluation, double[] edges, bool probabilities)
    {
        var bands = Enumerable.Range(0, edges.Length + 1).Select(_ => new List<double>()).ToArray();
        for (var i = 0; i < evaluation.Rows; i++)
        {
            var place = Array.BinarySearch(edges, evaluation.Scores[i]);
            bands[place >= 0 ? place + 1 : ~place].Add((evaluation.Labels[i] ? 1 : 0) - (probabilities ? evaluation.Scores[i] : 0));
        }

        return Array.ConvertAll(bands, b =>
        {
            b.Sort();
            return b.ToArray();
        });
    }

    private static bool AreProbabilities(BinaryEvaluation evaluation)
    {
        foreach (var score in evaluation.Scores)
        {
            if (score is < 0 or > 1)
            {
                return false;
            }
        }

        return true;
    }

    private static (double Mean, double Variance) MeanAndVariance(double[] values)
    {
        var mean = Mean(values);
        return (mean, values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1.0) / values.Length);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Sum() / sorted.Length;
    }

    private static string Edge(double edge) => edge.ToString("G4", CultureInfo.InvariantCulture);
}
