using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Statistics;

/// <summary>
/// The passes of <see cref="MomentState"/>. Sums side by side, added up in a fixed order: the same bits whatever the machine's vectors.
/// </summary>
internal static class MomentKernel
{
    /// <summary>Values per two passes: 16 KiB, so that the second pass finds them in the first-level cache.</summary>
    internal const int Chunk = 2048;

    private const int Lanes = 16;

    /// <summary>Counts, sum and range. Values that are all finite take the short way.</summary>
    internal static MomentScan Scan(ReadOnlySpan<double> values)
    {
        var scan = ScanFinite(values);
        // A NaN or an infinity always shows in the sum; so does an overflow, which the long way stands.
        return double.IsFinite(scan.Sum) ? scan : ScanAny(values);
    }

    /// <summary>The powers of the deviations of finite values from their mean.</summary>
    internal static MomentPart Deviate(ReadOnlySpan<double> values, in MomentPart range, in MomentScan scan)
    {
        if (range.Min == range.Max)
        {
            return range with { Mean = range.Min };
        }

        var exponent = MomentState.ExponentOf(range.Max, range.Min);
        if (exponent != 0 || !double.IsFinite(scan.Sum))
        {
            return DeviateScaled(values, range, exponent);
        }

        // Rounded to 2^-10 of the range, which is far below the deviation, so that deviations of whole numbers are exact, and with them their sum.
        var mean = scan.Sum / scan.Count;
        var shift = Math.ScaleB(1.5, 42 + Math.ILogB(range.Max - range.Min));
        mean = Math.Abs(mean) < shift / 4 ? mean + shift - shift : mean;
        return DeviateFinite(values, range, mean);
    }

    /// <summary>Copies the finite values in their order.</summary>
    /// <param name="values">At most <see cref="Chunk"/>.</param>
    /// <param name="finite">Room for as many.</param>
    /// <returns>Their number.</returns>
    internal static int KeepFinite(ReadOnlySpan<double> values, Span<double> finite)
    {
        var n = 0;
        foreach (var value in values)
        {
            // Always written, so that there is no branch to mispredict.
            finite[n] = value;
            n += double.IsFinite(value) ? 1 : 0;
        }

        return n;
    }

