using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Reporting;

/// <summary>Finds numbers that people write for "missing": -999 among prices, 99999 among ages.</summary>
internal static class Sentinels
{
    /// <summary>A stand-in lies off the other values by at least this part of their range.</summary>
    private const double Gap = 0.5;

    private static readonly double[] Usual =
    [
        -9, -99, -999, -9999, -99999, -999999, -9999999, 99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999, -32768, 32767, 65535,
        int.MinValue, int.MaxValue, uint.MaxValue, long.MinValue, long.MaxValue, float.MinValue, float.MaxValue, double.MinValue, double.MaxValue,
    ];

    /// <summary>
    /// The smallest and the largest value, where they look like one; the count is that of their cell, which in a coarse distribution may hold
    /// close neighbours. Needs the distribution, so a profile that was read from a file has none.
    /// </summary>
    internal static IEnumerable<(double Value, long Count)> In(NumericProfile numeric)
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

    private static bool IsFar(double gap, double range) => gap > 0 && range > 0 && gap >= Gap * range;

    private static double CellEnd(ValueHistogram cells, int cell) => cells.IsExact ? cells.CellStart(cell) : ValueHistogram.NextOnGrid(cells.CellStart(cell), cells.Resolution);
}
