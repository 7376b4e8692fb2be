using System.Globalization;
using MlGates.Data;
using MlGates.Skew;

namespace MlGates.Gates;

/// <summary>
/// Training-serving skew row by row: the same entity as it was served and as it was computed for training, joined by key and compared cell by cell. Numbers match by value however they are
/// stored, texts byte by byte, missing matches missing and NaN NaN.
/// </summary>
public sealed record SkewCheck : Check
{
    private const int MostExamples = 3;

    /// <summary>The columns that make a row's key: on both sides, without missing values, different in every row of a side.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>
    /// Limits by column name or glob (<c>*</c> any text, <c>?</c> one character), as in <see cref="DriftCheck.Features"/>. Without any every common column must match exactly; otherwise only columns that an
    /// entry matches are compared.
    /// </summary>
    public OrderedDictionary<string, SkewLimit> Columns { get; init; } = [];

    /// <summary>Names or globs of columns to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The largest share of a side's rows whose key the other side does not have, in [0, 1]; null for any, which is a warning where there are such rows.</summary>
    public double? MostUnmatched { get; init; }

    /// <summary>Chains of columns of which each is computed from the one before: where several of a row mismatch, the first is at fault and the others follow from it.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Steps { get; init; } = [];

    /// <summary>Whether messages show the first characters of a value's SHA-256 in its place. Default false.</summary>
    public bool HideValues { get; init; }

    /// <summary>
    /// Compares the rows: MLG2030 for each column, MLG2031 for rows of one side only, MLG2032 where keys do not tell rows apart. The baseline is kept in memory (about 50 bytes a row and 16 a cell) and read once, the
    /// candidate twice; for examples both once more. O(rows · columns).
    /// </summary>
    /// <param name="baseline">The rows as they were computed for training.</param>
    /// <param name="candidate">The rows as they were served.</param>
    /// <exception cref="ArgumentException">There is no key, or a limit is out of its range.</exception>
    /// <exception cref="InputException">The rows cannot be read.</exception>
    public IReadOnlyList<Evidence> Examine(DataSource baseline, DataSource candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        Validate();
        string[] left = Names(baseline), right = Names(candidate);
        var evidence = new List<Evidence>();
        foreach (var (name, source, names) in Key.SelectMany(k => new[] { (k, baseline, left), (k, candidate, right) }))
        {
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                evidence.Add(Error(RuleIds.ColumnMissing, name, $"the key '{Text.Line(name)}' is not in {Text.Line(source.Name)}{NearestName.Hint(name, [.. names.Select(n => Text.Line(n))])}"));
            }
        }

        if (evidence.Count > 0)
        {
            return evidence;
        }

        var columns = Select(left, right, baseline, candidate, evidence);
        if (columns.Count == 0)
        {
            evidence.Insert(0, Error(RuleIds.NoCommonColumn, Text.Line(candidate.Name), $"no column beside the key is in both {Text.Line(baseline.Name)} and {Text.Line(candidate.Name)}"));
            return evidence;
        }

        var chains = Chains(columns, left.Concat(right), evidence);
        var join = RowJoin.Of(baseline, candidate, [.. Key], [.. columns.Select(c => new ColumnSkew(c.Name, new CellTolerance(c.Limit.Tolerance, c.Limit.Relative)))], chains);
        var report = new SkewReport(this, join, baseline, candidate);
        evidence.AddRange(report.Keys());
        if (join.Matched > 0)
        {
            evidence.Add(report.Rows());
            var examples = report.Examples(MostExamples);
            evidence.AddRange(columns.Select((c, i) => report.Column(i, c.Limit, examples)));
        }

        return evidence;
    }

    private void Validate()
    {
        if (Key.Count == 0)
        {
            throw new ArgumentException("A skew check needs a key: the columns that say which rows are the same.");
        }

        foreach (var (name, limit) in Columns)
        {
            if (!(limit.Tolerance >= 0 && limit.Relative >= 0 && limit.AtMost is >= 0 and <= 0.5 && double.IsFinite(limit.Tolerance + limit.Relative)))
            {
                throw new ArgumentException($"The limits of '{name}' must be at least 0, and the share of rows at most 0.5.");
            }
        }

        if (MostUnmatched is { } most && !(most is >= 0 and <= 1))
        {
            throw new ArgumentException($"The share of unmatched rows must be from 0 to 1, not {most.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    private static string[] Names(DataSource source)
    {
        using var reader = source.Open();
        return [.. reader.Columns.Select(c => c.Name)];
    }

    // What is named and not there is an error, and so is a column that the candidate lost; one that only the candidate has is not compared.
    private List<(string Name, SkewLimit Limit)> Select(string[] left, string[] right, DataSource baseline, DataSource candidate, List<Evidence> evidence)
    {
        var names = new SortedSet<string>(left.Concat(right), StringComparer.Ordinal);
        foreach (var pattern in Columns.Keys.Concat(Exclude))
        {
            if (pattern != DriftCheck.Rest && !names.Any(n => ColumnPattern.MatchesName(pattern, n)))
            {
                evidence.Add(Error(RuleIds.ColumnMissing, Text.Line(pattern), $"column '{Text.Line(pattern)}' is neither in {Text.Line(baseline.Name)} nor in {Text.Line(candidate.Name)}{Text.Line(NearestName.Hint(pattern, names))}"));
            }
        }

        var columns = new List<(string, SkewLimit)>();
        foreach (var name in names.Where(n => !Key.Contains(n, StringComparer.Ordinal) && !Exclude.Any(p => ColumnPattern.MatchesName(p, n))))
        {
            var limit = Columns.Count == 0 ? new SkewLimit()
                : Columns.TryGetValue(name, out var own) ? own
                : Columns.FirstOrDefault(c => c.Key != DriftCheck.Rest && ColumnPattern.MatchesName(c.Key, name)).Value ?? Columns.GetValueOrDefault(DriftCheck.Rest);
            if (limit is null)
            {
                continue;
            }

            if (!right.Contains(name, StringComparer.Ordinal))
            {
                evidence.Add(Error(RuleIds.ColumnMissing, name, $"column '{Text.Line(name)}' is in {Text.Line(baseline.Name)} and not in {Text.Line(candidate.Name)}: log it, or exclude it if it is not meant to be served"));
            }
            else if (left.Contains(name, StringComparer.Ordinal))
            {
                columns.Add((name, limit));
            }
            else
            {
                evidence.Add(Columns.ContainsKey(name) ? Error(RuleIds.ColumnMissing, name, $"column '{Text.Line(name)}' is not in {Text.Line(baseline.Name)}")
                    : Evidence.Fact(RuleIds.CellSkew, name, Outcome.NotApplicable, $"{Text.Line(name)} is not compared: it is not in {Text.Line(baseline.Name)}"));
            }
        }

        return columns;
    }

    private List<int[]> Chains(List<(string Name, SkewLimit Limit)> columns, IEnumerable<string> known, List<Evidence> evidence)
    {
        var chains = new List<int[]>();
        foreach (var step in Steps)
        {
            foreach (var name in step.Where(s => !columns.Exists(c => c.Name == s)))
            {
                evidence.Add(Error(RuleIds.ColumnMissing, name, $"step '{Text.Line(name)}' is not among the columns that are compared{Text.Line(NearestName.Hint(name, [.. known.Distinct()]))}"));
            }

            chains.Add([.. step.Select(s => columns.FindIndex(c => c.Name == s)).Where(i => i >= 0)]);
        }

        return chains;
    }

    private Evidence Error(string rule, string subject, string message) => new() { Rule = rule, Subject = subject, Settled = Outcome.Error, Message = _ => message, Location = Location };
}
