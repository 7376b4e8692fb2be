using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Multivariate;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>The evidence for all columns of a <see cref="DriftCheck"/> together.</summary>
internal sealed class MultivariateComparison(DriftCheck check, DatasetProfile baseline, DatasetProfile candidate)
{
    /// <summary>What results call the columns together.</summary>
    internal const string Subject = "(all columns)";

    private const int MostNames = 5;

    private readonly List<string> _leftOut = [];

    /// <summary>Measures what the check asks for.</summary>
    /// <param name="columns">The columns that are compared.</param>
    /// <param name="baselineRows">The baseline's rows.</param>
    /// <param name="candidateRows">The candidate's rows.</param>
    public IEnumerable<Evidence> Examine(IReadOnlyList<(ColumnProfile Before, ColumnProfile After)> columns, DataSource baselineRows, DataSource candidateRows)
    {
        var reader = new MultivariateReader(columns);
        _leftOut.AddRange(reader.LeftOut);
        var rows = reader.Columns == 0 || check.Weight is not null ? null : reader.Read(baselineRows, baseline.Rows, candidateRows, candidate.Rows, check.Group);
        return check.Multivariate.Select(m => Examine(m.Key, m.Value, rows));
    }

    private Evidence Examine(MultivariateMeasure measure, MultivariateLimit limit, FeatureRows? rows)
    {
        if (check.Weight is not null)
        {
            return Settled(measure, limit, RuleIds.MeasureUnfit, Outcome.Error, $"{measure.Id()} does not take weights, and rows weigh {Text.Line(check.Weight)}; give it a drift check of its own");
        }

        if (rows is null)
        {
            return Settled(measure, limit, RuleIds.NotComparable, Outcome.Error, $"{measure.Id()} has no column to look at: none holds numbers, values that can be counted, or vectors of one length on both sides");
        }

        if (rows.First.Count < FeatureRows.Fewest || rows.Second.Count < FeatureRows.Fewest)
        {
            return Settled(measure, limit, RuleIds.MultivariateDrift, Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture,
                $"the columns together cannot be judged by {measure.Id()}: {rows.First.Count} and {rows.Second.Count} rows are too few, at least {FeatureRows.Fewest} a side are needed"));
        }

