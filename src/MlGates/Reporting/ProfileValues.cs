using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>The values of a column in a few words: as many as the line has room for, the most telling first.</summary>
internal static class ProfileValues
{
    private const int TopValues = 5;
    private const int LongestValue = 30;
    private const double Skewed = 1;

    internal static string Of(ColumnProfile column, int width)
    {
        if (column.Lists is not { } lists || lists.Values == 0)
        {
            return Values(column, width);
        }

        var perRow = string.Create(CultureInfo.InvariantCulture, $"{lists.Min} to {lists.Max} a row: ");
        return perRow + Values(column, width - perRow.Length);
    }

    private static string Values(ColumnProfile column, int width) => column switch
    {
        { Present: 0 } => "",
        { Type: ColumnType.Timestamp, Numeric: { } n } => Times(n, column.Time, width),
        { Numeric: { } n } => Numbers(n, column, width),
        { Categories: { } c } => Top(CountedValue.Ranked(c), column.Present, "", width),
        { Frequent.Values: { Count: > 0 } frequent } => Top(CountedValue.AtLeast(frequent), column.Present, "≥ ", width),
        _ => column.Text is { } text ? Lengths(text) : "too many values to count",
    };

    private static string Numbers(NumericProfile n, ColumnProfile column, int width)
    {
        if (double.IsNaN(n.Min))
        {
            return "no finite value";
        }

        // Beyond 2^53 only the exact range is what the data has.
        var (min, max) = n.Integers is { } exact
            ? (exact.Min.ToString(CultureInfo.InvariantCulture), exact.Max.ToString(CultureInfo.InvariantCulture))
            : (Value(n.Min), Value(n.Max));
        var parts = new List<string> { $"min {min}", $"median {Value(n.Quantiles[ProfileNumber.Median])}", $"max {max}", $"mean {ProfileNumber.Show(n.Mean)}" };
        if (!double.IsNaN(n.StandardDeviation))
        {
            parts.Add($"sd {ProfileNumber.Show(n.StandardDeviation)}");
        }

        if (n.Zeros > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{n.Zeros} {(n.Zeros == 1 ? "zero" : "zeros")}"));
        }

        if (Math.Abs(n.Skewness) > Skewed)
        {
            parts.Add($"skewness {ProfileNumber.Show(n.Skewness)}");
        }

        if (column.Weighted is { } weighted && !double.IsNaN(weighted.Mean))
        {
            parts.Insert(4, $"weighted mean {ProfileNumber.Show(weighted.Mean)}");
        }

        var text = Fit(parts, 3, width);
        return text.Length <= width ? text : $"{min} … {Value(n.Quantiles[ProfileNumber.Median])} … {max}";

        string Value(double value) => column.Type == ColumnType.Integer ? ProfileNumber.Whole(value) : ProfileNumber.Show(value);
    }

    private static string Times(NumericProfile n, TimeProfile? time, int width)
    {
        var parts = new List<string> { $"{ProfileNumber.Time(n.Min)} … {ProfileNumber.Time(n.Max)}" };
        if (time is { LargestGap: > 0 })
        {
            parts.Add($"steps of {ProfileNumber.Duration(time.TypicalGap)}, largest {ProfileNumber.Duration(time.LargestGap)}");
        }

        return Fit(parts, 1, width);
    }

    private static string Fit(List<string> parts, int fewest, int width)
    {
        var text = string.Join(", ", parts);
        while (text.Length > width && parts.Count > fewest)
        {
            parts.RemoveAt(parts.Count - 1);
            text = string.Join(", ", parts);
        }

        return text;
    }

    private static string Top(CountedValue[] values, long present, string bound, int width)
    {
        var text = "";
        var shown = 0;
        foreach (var top in values)
        {
            var next = $"{(shown == 0 ? "" : ", ")}{(top.Value.Length == 0 ? "''" : Text.OneLine(top.Value, LongestValue))} {bound}{ProfileNumber.Percent(top.Count, present)}";
            if (shown == TopValues || (shown > 0 && TerminalText.Width(text) + TerminalText.Width(next) + 3 > width))
            {
                break;
            }

            text += next;
            shown++;
        }

        return shown < values.Length || bound.Length > 0 ? text + ", …" : text;
    }

    private static string Lengths(TextProfile text) => string.Create(
        CultureInfo.InvariantCulture, $"no frequent value; {text.MinCharacters} to {text.MaxCharacters} characters, mean {ProfileNumber.Show(text.MeanCharacters)}");
}
