using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Bounds of numbers with a margin: <see cref="TailBound"/>, and what is known of amounts and shares.</summary>
internal static class RangeInference
{
    // Shares that never were 1 come near it in a twentieth of the rows; amounts below 1 need not.
    private const double FilledTo = 0.8;

    internal static NumberRange? Infer(ColumnProfile data, NumericProfile numbers, double risk)
    {
        var (min, max) = (numbers.Min, numbers.Max);
        if (double.IsNaN(min))
        {
            return null;
        }

        var n = (data.Lists?.Values ?? data.Present) - numbers.NaN - numbers.PositiveInfinity - numbers.NegativeInfinity;
        if (min == max && n < SchemaInference.LeastAlike)
        {
            return null;
        }

        var low = TailBound.Of(numbers, n, high: false, risk);
        var high = TailBound.Of(numbers, n, high: true, risk);
        if (data.Type == ColumnType.Timestamp || UnixTime.Is(data))
        {
            // Time goes on; only what is before the first is strange.
            return new NumberRange(Math.Floor(low), null);
        }

        // What never was below 0 is an amount or a count, and what fills the room between 0 and 1 a share.
        var isShare = min >= 0 && (max == 1 || (max < 1 && numbers.Quantile(0.95) >= FilledTo));
        (low, high) = (min >= 0 ? Math.Max(0, low) : low, max <= 0 ? Math.Min(0, high) : isShare ? Math.Min(1, high) : high);
        return data.Type == ColumnType.Integer
            ? new NumberRange(Math.Floor(low), Math.Ceiling(high))
            : new NumberRange(Outward(low, min - low, -1), Outward(high, high - max, 1));
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
