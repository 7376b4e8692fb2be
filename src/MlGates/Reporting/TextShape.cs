using System.Globalization;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>A distribution in a dozen characters: bars over cells of equal width for numbers, over the most frequent values for categories.</summary>
internal static class TextShape
{
    internal const int Cells = 12;

    /// <summary>A range so much longer than that of 98 % of the values would put them all into one bar.</summary>
    private const double LongTails = 5;

    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Plain = "_.:-=+*#";

    /// <summary>The shape of a column; empty when it has no values, or too many to count.</summary>
    internal static string Of(ColumnProfile column, bool ascii) => column switch
    {
        { Present: 0 } => "",
        { Frequent.Values: { Count: > 0 } frequent } => Bars(Heights(CountedValue.AtLeast(frequent)), ascii),
        { Categories: { } c, Numeric: null } => Bars(Heights(CountedValue.Ranked(c)), ascii),
        { Categories: { } c, Numeric: not null } when c.Counts.Count <= Cells => Bars(InOrder(c), ascii),
        { Numeric: { } n } => Bars(Densities(n), ascii),
        _ => "",
    };

    private static double[] InOrder(CategoryProfile integers)
    {
        var values = CountedValue.Ranked(integers);
        Array.Sort(values, (a, b) => Number(a).CompareTo(Number(b)));
        return Heights(values);

        static long Number(CountedValue value) => long.Parse(value.Value, CultureInfo.InvariantCulture);
    }

    private static double[] Heights(CountedValue[] values)
    {
        var heights = new double[Math.Min(Cells, values.Length)];
        for (var i = 0; i < heights.Length; i++)
        {
            heights[i] = values[i].Count;
        }

        return heights;
    }

    private static string Bars(double[] heights, bool ascii)
    {
        var levels = ascii ? Plain : Blocks;
        var most = 0.0;
        foreach (var height in heights)
        {
            most = Math.Max(most, height);
        }

        var bars = new char[most > 0 ? heights.Length : 0];
        for (var i = 0; i < bars.Length; i++)
        {
            // Nothing at all is a blank: an empty cell must not look like a rare value.
            bars[i] = heights[i] <= 0 ? ' ' : levels[Math.Min(levels.Length - 1, (int)(heights[i] / most * levels.Length))];
        }

        return new string(bars);
    }

    private static double[] Densities(NumericProfile numeric)
    {
        if (numeric.Quantiles.Count == 0)
        {
            return [];
        }

        var (low, high) = Range(numeric);
        if (!(high > low) || !double.IsFinite(high - low))
        {
            return [1];
        }

        var heights = new double[Cells];
        var before = Below(numeric, low);
        for (var i = 0; i < Cells; i++)
        {
            var edge = i == Cells - 1 ? Math.BitIncrement(high) : low + ((high - low) * (i + 1) / Cells);
            var below = Below(numeric, edge);
            heights[i] = below - before;
            before = below;
        }

        return heights;
    }

    private static (double Low, double High) Range(NumericProfile numeric)
    {
        var (q01, q99) = (numeric.Quantiles[0], numeric.Quantiles[^1]);
        var main = q99 - q01;
        return main > 0 && numeric.Max - numeric.Min > LongTails * main
            ? (Math.Max(numeric.Min, q01 - (main / Cells)), Math.Min(numeric.Max, q99 + (main / Cells)))
            : (numeric.Min, numeric.Max);
    }

    // The number of values below an edge, with the values of a bin spread evenly over it; infinities are in the outer bins and left out.
    private static double Below(NumericProfile numeric, double edge)
    {
        var (edges, counts) = (numeric.Bins.Edges, numeric.Bins.Counts);
        var below = 0.0;
        for (var bin = 0; bin < counts.Count; bin++)
        {
            var start = bin == 0 ? numeric.Min : Math.Max(numeric.Min, edges[bin - 1]);
            var end = bin == edges.Count ? Math.BitIncrement(numeric.Max) : edges[bin];
            var count = counts[bin] - (bin == 0 ? numeric.NegativeInfinity : 0) - (bin == counts.Count - 1 ? numeric.PositiveInfinity : 0);
            if (edge <= start)
            {
                break;
            }

            below += end <= edge || !(end > start) ? count : count * ((edge - start) / (end - start));
        }

        return below;
    }
}
