using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>The values of a column in a few words: as many as the line has room for.</summary>
internal static class ProfileValues
{
    private const int TopValues = 5;
    private const int LongestValue = 30;

    internal static string Of(ColumnProfile column, int width) => column switch
    {
        { Present: 0 } => "",
        { Type: ColumnType.Timestamp, Numeric: { } n } => $"{ProfileNumber.Time(n.Min)} … {ProfileNumber.Time(n.Max)}",
        { Numeric: { } n } => Numbers(n, column.Type == ColumnType.Integer, width),
        { Categories: { } c } => Top(c, column.Present, width),
        _ => "too many values to count",
    };

    private static string Numbers(NumericProfile n, bool whole, int width)
    {
        if (double.IsNaN(n.Min))
        {
            return "no finite value";
        }

        var parts = new List<string> { $"min {Value(n.Min)}", $"median {Value(n.Quantile(0.5))}", $"max {Value(n.Max)}", $"mean {ProfileNumber.Show(n.Mean)}" };
        if (!double.IsNaN(n.StandardDeviation))
        {
            parts.Add($"sd {ProfileNumber.Show(n.StandardDeviation)}");
        }

        if (n.Zeros > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{n.Zeros} {(n.Zeros == 1 ? "zero" : "zeros")}"));
        }

        var text = string.Join(", ", parts);
        while (text.Length > width && parts.Count > 3)
        {
            parts.RemoveAt(parts.Count - 1);
            text = string.Join(", ", parts);
        }

        return text.Length <= width ? text : $"{Value(n.Min)} … {Value(n.Quantile(0.5))} … {Value(n.Max)}";

        string Value(double value) => whole ? ProfileNumber.Whole(value) : ProfileNumber.Show(value);
    }

    private static string Top(CategoryProfile categories, long present, int width)
    {
        var text = "";
        var shown = 0;
        foreach (var top in CountedValue.Ranked(categories))
        {
            var next = $"{(shown == 0 ? "" : ", ")}{(top.Value.Length == 0 ? "''" : Text.OneLine(top.Value, LongestValue))} {ProfileNumber.Percent(top.Count, present)}";
            if (shown == TopValues || (shown > 0 && TerminalText.Width(text) + TerminalText.Width(next) + 3 > width))
            {
                break;
            }

            text += next;
            shown++;
        }

        return shown < categories.Counts.Count ? text + ", …" : text;
    }
}