        if (Groups(rows) is var (a, b) && Math.Min(a, b) < ColumnDesign.FewestGroups)
        {
            return Settled(measure, limit, RuleIds.MultivariateDrift, Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture,
                $"the columns together cannot be judged by {measure.Id()}: rows come from {a} and {b} groups of {Text.Line(check.Group!)}, and at least {ColumnDesign.FewestGroups} a side are needed"));
        }

        var atMost = limit.AtMost ?? measure.DefaultLimit();
        return measure switch
        {
            MultivariateMeasure.DomainClassifier => Classified(limit, atMost, rows),
            MultivariateMeasure.Reconstruction => Reconstructed(limit, atMost, rows),
            MultivariateMeasure.Correlation => Correlated(limit, atMost, rows),
            _ => Discrepant(limit, atMost, rows),
        };
    }

    private Evidence Classified(MultivariateLimit limit, double atMost, FeatureRows rows)
    {
        var classifier = DomainClassifier.Of(rows);
        var columns = ByColumn(rows, classifier.Parts);
        var test = new NormalTest(classifier.Area, Math.Sqrt(classifier.Variance), atMost, 1) { Origin = 0.5, MostGrowth = Growth(rows, DomainClassifier.MostRows) };
        var found = columns.Length == 0 ? "no column gives them away" : $"it goes by {Named(columns)}";
        if (test.Exceeds && columns.Length > 0)
        {
            found += $"; surest of {(classifier.Surest.Length == 1 ? "row" : "rows")} {string.Join(", ", classifier.Surest.Select(r => r.ToString(CultureInfo.InvariantCulture)))} of {Text.Line(candidate.Name)}";
        }

        return Tested(MultivariateMeasure.DomainClassifier, limit, atMost, test, found, rows,
            [("columns", columns.Select(c => (object)c.Name).ToArray()), ("parts", Parts(columns)), ("surestRows", classifier.Surest.Cast<object>().ToArray())]);
    }

    private Evidence Reconstructed(MultivariateLimit limit, double atMost, FeatureRows rows)
    {
        var features = StandardFeatures.Of(rows);
        if (features.First.Length is < 2 or > Reconstruction.MostColumns)
        {
            return Settled(MultivariateMeasure.Reconstruction, limit, RuleIds.MeasureUnfit, Outcome.Error, string.Create(CultureInfo.InvariantCulture,
                $"pca-reconstruction needs 2 to {Reconstruction.MostColumns} features that vary in {Text.Line(baseline.Name)}, categories one each, and there are {features.First.Length}; exclude columns, or use domain-classifier"));
        }

        if (Reconstruction.Of(rows, features) is not { } result)
        {
            return Settled(MultivariateMeasure.Reconstruction, limit, RuleIds.NotComparable, Outcome.Error,
                $"pca-reconstruction has nothing to compare: the components describe {Text.Line(baseline.Name)} exactly, so its columns depend on each other; exclude some, or use domain-classifier");
        }

        var columns = ByColumn(rows, result.Parts);
        var test = new NormalTest(result.Change, result.Error, atMost, double.MaxValue) { MostGrowth = Growth(rows, DomainClassifier.MostRows) };
        var found = string.Create(CultureInfo.InvariantCulture, $"rows are {Text.Number(result.Baseline)} → {Text.Number(result.Candidate)} from what {result.Components} components make of them")
            + (columns.Length == 0 ? "" : $", mostly in {Named(columns)}");
        return Tested(MultivariateMeasure.Reconstruction, limit, atMost, test, found, rows,
            [
                ("baselineError", DriftFacts.Rounded(result.Baseline)), ("candidateError", DriftFacts.Rounded(result.Candidate)), ("components", result.Components),
                ("columns", columns.Select(c => (object)c.Name).ToArray()), ("parts", Parts(columns)),
            ]);
    }

    private Evidence Correlated(MultivariateLimit limit, double atMost, FeatureRows rows)
    {
        var features = StandardFeatures.Of(rows, numbersOnly: true);
        if (features.First.Length is < 2 or > CorrelationChange.MostColumns)
        {
            return Settled(MultivariateMeasure.Correlation, limit, RuleIds.MeasureUnfit, Outcome.Error, string.Create(CultureInfo.InvariantCulture,
                $"correlation needs 2 to {CorrelationChange.MostColumns} columns of numbers that vary in {Text.Line(baseline.Name)}, and there are {features.First.Length}; {(features.First.Length < 2 ? "use domain-classifier" : "exclude some")}"));
        }

        var change = CorrelationChange.Of(rows, features);
        var changes = change.Changes;
        if (changes.Length == 0)
        {
            return Settled(MultivariateMeasure.Correlation, limit, RuleIds.NotComparable, Outcome.Error,
                $"correlation has no pair to compare: in {Text.Line(candidate.Name)} no two columns of numbers vary in at least {FeatureRows.Fewest} rows that have both");
        }

        var test = new NormalTest(changes, change.Errors, atMost, 2, 2.0 * changes.Length) { MostGrowth = Growth(rows, DomainClassifier.MostRows) };
        int[] order = [.. Enumerable.Range(0, changes.Length).OrderByDescending(i => changes[i]).ThenBy(i => i).Take(MostNames)];
        string Pair(int i) => $"{Text.Line(rows.Features[change.Pairs[i].A].Name)} and {Text.Line(rows.Features[change.Pairs[i].B].Name)}";
        var found = string.Create(CultureInfo.InvariantCulture, $"largest of {Pair(order[0])}, {change.First[order[0]]:F3} → {change.Second[order[0]]:F3}, among {changes.Length} pairs");
        return Tested(MultivariateMeasure.Correlation, limit, atMost, test, found, rows,
            [
                ("pairs", changes.Length), ("largest", order.Select(i => (object)Pair(i)).ToArray()),
                ("largestBaseline", order.Select(i => (object)DriftFacts.Rounded(change.First[i])).ToArray()), ("largestCandidate", order.Select(i => (object)DriftFacts.Rounded(change.Second[i])).ToArray()),
            ]);
    }

    private Evidence Discrepant(MultivariateLimit limit, double atMost, FeatureRows rows)
    {
        rows = rows with { First = rows.First.Thin(MeanDiscrepancy.MostRows), Second = rows.Second.Thin(MeanDiscrepancy.MostRows) };
        var features = StandardFeatures.Of(rows);
        if (features.First.Length == 0)
        {
            return Settled(MultivariateMeasure.MeanDiscrepancy, limit, RuleIds.NotComparable, Outcome.Error, $"mmd has nothing to compare: no column varies in {Text.Line(baseline.Name)}");
        }

        var discrepancy = MeanDiscrepancy.Of(rows, features);
        var test = new NormalTest(discrepancy.Square, Math.Max(discrepancy.Error, 1e-12), atMost, MeanDiscrepancy.Largest, isRoot: true) { MostGrowth = Growth(rows, MeanDiscrepancy.MostRows) };
        var found = string.Create(CultureInfo.InvariantCulture, $"without any change as much has a chance of {discrepancy.PermutationP:G2}");
        return Tested(MultivariateMeasure.MeanDiscrepancy, limit, atMost, test, found, rows,
            [("permutationP", DriftFacts.Rounded(discrepancy.PermutationP)), ("kernelWidth", DriftFacts.Rounded(discrepancy.Width)), ("features", features.First.Length)]);
    }

    private Evidence Tested(MultivariateMeasure measure, MultivariateLimit limit, double atMost, NormalTest test, string found, FeatureRows rows, (string Name, object? Value)[] numbers)
    {
        var (n, m) = (rows.First.Count, rows.Second.Count);
        return new Evidence
        {
            Rule = RuleIds.MultivariateDrift,
            Subject = Subject,
            Measure = measure.Id(),
            Limit = new Limit { AtMost = atMost },
            Test = test,
            N = [n, m],
            Decision = check.Decision,
            Location = limit.Location,
            Details = Evidence.Named(
                [
                    ("baseline", baseline.Name), ("candidate", candidate.Name), ("leftOut", _leftOut.Cast<object>().ToArray()), .. numbers,
                    .. Groups(rows) is var (a, b) ? [("groupsBaseline", a), ("groupsCandidate", b)] : Array.Empty<(string, object?)>(),
                ]),
            Message = judgement => DriftMessage.Of("the columns together", baseline.Name, candidate.Name, measure.DisplayName(), test, found, n, m, null, judgement) + LeftOut(),
        };
    }

    private string LeftOut() => _leftOut.Count == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; without {string.Join(", ", _leftOut.Take(MostNames).Select(Text.Line))}{(_leftOut.Count > MostNames ? $" and {_leftOut.Count - MostNames} more" : "")}, of which no features can be made");

    private Evidence Settled(MultivariateMeasure measure, MultivariateLimit limit, string rule, Outcome outcome, string message) => new()
    {
        Rule = rule,
        Subject = Subject,
        Settled = outcome,
        Measure = measure.Id(),
        Limit = limit.AtMost is { } atMost ? new Limit { AtMost = atMost } : null,
        Location = limit.Location,
        Message = _ => message,
    };

    // How many times the rows that were looked at may grow before only a sample of them would be.
    private static double Growth(FeatureRows rows, int most) => most / (double)Math.Min(rows.First.Count, rows.Second.Count);

    private static (int First, int Second)? Groups(FeatureRows rows) => rows.First.Groups is { } a && rows.Second.Groups is { } b ? (a.Max() + 1, b.Max() + 1) : null;

    private static (string Name, double Part)[] ByColumn(FeatureRows rows, double[] parts) =>
        [.. rows.Features.Select((f, i) => (f.Column, Part: parts[i])).GroupBy(f => f.Column, StringComparer.Ordinal).Select(g => (g.Key, Part: g.Sum(f => f.Part))).Where(c => c.Part > 0).OrderByDescending(c => c.Part).ThenBy(c => c.Key, StringComparer.Ordinal)];

    private static string Named((string Name, double Part)[] columns) => string.Join(", ", columns.Take(MostNames).Select(c => string.Create(CultureInfo.InvariantCulture, $"{Text.Line(c.Name)} ({100 * c.Part:F0} %)")))
        + (columns.Length > MostNames ? ", …" : "");

    private static object[] Parts((string Name, double Part)[] columns) => [.. columns.Select(c => (object)DriftFacts.Rounded(c.Part))];
}
