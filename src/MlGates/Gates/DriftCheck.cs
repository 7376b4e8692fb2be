using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>
/// Compares the columns of two datasets: drift over time, or skew between training and serving. Each column is one subject, held to a limit
/// of its own.
/// </summary>
public sealed record DriftCheck : Check
{
    /// <summary>The entry that stands for every column no other entry names.</summary>
    public const string Rest = "*";

    /// <summary>
    /// Limits by column name, glob (<c>*</c> any text, <c>?</c> one character) or type (<c>type:number</c>, <c>type:category</c>, <c>type:boolean</c>, <c>type:timestamp</c>). A column's own name
    /// counts before globs and types, an earlier one of these before a later one, <see cref="Rest"/> last. Without any entry every common column is judged with default limits; otherwise only the columns
    /// that some entry matches.
    /// </summary>
    public OrderedDictionary<string, FeatureLimit> Features { get; init; } = [];

    /// <summary>Names, globs or types of columns to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// So many columns may drift before the check fails: up to there each is a warning. Default 0. The false-block rate is then that of more than so many wrong
    /// rejections at once, and no larger.
    /// </summary>
    public int MaxFailing { get; init; }

    /// <summary>
    /// A column, on both sides, that says which rows belong together: a user, a session, a day. Such rows tell less than as many independent ones, by a design effect
    /// that is measured (J. N. K. Rao and A. J. Scott 1981); fewer than 30 groups are inconclusive. Null for independent rows.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>A column of weights on both sides, finite numbers of at least 0: shares are weighted, and rows tell as much as (Σw)²/Σw² of equal weight (L. Kish 1965). Null for none.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// Also holds each window of the candidate to the limits, as a subject such as <c>payment_type @ 2016-05-01</c>, and names where a column's distance changed most. Needs the
    /// candidate's rows, and neither weights nor groups. Null for the candidate as a whole only.
    /// </summary>
    public RowWindows? Windows { get; init; }

    /// <summary>Measures of how the columns drifted together, with their limits (MLG2005): what no column shows alone. Empty for none. They need the rows of both sides.</summary>
    public OrderedDictionary<MultivariateMeasure, MultivariateLimit> Multivariate { get; init; } = [];

    /// <summary>What to group the rows by, by values, to say in which groups a drifted column moved. For the report, never for the verdict. Needs the rows of both sides.</summary>
    public IReadOnlyList<SliceBy> Slices { get; init; } = [];

    /// <summary>The attributions that belong to the data, whose findings join those of the columns and give them a severity; null for none. The runner examines it: here there are no attributions.</summary>
    internal AttributionCheck? Attribution { get; init; }

    /// <summary>Reads slices by values, as in <c>payment_type</c> and <c>payment_type*company</c>.</summary>
    /// <exception cref="FormatException">A text is of another form, or by quantiles.</exception>
    internal static IReadOnlyList<SliceBy> SlicesOf(IReadOnlyList<string> texts) =>
    [
        .. texts.Select(SliceBy.Parse)
            .Select(s => s.Columns.All(c => c.Parts is null) ? s : throw new FormatException($"'{s}' is by quantiles, which are not the same in both datasets; slice by values.")),
    ];

    private protected override int Tolerated => MaxFailing;

    /// <summary>
    /// Measures every selected column: MLG2001 with a test where it can be compared, a settled outcome with the reason where it cannot.
    /// What is named but not there, or is in the baseline and not in the candidate, is an error (MLG0007): a renamed or dropped column must not
    /// pass. A column that only the candidate has, matched by a glob or by default, is not applicable.
    /// A column of text or truth values whose measure nobody chose gives a second evidence on the share of missing values, if there are any.
    /// O(columns · (bins + categories)).
    /// </summary>
    /// <param name="baseline">What the data should be like, such as the training set.</param>
    /// <param name="candidate">The data to judge.</param>
    /// <param name="baselineRows">The baseline's rows, which <see cref="Group"/>, <see cref="Weight"/> and <see cref="Multivariate"/> need; read once more for each of both.</param>
    /// <param name="candidateRows">The candidate's rows.</param>
    /// <returns>At least one evidence, in ordinal order of the columns, errors of naming first.</returns>
    /// <exception cref="ArgumentException">A limit is out of its measure's range, or <see cref="MaxFailing"/> is negative.</exception>
    /// <exception cref="InputException">Rows are needed and a side is a stored profile, or they have no such weight or group.</exception>
    public IReadOnlyList<Evidence> Examine(DatasetProfile baseline, DatasetProfile candidate, DataSource? baselineRows = null, DataSource? candidateRows = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxFailing);
        foreach (var (name, limit) in Features)
        {
            var measure = limit.Measure ?? (limit.Bins is { } tool ? PeerComparison.MeasuresOf(tool)[0] : Measure.JensenShannon);
            if (limit.AtMost is { } atMost && !measure.Allows(atMost))
            {
                throw new ArgumentException(FormattableString.Invariant($"The limit of '{name}' must be {measure.LimitWords()}, not {atMost}."));
            }
        }

