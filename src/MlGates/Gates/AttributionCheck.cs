using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;

namespace MlGates.Gates;

/// <summary>
/// Attribution drift: whether a model goes by its features as it did. Each feature's share of all |attributions| (SHAP values, feature contributions) is compared between two tables of
/// them, which have a column for each feature and a row for each prediction.
/// </summary>
public sealed record AttributionCheck : Check
{
    /// <summary>Rows needed on each side; with fewer the question is left open.</summary>
    public const int FewestRows = 50;

    /// <summary>The limit where none is given: five points of share.</summary>
    public const double DefaultAtMost = 0.05;

    /// <summary>The largest change of a feature's share, in (0, 1). Default 0.05.</summary>
    public double AtMost { get; init; } = DefaultAtMost;

    /// <summary>Limits of single features, by name or glob, in place of <see cref="AtMost"/>.</summary>
    public OrderedDictionary<string, double> Features { get; init; } = [];

    /// <summary>Names or globs of columns that are no attributions, such as row numbers and the bias.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Measures every feature: MLG2020 with a test. A feature of one side only is an error (MLG0007): a model that has other features is another model, and its shares are of another whole.
    /// Each side is read once, in memory O(features).
    /// </summary>
    /// <param name="baseline">Attributions of the model as it was accepted.</param>
    /// <param name="candidate">Attributions to judge.</param>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    /// <exception cref="InputException">The rows cannot be read, or a cell is not a finite number (MLG2021).</exception>
    public IReadOnlyList<Evidence> Examine(DataSource baseline, DataSource candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        foreach (var limit in Features.Values.Append(AtMost))
        {
            if (!(limit is > 0 and < 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"The largest change of a share must be above 0 and below 1, not {limit}."));
            }
        }

        string[] left = AttributionReader.Names(baseline), right = AttributionReader.Names(candidate);
        var evidence = new List<Evidence>();
        foreach (var pattern in Features.Keys.Concat(Exclude).Where(p => !left.Concat(right).Any(n => ColumnPattern.MatchesName(p, n))))
        {
            evidence.Add(Error(RuleIds.ColumnMissing, pattern, $"column '{Text.Line(pattern)}' is neither in {Text.Line(baseline.Name)} nor in {Text.Line(candidate.Name)}{Text.Line(NearestName.Hint(pattern, [.. left.Union(right)]))}"));
        }

        bool IsFeature(string name) => !Exclude.Any(p => ColumnPattern.MatchesName(p, name));
        string[] features = [.. left.Intersect(right, StringComparer.Ordinal).Where(IsFeature).Order(StringComparer.Ordinal)];
        foreach (var name in left.Union(right).Except(features).Where(IsFeature).Order(StringComparer.Ordinal))
        {
            var (there, missing) = left.Contains(name) ? (baseline, candidate) : (candidate, baseline);
            evidence.Add(Error(RuleIds.ColumnMissing, name, $"feature '{Text.Line(name)}' is in {Text.Line(there.Name)} and not in {Text.Line(missing.Name)}: shares are of another whole, so compare the same model's attributions, or exclude the column if it is none"));
        }

        if (evidence.Count > 0)
        {
            return evidence;
        }

        if (features.Length < 2)
        {
            return [Error(RuleIds.AttributionUnusable, Text.Line(candidate.Name), features.Length == 0 ? "there is no column of attributions to compare" : $"'{Text.Line(features[0])}' is the only feature, and its share is always 1; attributions are compared among at least two")];
        }

        var (before, after) = (AttributionReader.Read(baseline, features), AttributionReader.Read(candidate, features));
        foreach (var (source, shares) in new[] { (baseline, before), (candidate, after) })
        {
            if (!(shares.MeanTotal > 0))
            {
                evidence.Add(Error(RuleIds.AttributionUnusable, Text.Line(source.Name), $"all attributions of {Text.Line(source.Name)} are 0, so no feature has a share; were they computed?"));
            }
        }

        return evidence.Count > 0 ? evidence : Compare(features, before, after, baseline, candidate);
    }

    private List<Evidence> Compare(string[] features, AttributionShares before, AttributionShares after, DataSource baseline, DataSource candidate)
    {
        double[] first = [.. features.Select((_, i) => before.Share(i))];
        double[] second = [.. features.Select((_, i) => after.Share(i))];
        var (ranksBefore, ranksAfter) = (AttributionRanking.Order(first), AttributionRanking.Order(second));
        var ndcg = AttributionRanking.Ndcg(first, second);
        return
        [
            .. features.Select((name, i) =>
            {
                var limit = Features.FirstOrDefault(f => ColumnPattern.MatchesName(f.Key, name)) is { Key: not null } own ? own.Value : AtMost;
                var (rankBefore, rankAfter) = (Array.IndexOf(ranksBefore, i) + 1, Array.IndexOf(ranksAfter, i) + 1);
                var details = Evidence.Named(
                    ("baseline", baseline.Name), ("candidate", candidate.Name), ("shareBaseline", DriftFacts.Rounded(first[i])), ("shareCandidate", DriftFacts.Rounded(second[i])),
                    ("rankBaseline", rankBefore), ("rankCandidate", rankAfter), ("meanBaseline", DriftFacts.Rounded(before.Mean(i))), ("meanCandidate", DriftFacts.Rounded(after.Mean(i))),
                    ("signChanged", Math.Sign(before.Mean(i)) * Math.Sign(after.Mean(i)) < 0), ("ndcg", DriftFacts.Rounded(ndcg)));
                var evidence = new Evidence
                {
                    Rule = RuleIds.AttributionDrift, Subject = name, Measure = "attribution-share", Limit = new Limit { AtMost = limit }, N = [before.Rows, after.Rows], Decision = Decision, Details = details,
                    Location = Location, Message = _ => "",
                };
                if (Math.Min(before.Rows, after.Rows) < FewestRows)
                {
                    return evidence with
                    {
                        Settled = Outcome.Inconclusive, Value = Math.Abs(second[i] - first[i]),
                        Message = _ => string.Create(CultureInfo.InvariantCulture, $"the attribution of {Text.Line(name)} cannot be judged: {before.Rows} and {after.Rows} rows are too few, at least {FewestRows} a side are needed"),
                    };
                }

                // Two directions share the level.
                var test = new NormalTest([Math.Abs(second[i] - first[i])], [Math.Sqrt(Math.Max(before.Variance(i) + after.Variance(i), 1e-24))], limit, 1, 2);
                var found = string.Create(CultureInfo.InvariantCulture, $"share {Text.Share(first[i])} → {Text.Share(second[i])}, rank {rankBefore} → {rankAfter} of {features.Length}{((bool)details["signChanged"]! ? ", its sign changed" : "")}");
                return evidence with
                {
                    Test = test,
                    Message = judgement => DriftMessage.Of($"the attribution of {Text.Line(name)}", baseline.Name, candidate.Name, "change of share", test, found, before.Rows, after.Rows, null, judgement),
                };
            }),
        ];
    }

    private Evidence Error(string rule, string subject, string message) => new() { Rule = rule, Subject = subject, Settled = Outcome.Error, Message = _ => message, Location = Location };
}