    private static MomentScan ScanFinite(ReadOnlySpan<double> values)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (low, low1) = (Vector256.Create(double.PositiveInfinity), Vector256.Create(double.PositiveInfinity));
        var (high, high1) = (Vector256.Create(double.NegativeInfinity), Vector256.Create(double.NegativeInfinity));
        var (zeros, negatives) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var i = 0;
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            var a = Vector256.LoadUnsafe(ref start, (nuint)i);
            var b = Vector256.LoadUnsafe(ref start, (nuint)i + 4);
            var c = Vector256.LoadUnsafe(ref start, (nuint)i + 8);
            var d = Vector256.LoadUnsafe(ref start, (nuint)i + 12);
            s0 += a;
            s1 += b;
            s2 += c;
            s3 += d;
            low = Vector256.MinNative(low, Vector256.MinNative(a, b));
            low1 = Vector256.MinNative(low1, Vector256.MinNative(c, d));
            high = Vector256.MaxNative(high, Vector256.MaxNative(a, b));
            high1 = Vector256.MaxNative(high1, Vector256.MaxNative(c, d));
            zeros -= Vector256.Equals(a, Vector256<double>.Zero).AsInt64() + Vector256.Equals(b, Vector256<double>.Zero).AsInt64()
                + Vector256.Equals(c, Vector256<double>.Zero).AsInt64() + Vector256.Equals(d, Vector256<double>.Zero).AsInt64();
            negatives -= Vector256.LessThan(a, Vector256<double>.Zero).AsInt64() + Vector256.LessThan(b, Vector256<double>.Zero).AsInt64()
                + Vector256.LessThan(c, Vector256<double>.Zero).AsInt64() + Vector256.LessThan(d, Vector256<double>.Zero).AsInt64();
        }

        low = Vector256.MinNative(low, low1);
        high = Vector256.MaxNative(high, high1);
        var scan = new MomentScan
        {
            Count = values.Length,
            Sum = Total((s0 + s1) + (s2 + s3)),
            Zeros = Vector256.Sum(zeros),
            Negatives = Vector256.Sum(negatives),
            Min = Math.Min(Math.Min(low[0], low[1]), Math.Min(low[2], low[3])),
            Max = Math.Max(Math.Max(high[0], high[1]), Math.Max(high[2], high[3])),
        };
        for (; i < values.Length; i++)
        {
            var x = values[i];
            scan.Sum += x;
            scan.Min = Math.Min(scan.Min, x);
            scan.Max = Math.Max(scan.Max, x);
            scan.Zeros += x == 0 ? 1 : 0;
            scan.Negatives += x < 0 ? 1 : 0;
        }

        return scan;
    }

    private static MomentScan ScanAny(ReadOnlySpan<double> values)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var infinity = Vector256.Create(double.PositiveInfinity);
        var (s0, s1) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var (low, high) = (infinity, -infinity);
        var (finite, numbers, positive) = (Vector256<long>.Zero, Vector256<long>.Zero, Vector256<long>.Zero);
        var (zeros, negatives) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var a = Vector256.LoadUnsafe(ref start, (nuint)i);
            var b = Vector256.LoadUnsafe(ref start, (nuint)i + 4);
            var (aFinite, bFinite) = (Vector256.LessThan(Vector256.Abs(a), infinity), Vector256.LessThan(Vector256.Abs(b), infinity));
            s0 += a & aFinite;
            s1 += b & bFinite;
            finite -= aFinite.AsInt64() + bFinite.AsInt64();
            numbers -= Vector256.Equals(a, a).AsInt64() + Vector256.Equals(b, b).AsInt64();
            positive -= Vector256.Equals(a, infinity).AsInt64() + Vector256.Equals(b, infinity).AsInt64();
            zeros -= Vector256.Equals(a, Vector256<double>.Zero).AsInt64() + Vector256.Equals(b, Vector256<double>.Zero).AsInt64();
            negatives -= Vector256.LessThan(a & aFinite, Vector256<double>.Zero).AsInt64() + Vector256.LessThan(b & bFinite, Vector256<double>.Zero).AsInt64();
            low = Vector256.MinNative(low, Vector256.MinNative(Vector256.ConditionalSelect(aFinite, a, infinity), Vector256.ConditionalSelect(bFinite, b, infinity)));
            high = Vector256.MaxNative(high, Vector256.MaxNative(Vector256.ConditionalSelect(aFinite, a, -infinity), Vector256.ConditionalSelect(bFinite, b, -infinity)));
        }

        var scan = new MomentScan
        {
            Count = Vector256.Sum(finite),
            Sum = Total(s0 + s1),
            NaN = i - Vector256.Sum(numbers),
            PositiveInfinity = Vector256.Sum(positive),
            NegativeInfinity = Vector256.Sum(numbers) - Vector256.Sum(finite) - Vector256.Sum(positive),
            Zeros = Vector256.Sum(zeros),
            Negatives = Vector256.Sum(negatives),
            Min = Math.Min(Math.Min(low[0], low[1]), Math.Min(low[2], low[3])),
            Max = Math.Max(Math.Max(high[0], high[1]), Math.Max(high[2], high[3])),
        };
        for (; i < values.Length; i++)
        {
            AddOne(values[i], ref scan);
        }

        return scan;
    }

    private static void AddOne(double x, ref MomentScan scan)
    {
        if (!double.IsFinite(x))
        {
            scan.NaN += double.IsNaN(x) ? 1 : 0;
            scan.PositiveInfinity += x > 0 ? 1 : 0;
            scan.NegativeInfinity += x < 0 ? 1 : 0;
            return;
        }

        scan.Count++;
        scan.Sum += x;
        scan.Min = Math.Min(scan.Min, x);
        scan.Max = Math.Max(scan.Max, x);
        scan.Zeros += x == 0 ? 1 : 0;
        scan.Negatives += x < 0 ? 1 : 0;
    }

    private static MomentPart DeviateFinite(ReadOnlySpan<double> values, in MomentPart range, double mean)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var center = Vector256.Create(mean);
        var (a1, a2, a3, a4) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (b1, b2, b3, b4) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var a = Vector256.LoadUnsafe(ref start, (nuint)i) - center;
            var b = Vector256.LoadUnsafe(ref start, (nuint)i + 4) - center;
            var (aSquare, bSquare) = (a * a, b * b);
            a1 += a;
            b1 += b;
            a2 += aSquare;
            b2 += bSquare;
            a3 = Vector256.FusedMultiplyAdd(aSquare, a, a3);
            b3 = Vector256.FusedMultiplyAdd(bSquare, b, b3);
            a4 = Vector256.FusedMultiplyAdd(aSquare, aSquare, a4);
            b4 = Vector256.FusedMultiplyAdd(bSquare, bSquare, b4);
        }

        var (t1, t2, t3, t4) = (Total(a1 + b1), Total(a2 + b2), Total(a3 + b3), Total(a4 + b4));
        for (; i < values.Length; i++)
        {
            Power(values[i] - mean, ref t1, ref t2, ref t3, ref t4);
        }

        return Center(range with { Mean = mean }, t1, t2, t3, t4);
    }

    // The rare way: values near an end of the range of double, divided by a power of two first.
    private static MomentPart DeviateScaled(ReadOnlySpan<double> values, in MomentPart range, int exponent)
    {
        // A compensated sum of the values divided by what keeps it finite.
        var down = exponent > 0 ? MomentState.SumShift : 0;
        var sum = default(CompensatedSum);
        foreach (var value in values)
        {
            sum.Add(Math.ScaleB(value, -down));
        }

        var mean = Math.Clamp(Math.ScaleB(sum.Value / range.Count, down), range.Min, range.Max);
        var center = Math.ScaleB(mean, -exponent);
        double t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        foreach (var x in values)
        {
            Power(Math.ScaleB(x, -exponent) - center, ref t1, ref t2, ref t3, ref t4);
        }

        return Center(range with { Mean = mean, Exponent = exponent }, t1, t2, t3, t4) with { DeviationSum = 0 };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Power(double d, ref double t1, ref double t2, ref double t3, ref double t4)
    {
        var square = d * d;
        t1 += d;
        t2 += square;
        t3 = Math.FusedMultiplyAdd(square, d, t3);
        t4 = Math.FusedMultiplyAdd(square, square, t4);
    }

    // From powers around the provisional mean to powers around the mean itself.
    private static MomentPart Center(in MomentPart part, double t1, double t2, double t3, double t4)
    {
        var n = (double)part.Count;
        var c = t1 / n;
        return part with
        {
            DeviationSum = t1,
            M2 = Math.Max(0, t2 - (c * t1)),
            M3 = t3 - (3 * c * t2) + (2 * c * c * t1),
            M4 = Math.Max(0, t4 - (4 * c * t3) + (6 * c * c * t2) - (3 * c * c * c * t1)),
        };
    }

    private static double Total(Vector256<double> sums) => (sums[0] + sums[1]) + (sums[2] + sums[3]);
}