        foreach (var (measure, limit) in Multivariate)
        {
            var (least, most) = measure.Limits();
            if (limit.AtMost is { } atMost && !(atMost >= least && atMost <= most))
            {
                throw new ArgumentException(FormattableString.Invariant($"The limit of {measure.Id()} must be from {least} to {most}, not {atMost}."));
            }
        }

        if (Slices.Any(s => s.Columns.Any(c => c.Parts is not null)))
        {
            throw new ArgumentException("Slices of a drift check are by values: quantiles of the two datasets would not be the same rows.");
        }

        var names = new SortedSet<string>(baseline.Columns.Concat(candidate.Columns).Select(c => c.Name), StringComparer.Ordinal);
        var evidence = Unmatched(baseline, candidate, names);
        var comparisons = new List<(ColumnComparison Comparison, string Name, string Pattern, FeatureLimit Limit)>();
        foreach (var name in names)
        {
            if (!Exclude.Any(pattern => ColumnPattern.Matches(pattern, name, baseline, candidate)) && Select(baseline, candidate, name) is var (pattern, limit) && (pattern == name || (name != Group && name != Weight && name != Windows?.By)))
            {
                comparisons.Add((new ColumnComparison(baseline, candidate, name, pattern, limit, this) { Rows = (baselineRows, candidateRows) }, name, pattern, limit));
            }
        }

        if (Group is not null || Weight is not null)
        {
            DesignScan.Apply(this, [.. comparisons.Select(c => (c.Comparison, baseline.Find(c.Name), candidate.Find(c.Name)))], Rows(baselineRows, baseline), Rows(candidateRows, candidate));
        }

        var windows = Windows is null ? null
            : WindowComparison.Read(this, baseline, candidate, candidateRows, [.. comparisons.Select(c => c.Name).Where(n => baseline.Find(n) is not null && candidate.Find(n) is not null)]);
        var compared = false;
        var lost = new List<Evidence>();
        foreach (var (comparison, name, pattern, limit) in comparisons)
        {
            var (before, after) = (baseline.Find(name), candidate.Find(name));
            if (before is not null && after is not null)
            {
                compared = true;
                var whole = comparison.Compare(before, after);
                evidence.AddRange(windows?.Extend(name, (first, second) => new ColumnComparison(first, second, name, pattern, limit, this), whole) ?? whole);
            }
            else if (pattern == name)
            {
                evidence.Add(comparison.Absent(before is null ? baseline : candidate));
            }
            else if (before is null)
            {
                evidence.Add(comparison.New());
            }
            else
            {
                lost.Add(comparison.Lost());
                evidence.Add(lost[^1]);
            }
        }

        evidence.AddRange(windows?.NotJudged() ?? []);
        if (!compared && evidence.All(e => e.Settled == Outcome.NotApplicable || lost.Contains(e)))
        {
            // One message for all of them.
            evidence.RemoveAll(lost.Contains);
            evidence.Insert(0, Evidence.Fact(RuleIds.NoCommonColumn, Text.Line(candidate.Name), Outcome.Error, NothingCommon(baseline, candidate)));
        }

        if (Slices.Count > 0)
        {
            // Also where nothing moved: a mistyped name must not wait for the day it is needed.
            foreach (var name in Slices.SelectMany(s => s.Columns.Select(c => c.Name)))
            {
                if ((baseline.Find(name) is null ? baseline : candidate.Find(name) is null ? candidate : null) is { } side)
                {
                    throw new InputException(RuleIds.ColumnMissing, $"column '{Text.Line(name)}' to slice by is not in {Text.Line(side.Name)}{NearestName.Hint(name, [.. side.Columns.Select(c => Text.Line(c.Name))])}", Location);
                }
            }

            DriftSlices.Add(this, evidence, comparisons.ToDictionary(c => c.Name, c => c.Comparison, StringComparer.Ordinal), baseline, Rows(baselineRows, baseline), Rows(candidateRows, candidate));
        }

