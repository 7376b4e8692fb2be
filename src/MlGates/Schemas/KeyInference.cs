using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>
/// Which columns identify rows. That nothing repeats must be more than chance: n values drawn from m alike repeat none with a chance of at most exp(-n(n-1)/2m)
/// (the birthday problem, von Mises 1939), so whole numbers must fill their range, and a pair of columns the table of its values, far more than that allows. Texts
/// cannot show it so, and must look like identifiers.
/// </summary>
internal static class KeyInference
{
    /// <summary>The smallest number of rows that is evidence.</summary>
    internal const int FewestRows = 100;

    // Names and codes of a small table differ by chance.
    private const int FewestTexts = 1000;

    // Pairs grow with the square; a table of so many whole numbers is one of features, and a person knows its key.
    private const int MostColumns = 32;

    private static readonly HashSet<string> Codes =
        [.. new[] { TextPattern.Identifier, TextPattern.Hex, TextPattern.Integer, TextPattern.LeadingZeros, TextPattern.Url }.Select(PatternRule.NameOf)];

    /// <summary>The unique columns, and where there is none the pair of columns that is a key: of several the one with the fewest combinations, then the first in ordinal order.</summary>
    internal static (IReadOnlySet<string> Unique, IReadOnlyList<IReadOnlyList<string>> Keys) Infer(DatasetProfile data, DataSource? rows, SchemaInferenceOptions options)
    {
        var risk = options.Risk;
        if (data.Rows < FewestRows || !options.Keys || !options.Margins)
        {
            return (new HashSet<string>(), []);
        }

        var likely = data.Columns.Where(c => MayBeUnique(c, risk)).ToArray();
        var unique = likely.Where(c => c.Distinct.Exact).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        if (rows is null)
        {
            return (unique, []);
        }

        var open = likely.Where(c => !c.Distinct.Exact).Select(c => new DistinctScan([c], data.Rows, rows.DecimalComma)).ToArray();
        RowScans.Run(rows, open);
        unique.UnionWith(open.Where(s => s.IsDistinct).Select(s => s.Columns[0]));
        return (unique, unique.Count > 0 ? [] : Pair(data, rows, risk));
    }

    private static bool MayBeUnique(ColumnProfile column, double risk)
    {
        if (column is not { Missing: 0, Lists: null, Type: ColumnType.Integer or ColumnType.Category } || !AreAllDistinct(column.Distinct, column.Present))
        {
            return false;
        }

        return column switch
        {
            { Type: ColumnType.Integer, Numeric: { NaN: 0 } numbers } => IsMoreThanChance(column.Present, numbers.Max - numbers.Min + 1, 1, risk),
            { Text: { Patterns: { Count: 1 } patterns } } => patterns.ContainsKey(PatternRule.NameOf(TextPattern.Uuid)) || (column.Present >= FewestTexts && Codes.Overlaps(patterns.Keys)),
            _ => false,
        };
    }

    private static bool AreAllDistinct(DistinctCount distinct, long values) =>
        distinct.Exact ? distinct.Value == values : Math.Abs(distinct.Value - values) <= 4 * DistinctState.RelativeStandardError * values;

    // Of several tries one succeeds by chance so much more often.
    private static bool IsMoreThanChance(double values, double places, int tries, double risk) => values * (values - 1) / (2 * places) > Math.Log(tries / risk);

    private static IReadOnlyList<IReadOnlyList<string>> Pair(DatasetProfile data, DataSource rows, double risk)
    {
        ColumnProfile[] columns = [.. data.Columns.Where(c => c is { Missing: 0, Lists: null, Distinct.Value: > 1, Type: ColumnType.Integer or ColumnType.Category or ColumnType.Timestamp, Numeric: null or { NaN: 0 } })
            .OrderBy(c => c.Name, StringComparer.Ordinal)];
        if (columns.Length > MostColumns)
        {
            return [];
        }

        var tries = columns.Length * (columns.Length - 1) / 2;
        var pairs = columns.SelectMany((a, i) => columns.Skip(i + 1).Select(b => (A: a, B: b, Places: (double)a.Distinct.Value * b.Distinct.Value)))
            .Where(p => p.Places * (1 + (8 * DistinctState.RelativeStandardError)) >= data.Rows && IsMoreThanChance(data.Rows, p.Places, tries, risk))
            .OrderBy(p => p.Places).ThenBy(p => p.A.Name, StringComparer.Ordinal).ThenBy(p => p.B.Name, StringComparer.Ordinal)
            .Select(p => new DistinctScan([p.A, p.B], data.Rows, rows.DecimalComma)).ToArray();
        RowScans.Run(rows, pairs);
        return pairs.FirstOrDefault(p => p.IsDistinct) is { } key ? [key.Columns] : [];
    }
}
