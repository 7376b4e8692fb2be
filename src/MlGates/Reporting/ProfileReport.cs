using System.Globalization;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>A profile as a table: one line a column, numbers by their spread, categories by their largest shares.</summary>
public static class ProfileReport
{
    private const int TopValues = 3;
    private const int LongestValue = 30;

    private static readonly string[] Header = ["column", "type", "present", "missing", "distinct", "values"];

    /// <summary>Writes the table. Lines end in <c>\n</c>.</summary>
    public static void Write(DatasetProfile profile, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Text.OneLine(profile.Name)}: {profile.Rows} rows, {profile.Columns.Count} columns\n\n"));
        var rows = profile.Columns.Select(Row).Prepend(Header).ToArray();
        var widths = Enumerable.Range(0, Header.Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
        {
            writer.Write(string.Join("  ", row.Select((cell, i) => i is 2 or 3 or 4 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd() + "\n");
        }
    }

    private static string[] Row(ColumnProfile column) =>
    [
        Text.OneLine(column.Name),
        column.Type.ToString().ToLowerInvariant(),
        Invariant(column.Present),
        column.Missing == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{column.Missing} ({100.0 * column.Missing / (column.Present + column.Missing):0.#} %)"),
        (column.Distinct.Exact ? "" : "≈") + Invariant(column.Distinct.Value),
        Values(column),
    ];

    private static string Values(ColumnProfile column) => column switch
    {
        { Type: Data.ColumnType.Timestamp, Numeric: { } n } => $"{Time(n.Min)} … {Time(n.Max)}",
        { Numeric: { } n } => Numbers(n, column.Type == Data.ColumnType.Integer),
        { Categories: { } c } => Top(c, column.Present),
        { Present: 0 } => "",
        _ => "too many values to count",
    };

    private static string Numbers(NumericProfile n, bool whole)
    {
        var text = $"mean {ReportNumbers.Show(n.Mean)}{(double.IsNaN(n.StandardDeviation) ? "" : ", sd " + ReportNumbers.Show(n.StandardDeviation))}, min {Value(n.Min)}, median {Value(n.Quantile(0.5))}, max {Value(n.Max)}";
        (long Count, string Word)[] special = [(n.Zeros, "zeros"), (n.NaN, "NaN"), (n.PositiveInfinity, "+∞"), (n.NegativeInfinity, "-∞")];
        return text + string.Concat(special.Where(s => s.Count > 0).Select(s => $", {Invariant(s.Count)} {s.Word}"));

        // A value of a column of whole numbers is written as the data has it.
        string Value(double value) =>
            whole && value == Math.Truncate(value) && Math.Abs(value) < 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture) : ReportNumbers.Show(value);
    }

    private static string Top(CategoryProfile categories, long present) => string.Join(", ", categories.Counts
        .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
        .Take(TopValues)
        .Select(c => string.Create(CultureInfo.InvariantCulture, $"{Short(c.Key)} {100.0 * c.Value / present:0.#} %")))
        + (categories.Counts.Count > TopValues ? ", …" : "");

    private static string Short(string value) => Text.OneLine(value.Length <= LongestValue ? value : value[..(char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue)] + "…");

    private static string Time(double seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}