        if (Multivariate.Count > 0 && compared)
        {
            var both = comparisons.Where(c => c.Pattern == c.Name || baseline.Find(c.Name)?.Type != ColumnType.Timestamp).Select(c => (Before: baseline.Find(c.Name), After: candidate.Find(c.Name)))
                .Where(c => c.Before is not null && c.After is not null && ColumnComparison.AreAlike(c.Before, c.After)).Select(c => (c.Before!, c.After!)).ToArray();
            evidence.AddRange(new MultivariateComparison(this, baseline, candidate).Examine(both, Rows(baselineRows, baseline), Rows(candidateRows, candidate)));
        }

        return evidence;
    }

    /// <summary>The evidence of a single column, which both profiles have; none where it is not selected.</summary>
    internal IReadOnlyList<Evidence> ExamineColumn(DatasetProfile baseline, DatasetProfile candidate, string name) =>
        Exclude.Any(pattern => ColumnPattern.Matches(pattern, name, baseline, candidate)) || Select(baseline, candidate, name) is not var (pattern, limit) ? []
            : [.. new ColumnComparison(baseline, candidate, name, pattern, limit, this).Compare(baseline.Find(name)!, candidate.Find(name)!)];

    private DataSource Rows(DataSource? rows, DatasetProfile profile) => rows ?? throw new InputException(
        RuleIds.InputMalformed, $"'{profile.Name}' is a stored profile, which does not know its rows{(Group is not null ? "' groups" : Weight is not null ? "' weights" : "")}; give the rows", Location);

    // Entries that match no column of either side: a mistyped name must not make a check pass.
    private List<Evidence> Unmatched(DatasetProfile baseline, DatasetProfile candidate, SortedSet<string> names)
    {
        var evidence = new List<Evidence>();
        foreach (var (pattern, limit) in Features)
        {
            if (pattern != Rest && !names.Any(name => ColumnPattern.Matches(pattern, name, baseline, candidate)))
            {
                evidence.Add(NotThere(pattern, "", limit.Location));
            }
        }

        foreach (var pattern in Exclude)
        {
            if (!names.Any(name => ColumnPattern.Matches(pattern, name, baseline, candidate)))
            {
                evidence.Add(NotThere(pattern, "to be left out ", null));
            }
        }

        return evidence;

        Evidence NotThere(string pattern, string purpose, SourceLocation? location) => new()
        {
            Rule = RuleIds.ColumnMissing,
            Subject = Text.Line(pattern),
            Settled = Outcome.Error,
            Location = location,
            Message = _ => ColumnPattern.IsType(pattern, out var type)
                ? type is null ? $"'{Text.Line(pattern)}' names no type; write {string.Join(", ", ColumnPattern.Types)}"
                    : $"no column of {Text.Line(pattern)} {purpose}is in {Text.Line(baseline.Name)} or in {Text.Line(candidate.Name)}"
                : $"column '{Text.Line(pattern)}' {purpose}is neither in {Text.Line(baseline.Name)} nor in {Text.Line(candidate.Name)}{Text.Line(NearestName.Hint(pattern, names))}",
        };
    }

    private (string Pattern, FeatureLimit Limit)? Select(DatasetProfile baseline, DatasetProfile candidate, string name)
    {
        if (Features.Count == 0)
        {
            return (Rest, new FeatureLimit());
        }

        if (Features.TryGetValue(name, out var own))
        {
            return (name, own);
        }

        foreach (var (pattern, limit) in Features)
        {
            if (pattern != Rest && ColumnPattern.Matches(pattern, name, baseline, candidate))
            {
                return (pattern, limit);
            }
        }

        return Features.TryGetValue(Rest, out var rest) ? (Rest, rest) : null;
    }

    private static string NothingCommon(DatasetProfile baseline, DatasetProfile candidate) =>
        $"no column to compare is in both {Text.Line(baseline.Name)} ({Listed(baseline)}) and {Text.Line(candidate.Name)} ({Listed(candidate)}); check headers, delimiters and exclusions";

    private static string Listed(DatasetProfile profile) =>
        string.Join(", ", profile.Columns.Take(5).Select(c => Text.Line(c.Name))) + (profile.Columns.Count > 5 ? ", …" : "");
}
