using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>
/// Bounds of numbers with a margin. Beyond a high quantile the tail is taken to be exponential (peaks over threshold: Pickands 1975): its scale follows from how far
/// quantiles and the extreme lie apart, and the next dataset of the same size goes beyond the extreme by more than scale · ln(1/risk) with about that risk.
/// </summary>
internal static class RangeInference
{
    internal static NumberRange? Infer(ColumnProfile data, NumericProfile numbers, double risk)
    {
        var (min, max) = (numbers.Min, numbers.Max);
        if (double.IsNaN(min))
        {
            return null;
        }

        var n = Math.Max(2, data.Lists?.Values ?? data.Present);
        var reach = Math.Log(1 / risk);
        var low = min - (reach * Scale(numbers.Quantile(0.05) - numbers.Quantile(0.01), numbers.Quantile(0.01) - min, max - min, n));
        var high = max + (reach * Scale(numbers.Quantile(0.99) - numbers.Quantile(0.95), max - numbers.Quantile(0.99), max - min, n));
        if (data.Type == ColumnType.Timestamp)
        {
            // Time goes on; only what is before the first is strange.
            return new NumberRange(Math.Floor(low), null);
        }

        // What never was below 0 is an amount or a count, and what stayed within 0 and 1 a share.
        (low, high) = (min >= 0 ? Math.Max(0, low) : low, max <= 0 ? Math.Min(0, high) : min >= 0 && max <= 1 ? Math.Min(1, high) : high);
        return data.Type == ColumnType.Integer
            ? new NumberRange(Math.Floor(low), Math.Ceiling(high))
            : new NumberRange(Outward(low, min - low, -1), Outward(high, high - max, 1));
    }

    // ln 5 scales lie between the 95 % and the 99 % quantile, ln(n/100) between that and the extreme of n values.
    private static double Scale(double quantiles, double extreme, double range, long n)
    {
        var scale = Math.Max(quantiles / Math.Log(5), n > 200 ? extreme / Math.Log(n / 100.0) : 0);
        return scale > 0 ? scale : range / Math.Log(n + 1.0) / 10;
    }

    // To the first two digits of the margin, away from the data: nobody reads more.
    private static double Outward(double bound, double margin, int direction)
    {
        if (!double.IsFinite(bound))
        {
            return bound < 0 ? double.MinValue : double.MaxValue;
        }

        if (margin <= 0)
        {
            return bound;
        }

        var digits = Math.Clamp(1 - (int)Math.Floor(Math.Log10(margin)), -300, 15);
        if (digits is < 0 or > 15)
        {
            var step = Math.Pow(10, -digits);
            return (direction > 0 ? Math.Ceiling(bound / step) : Math.Floor(bound / step)) * step;
        }

        // Through decimal, so that the bound has few digits when written.
        var factor = Math.Pow(10, digits);
        var scaled = bound * factor;
        return Math.Abs(scaled) < 1e15 ? (double)((decimal)(direction > 0 ? Math.Ceiling(scaled) : Math.Floor(scaled)) / (decimal)factor) : bound;
    }
}
