using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>How many numbers lie beyond a bound, as far as a profile tells: never more than there are, and at least one when it is asked.</summary>
internal static class RangeCount
{
    internal static long Below(NumericProfile numbers, double bound)
    {
        var histogram = numbers.Histogram;
        long count = 0;
        for (var i = 0; i < (histogram?.Cells ?? 0); i++)
        {
            // A cell that reaches across the bound may hold values on either side.
            var next = i + 1 < histogram!.Cells ? histogram.CellStart(i + 1) : double.PositiveInfinity;
            count += (histogram.IsExact ? histogram.CellStart(i) < bound : next <= bound) ? histogram.CellCount(i) : 0;
        }

        return Math.Max(1, count);
    }

    internal static long Above(NumericProfile numbers, double bound)
    {
        var histogram = numbers.Histogram;
        long count = 0;
        for (var i = 0; i < (histogram?.Cells ?? 0); i++)
        {
            count += histogram!.CellStart(i) > bound ? histogram.CellCount(i) : 0;
        }

        return Math.Max(1, count);
    }
}
