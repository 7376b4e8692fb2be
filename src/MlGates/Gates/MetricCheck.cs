using MlGates.Comparison;
using MlGates.Metrics;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>
/// Holds a quality metric of a binary evaluation to a smallest value, to a baseline's on the same rows, or to both.
/// Proportions are tested exactly (Clopper-Pearson) and paired by Tango's score test, the AUC by DeLong's variance.
/// </summary>
public sealed record MetricCheck : Check
{
    /// <summary>The metric, an id of <see cref="MetricIds"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The smallest value allowed, in [0, 1]; null for none.</summary>
    public double? AtLeast { get; init; }

    /// <summary>How much worse than the baseline the candidate may be, in [0, 1], in units of the metric; null for no comparison.</summary>
    public double? AllowedLoss { get; init; }

    /// <summary>How far below <see cref="AtLeast"/> a true value must be found for a pass that is not proven, in (0, 1). Default 0.05.</summary>
    public double Detect { get; init; } = MetricThreshold.DefaultDetect;

    /// <summary>
    /// Measures the metric: one evidence for the threshold (MLG3001) and one for the comparison (MLG3002), as far as they are asked for.
    /// What the evaluation does not allow to judge is an error (MLG3003). O(n log n).
    /// </summary>
    /// <param name="candidate">The model to judge.</param>
    /// <param name="baseline">The model to compare with, on the same rows; given exactly when <see cref="AllowedLoss"/> is set.</param>
    /// <exception cref="ArgumentException">The metric is unknown, a limit is out of its range, none is set, or baseline and allowed loss are not given together.</exception>
    public IReadOnlyList<Evidence> Examine(BinaryEvaluation candidate, BinaryEvaluation? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        CheckOptions(baseline is not null);
        var evidence = new List<Evidence>(2);
        if (AtLeast is { } atLeast)
        {
            evidence.Add(Threshold(candidate, atLeast));
        }

        if (AllowedLoss is { } allowedLoss)
        {
            evidence.Add(Against(candidate, baseline!, allowedLoss));
        }

        return evidence;
    }

