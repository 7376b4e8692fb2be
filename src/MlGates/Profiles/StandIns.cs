using System.Globalization;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>Values that people write for "missing": N/A among names, -999 among prices, 9999-12-31 among dates.</summary>
internal static class StandIns
{
    /// <summary>A stand-in lies off the other values by at least this part of their range.</summary>
    private const double Gap = 0.5;

    private static readonly double[] Usual =
    [
        -9, -99, -999, -9999, -99999, -999999, -9999999, 99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999, -32768, 32767, 65535,
        int.MinValue, int.MaxValue, uint.MaxValue, long.MinValue, long.MaxValue, float.MinValue, float.MaxValue, double.MinValue, double.MaxValue,
    ];

    // Usual as values, too: they mean something only beside what the column held before.
    private static readonly double[] Ordinary = [0, -1];

    private static readonly double[] All = [.. Usual, .. Ordinary];

    private static readonly double[] Times = [.. new[] { "0001-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01", "2099-12-31", "9999-01-01", "9999-12-31" }.Select(Seconds)];

    // In lower case.
    private static readonly HashSet<string> Words =
        ["", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "missing", "unknown", "undefined", "?", "-", "--", ".", "not available", "(null)", "\\n"];

    /// <summary>Whether a text stands for missing most often, in any case and with blanks around it.</summary>
    internal static bool IsWord(string text) => Words.Contains(Canonical(text));

    /// <summary>A text as it is compared: without blanks around it, in lower case.</summary>
    internal static string Canonical(string text) => text.Trim().ToLowerInvariant();

    /// <summary>A number, or the seconds of a time, as it is called.</summary>
    internal static string Name(double value, ColumnType type) => type == ColumnType.Timestamp
        ? DateTime.UnixEpoch.AddSeconds(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// The smallest and the largest value, where they look like one; the count is that of their cell, which in a coarse distribution may hold
    /// close neighbours. Needs the distribution, so a profile that was read from a file has none.
    /// </summary>
    internal static IEnumerable<(double Value, long Count)> Far(NumericProfile numeric)
    {
        if (numeric.Histogram is not { Cells: >= 3 } cells)
        {
            yield break;
        }

        var last = cells.Cells - 1;
        if (Array.IndexOf(Usual, numeric.Min) >= 0 && IsFar(cells.CellStart(1) - numeric.Min, numeric.Max - cells.CellStart(1)))
        {
            yield return (numeric.Min, cells.CellCount(0));
        }

        // The end of the cell before the last: no value of it is larger.
        if (Array.IndexOf(Usual, numeric.Max) >= 0 && IsFar(numeric.Max - CellEnd(cells, last - 1), CellEnd(cells, last - 1) - numeric.Min))
        {
            yield return (numeric.Max, cells.CellCount(last));
        }
    }

    /// <summary>The texts of a column that stand for missing, by name in ordinal order, with their counts, which are lower bounds where not all values are counted.</summary>
    internal static IReadOnlyList<StandIn> OfTexts(ColumnProfile column)
    {
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (value, count) in column.Categories?.Counts.Select(c => (c.Key, c.Value)) ?? (column.Frequent?.Values ?? []).Select(v => (v.Value, v.AtLeast)))
        {
            if (IsWord(value))
            {
                found[Canonical(value)] = found.GetValueOrDefault(Canonical(value)) + count;
            }
        }

        // Words have no neighbours that would explain them.
        return [.. found.Select(f => new StandIn(f.Key, f.Value, 0))];
    }

    /// <summary>The numbers or times of a column that may stand for missing, by name in ordinal order; see <see cref="ColumnProfile.StandIns"/>.</summary>
    internal static IReadOnlyList<StandIn> OfNumbers(NumericProfile numbers, ColumnType type)
    {
        if (numbers.Histogram is not { } cells)
        {
            return [];
        }

        var found = new List<StandIn>();
        foreach (var value in type == ColumnType.Timestamp ? Times : All)
        {
            if (value < numbers.Min || value > numbers.Max || CellOf(cells, value) is var cell && cell < 0)
            {
                continue;
            }

            var count = cells.CellCount(cell);
            var beside = Math.Max(cell > 0 ? cells.CellCount(cell - 1) : 0, cell + 1 < cells.Cells ? cells.CellCount(cell + 1) : 0);
            found.Add(new StandIn(Name(value, type), count, beside));
        }

        return found.Count == 0 ? [] : [.. found.OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>The number that a name stands for; NaN for none.</summary>
    internal static double NumberOf(string name, ColumnType type) => type == ColumnType.Timestamp
        ? DateTime.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Timestamp.Seconds(date) : double.NaN
        : double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    // The cell that holds a value, -1 for none.
    private static int CellOf(ValueHistogram cells, double value)
    {
        var (low, high) = (0, cells.Cells - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (cells.CellStart(middle) <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 && value <= CellEnd(cells, high) ? high : -1;
    }

    private static bool IsFar(double gap, double range) => gap > 0 && range > 0 && gap >= Gap * range;

    private static double CellEnd(ValueHistogram cells, int cell) => cells.IsExact ? cells.CellStart(cell) : ValueHistogram.NextOnGrid(cells.CellStart(cell), cells.Resolution);

    private static double Seconds(string date) => Timestamp.Seconds(DateTime.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