    private void CheckOptions(bool hasBaseline)
    {
        if (!MetricIds.All.Contains(Metric, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no metric '{Metric}'{NearestName.Hint(Metric, MetricIds.All)}");
        }

        if (AtLeast is null && AllowedLoss is null)
        {
            throw new ArgumentException($"Nothing to hold '{Metric}' to: set a smallest value, or a baseline and an allowed loss.");
        }

        if (hasBaseline != AllowedLoss is not null)
        {
            throw new ArgumentException(hasBaseline ? "A baseline needs an allowed loss." : "An allowed loss needs a baseline.");
        }

        MetricThreshold.Check(AtLeast ?? 0, Detect);
        MetricThreshold.CheckAllowedLoss(AllowedLoss ?? 0);
    }

    private Evidence Threshold(BinaryEvaluation candidate, double atLeast)
    {
        var limit = new Limit { AtLeast = atLeast };
        if (Unusable(candidate) is { } problem)
        {
            return Unjudged(problem, Outcome.Error, limit);
        }

        IToleranceTest test;
        string size;
        if (Metric == MetricIds.Auc)
        {
            var area = candidate.RocArea();
            if (area.DisjointPairs < AucTest.MinimumRows)
            {
                return Unjudged(TooFew(candidate, area), Outcome.Inconclusive, limit);
            }

            test = new AucTest(area, atLeast, Detect);
            size = Invariant($"n = {candidate.Rows}, {candidate.Positives} positive");
        }
        else
        {
            var share = Share(candidate);
            test = new ProportionTest(share, atLeast, Detect);
            size = share.Trials == candidate.Rows ? Invariant($"n = {candidate.Rows}") : Invariant($"n = {share.Trials} {Counted} of {candidate.Rows}");
        }

        return new Evidence
        {
            Rule = RuleIds.MetricThreshold,
            Subject = Metric,
            Measure = Metric,
            Limit = limit,
            Test = test,
            N = [candidate.Rows],
            Decision = Decision,
            Details = Evidence.Named(("evaluation", candidate.Name), ("positives", candidate.Positives), ("detect", Detect)),
            Message = j => ThresholdMessage(candidate, test, size, j),
        };
    }

    private Evidence Against(BinaryEvaluation candidate, BinaryEvaluation baseline, double allowedLoss)
    {
        var limit = new Limit { AtMost = allowedLoss };
        if (Metric == MetricIds.Precision)
        {
            return Unjudged(
                "the precision of two models has no paired test, since each predicts other rows positive; compare accuracy, auc or recall", Outcome.Error, limit);
        }

        var problem = Unusable(candidate) ?? Unusable(baseline);
        PairedRows? pairs = null;
        if (problem is not null || (pairs = PairedRows.TryPair(candidate, baseline, out problem)) is null)
        {
            return Unjudged(problem!, Outcome.Error, limit);
        }

        IToleranceTest test;
        string size;
        double value, baselineValue;
        var details = new List<(string, object?)> { ("baseline", baseline.Name), ("evaluation", candidate.Name), ("positives", candidate.Positives) };
        if (Metric == MetricIds.Auc)
        {
            var area = candidate.RocArea();
            var baselineArea = pairs.BaselineRocArea();
            if (area.DisjointPairs < AucTest.MinimumRows)
            {
                return Unjudged(TooFew(candidate, area), Outcome.Inconclusive, limit);
            }

            test = new PairedDeLongTest(area, baselineArea, allowedLoss);
            (value, baselineValue) = (area.Value, baselineArea.Value);
            size = Invariant($"n = {pairs.Rows} rows of both, {candidate.Positives} positive");
        }
        else
        {
            var (candidateOnly, baselineOnly, rows) = pairs.Discordant(Metric == MetricIds.Recall);
            test = new TangoTest(candidateOnly, baselineOnly, rows, allowedLoss);
            (value, baselineValue) = (Share(candidate).Value, Share(baseline).Value);
            size = Invariant($"n = {rows} {(rows == pairs.Rows ? "rows of both" : "positive rows of both")}, {candidateOnly} right only for {candidate.Name}, {baselineOnly} only for {baseline.Name}");
            details.AddRange([("baselineOnlyRight", baselineOnly), ("candidateOnlyRight", candidateOnly)]);
        }

        details.AddRange([("baselineValue", baselineValue), ("candidateValue", value)]);
        return new Evidence
        {
            Rule = RuleIds.MetricWorse,
            Subject = Metric,
            Measure = Metric + "-loss",
            Limit = limit,
            Test = test,
            N = [baseline.Rows, candidate.Rows],
            Decision = Decision,
            Details = Evidence.Named([.. details]),
            Message = j => AgainstMessage(Invariant($"{Metric} of {candidate.Name} {value:F4}, of {baseline.Name} {baselineValue:F4}"), baseline.Name, test, size, j),
        };
    }

    // Why this metric cannot be computed; null when it can.
    private string? Unusable(BinaryEvaluation evaluation) =>
        evaluation.Rows == 0 ? $"'{evaluation.Name}' has no rows"
        : evaluation.Positives == 0 || evaluation.Negatives == 0 ? Invariant($"all {evaluation.Rows} rows of '{evaluation.Name}' are {(evaluation.Positives == 0 ? "negative" : "positive")}; check which label counts as positive, and how rows were picked")
        : Metric == MetricIds.Auc && !evaluation.HasScores ? $"'{evaluation.Name}' has no scores, which the auc needs; name a score column"
        : Metric != MetricIds.Auc && !evaluation.HasPredicted ? $"scores of '{evaluation.Name}' are no probabilities (some are outside 0 to 1); name the column of predicted labels, or set the threshold from which a row is predicted positive"
        : Metric == MetricIds.Precision && Share(evaluation).Trials == 0 ? $"'{evaluation.Name}' predicts no row positive, so it has no precision; check the threshold"
        : null;

    private Proportion Share(BinaryEvaluation evaluation) => Metric switch
    {
        MetricIds.Accuracy => evaluation.Confusion().Accuracy,
        MetricIds.Precision => evaluation.Confusion().Precision,
        _ => evaluation.Confusion().Recall,
    };

    private string Counted => Metric == MetricIds.Precision ? "rows predicted positive" : "positive rows";

    private Evidence Unjudged(string problem, Outcome outcome, Limit limit) => new()
    {
        Rule = RuleIds.EvaluationUnusable,
        Subject = Metric,
        Measure = Metric,
        Limit = limit,
        Settled = outcome,
        Message = _ => $"{Metric} cannot be judged: {problem}",
    };

    private static string TooFew(BinaryEvaluation evaluation, RocArea area) => Invariant(
        $"'{evaluation.Name}' has {area.Positives} positive and {area.Negatives} negative rows (auc {area.Value:F4}); it takes {AucTest.MinimumRows} of each");

    private string ThresholdMessage(BinaryEvaluation candidate, IToleranceTest test, string size, Judgement judgement)
    {
        var found = Invariant($"{Metric} of {candidate.Name} {test.Value:F4} {Interval(judgement)}");
        return judgement.Outcome switch
        {
            Outcome.Passed when test.Exceeds => Invariant($"{found} is below {test.Tolerance:F4} by no more than chance ({size})"),
            Outcome.Passed => Invariant($"{found} is within its limit of at least {test.Tolerance:F4} ({size})"),
            Outcome.Failed => Invariant($"{found} is below {test.Tolerance:F4}: improve the model or lower the limit on purpose ({size})"),
            _ => Invariant($"{found} leaves open whether it is at least {test.Tolerance:F4}: {Needs(judgement, "a value of")} ({size})"),
        };
    }

    private static string AgainstMessage(string found, string baseline, IToleranceTest test, string size, Judgement judgement)
    {
        var loss = Invariant($"{found}: loss {Text.Fixed(test.Value)} {Interval(judgement)}");
        return judgement.Outcome switch
        {
            Outcome.Passed when test.Exceeds => Invariant($"{loss} exceeds the allowed {test.Tolerance:F4} by no more than chance ({size})"),
            Outcome.Passed => Invariant($"{loss} is within the allowed {test.Tolerance:F4} ({size})"),
            Outcome.Failed => Invariant($"{loss} exceeds the allowed {test.Tolerance:F4}: keep {baseline} or allow the loss on purpose ({size})"),
            _ => Invariant($"{loss} leaves open whether it exceeds the allowed {test.Tolerance:F4}: {Needs(judgement, "a loss of")} ({size})"),
        };
    }

    private static string Needs(Judgement judgement, string detectable) =>
        (double.IsNaN(judgement.MinimumDetectable) ? "these rows can find nothing" : Invariant($"these rows can find {detectable} {judgement.MinimumDetectable:F4}"))
        + (judgement.RowsNeeded is { } rows ? Invariant($", about {rows} rows would decide") : ", and more rows of the same kind may not decide");

    private static string Interval(Judgement judgement) => Invariant($"[{Text.Fixed(judgement.Lower)}, {Text.Fixed(judgement.Upper)}]");
}
