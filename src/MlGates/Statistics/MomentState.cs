namespace MlGates.Statistics;

/// <summary>
/// Count, sum, mean, spread, shape, range, zeros, negatives and non-finite values of numbers, mergeable. A new state is the identity of
/// <see cref="Merge(MomentState)"/>; counts, minimum and maximum are merged exactly, the rest up to rounding, so states are merged in a fixed order: then
/// the result is the same to the bit on every machine. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>Within 2,048 values two passes: a provisional mean, then powers of the deviations from it, whose sum corrects the mean (Chan, Golub and
/// LeVeque, "Algorithms for computing the sample variance", 1983); between them the update formulas of Pébay, "Formulas for robust, one-pass
/// parallel computation of covariances and arbitrary-order statistical moments" (SAND2008-6212, 2008). This keeps the digits that sums of
/// powers lose when the mean is large against the spread. The sum is kept in two doubles (Dekker 1971), and so is the mean between merges.</para>
/// <para>Powers are those of deviations divided by 2^e, where e is 0 unless the values range wider than 2^200 or narrower than 2^-200: so the
/// deviation, skewness and kurtosis of numbers near either end of the range of double are right, too.</para>
/// </remarks>
public sealed partial class MomentState
{
    // Sums of numbers so large that they could overflow are kept divided by this power of two, more than any count.
    internal const int SumShift = 128;
    private static readonly double LargeSum = Math.ScaleB(1, 900);

    private double _sum;
    private double _sumRest;
    private int _sumExponent;
    private int _exponent;
    private double _m2;
    private double _m3;
    private double _m4;

    /// <summary>Number of finite values.</summary>
    public long Count { get; private set; }

    /// <summary>Number of NaN values.</summary>
    public long NaN { get; private set; }

    /// <summary>Number of positive infinities.</summary>
    public long PositiveInfinity { get; private set; }

    /// <summary>Number of negative infinities.</summary>
    public long NegativeInfinity { get; private set; }

    /// <summary>Number of zeros, of either sign.</summary>
    public long Zeros { get; private set; }

    /// <summary>Number of finite values below zero.</summary>
    public long Negatives { get; private set; }

    /// <summary>Smallest finite value; NaN when there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Largest finite value; NaN when there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Sum of the finite values, 0 when there is none; infinite when it exceeds the largest double.</summary>
    public double Sum => Scale(_sum + _sumRest, _sumExponent) + 0.0;

    /// <summary>Mean of the finite values; NaN when there is none.</summary>
    public double Mean
    {
        get
        {
            var (high, low) = ScaledMean();
            // Rounding must not carry the mean out of the range.
            return Count == 0 ? double.NaN : Math.Clamp(Scale(high + low, _sumExponent), Min, Max);
        }
    }

    /// <summary>Sum of squared deviations from the mean of the finite values; infinite when it exceeds the largest double.</summary>
    public double M2 => Scale(_m2, 2 * _exponent);

    /// <summary>Sample variance (divisor n − 1) of the finite values; NaN for fewer than two.</summary>
    public double Variance => Count < 2 ? double.NaN : Scale(_m2 / (Count - 1), 2 * _exponent);

    /// <summary>Population variance (divisor n) of the finite values; NaN when there is none.</summary>
    public double PopulationVariance => Count == 0 ? double.NaN : Scale(_m2 / Count, 2 * _exponent);

    /// <summary>Sample standard deviation (divisor n − 1) of the finite values; NaN for fewer than two.</summary>
    public double StandardDeviation => Count < 2 ? double.NaN : Scale(Math.Sqrt(_m2 / (Count - 1)), _exponent);

    /// <summary>Population standard deviation (divisor n) of the finite values; NaN when there is none.</summary>
    public double PopulationStandardDeviation => Count == 0 ? double.NaN : Scale(Math.Sqrt(_m2 / Count), _exponent);

    /// <summary>Population skewness g1 = m3 / m2^1.5 (Joanes and Gill 1998) of the finite values; NaN when all are equal or there is none.</summary>
    public double Skewness => _m2 > 0 ? Math.Sqrt(Count) * _m3 / (_m2 * Math.Sqrt(_m2)) : double.NaN;

    /// <summary>Population excess kurtosis g2 = m4 / m2² − 3 (Joanes and Gill 1998), 0 for a normal distribution; NaN when all values are equal or there is none.</summary>
    public double Kurtosis => _m2 > 0 ? (Count * (_m4 / _m2) / _m2) - 3 : double.NaN;

    /// <summary>Adds a batch. O(n), no allocation.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        Span<double> finite = stackalloc double[MomentKernel.Chunk];
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, MomentKernel.Chunk)];
            values = values[part.Length..];
            var scan = MomentKernel.Scan(part);
            AddNonFinite(scan);
            if (scan.Count > 0)
            {
                AddFinite(scan.Count == part.Length ? part : finite[..MomentKernel.KeepFinite(part, finite)], scan);
            }
        }
    }

    /// <summary>Adds a value that occurs several times. O(1).</summary>
    /// <param name="value">Any number.</param>
    /// <param name="count">At least 0.</param>
    public void Add(double value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return;
        }

        if (double.IsFinite(value))
        {
            Zeros += value == 0 ? count : 0;
            Negatives += value < 0 ? count : 0;
            Combine(new MomentPart(count, value, value) { Mean = value });
        }
        else
        {
            NaN += double.IsNaN(value) ? count : 0;
            PositiveInfinity += value > 0 ? count : 0;
            NegativeInfinity += value < 0 ? count : 0;
        }
    }

    /// <summary>Adds what another state has seen. O(1).</summary>
    public void Merge(MomentState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        NaN += other.NaN;
        PositiveInfinity += other.PositiveInfinity;
        NegativeInfinity += other.NegativeInfinity;
        Zeros += other.Zeros;
        Negatives += other.Negatives;
        if (other.Count > 0)
        {
            Merge(other.Count, other.Min, other.Max, (other._sum, other._sumRest, other._sumExponent), (other._m2, other._m3, other._m4, other._exponent));
        }
    }

    /// <summary>Forgets everything: the state is as new.</summary>
    public void Clear()
    {
        (Count, NaN, PositiveInfinity, NegativeInfinity, Zeros, Negatives) = (0, 0, 0, 0, 0, 0);
        (Min, Max) = (double.NaN, double.NaN);
        (_sum, _sumRest, _sumExponent) = (0, 0, 0);
        (_m2, _m3, _m4, _exponent) = (0, 0, 0, 0);
    }

    /// <summary>The mean with what its rounding lost; of at least one value.</summary>
    internal (double High, double Low) MeanParts
    {
        get
        {
            var (high, low) = ScaledMean();
            return (Scale(high, _sumExponent), Scale(low, _sumExponent));
        }
    }

    /// <summary>Adds what a scan counted beside the finite values.</summary>
    internal void AddNonFinite(in MomentScan scan)
    {
        NaN += scan.NaN;
        PositiveInfinity += scan.PositiveInfinity;
        NegativeInfinity += scan.NegativeInfinity;
    }

    /// <summary>Adds the finite values, at least one, of a chunk that was scanned already.</summary>
    internal void AddFinite(ReadOnlySpan<double> values, in MomentScan scan)
    {
        Zeros += scan.Zeros;
        Negatives += scan.Negatives;
        // Adding 0.0 makes a negative zero positive, so the sign of zero never shows.
        Combine(MomentKernel.Deviate(values, new MomentPart(scan.Count, scan.Min + 0.0, scan.Max + 0.0), scan));
    }

    private void Combine(in MomentPart part)
    {
        var sumExponent = Math.Max(Math.Abs(part.Min), Math.Abs(part.Max)) < LargeSum ? 0 : SumShift;
        // The product of count and mean in two doubles; the mean's own rest joins the second.
        var mean = Scale(part.Mean, -sumExponent);
        var sum = mean * part.Count;
        var rest = Math.FusedMultiplyAdd(mean, part.Count, -sum) + Scale(part.DeviationSum, part.Exponent - sumExponent);
        var whole = sum + rest;
        var other = whole - sum;
        rest = sum - (whole - other) + (rest - other);
        Merge(part.Count, part.Min, part.Max, (whole, rest, sumExponent), (part.M2, part.M3, part.M4, part.Exponent));
    }

    private void Merge(long count, double min, double max, (double High, double Low, int Exponent) sum, (double M2, double M3, double M4, int Exponent) powers)
    {
        if (Count == 0)
        {
            (Count, Min, Max) = (count, min, max);
            (_sum, _sumRest, _sumExponent) = sum;
            (_m2, _m3, _m4, _exponent) = powers;
            return;
        }

        var exponent = ExponentOf(Math.Max(Max, max), Math.Min(Min, min));
        var (a2, a3, a4) = Rescale((_m2, _m3, _m4), _exponent - exponent);
        var (b2, b3, b4) = Rescale((powers.M2, powers.M3, powers.M4), powers.Exponent - exponent);
        var delta = Difference(count, sum, exponent);
        var (na, nb, n) = ((double)Count, (double)count, (double)(Count + count));
        var (shareA, shareB) = (na / n, nb / n);
        var square = delta * delta;
        _m4 = a4 + b4 + (square * square * na * shareB * ((shareA * shareA) - (shareA * shareB) + (shareB * shareB)))
            + (6 * square * ((shareA * shareA * b2) + (shareB * shareB * a2))) + (4 * delta * ((shareA * b3) - (shareB * a3)));
        _m3 = a3 + b3 + (square * delta * na * shareB * (shareA - shareB)) + (3 * delta * ((shareA * b2) - (shareB * a2)));
        _m2 = a2 + b2 + (square * na * shareB);
        _exponent = exponent;
        AddSum(sum);
        Count += count;
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
    }

    // What divides deviations: nothing in the common range, where no power of four can overflow or vanish.
    internal static int ExponentOf(double max, double min)
    {
        var range = max - min;
        return range == 0 || range is >= 6.2230152778611417e-61 and <= 1.6069380442589903e60 ? 0
            : double.IsInfinity(range) ? 1024
            : Math.ILogB(range);
    }

    // Scaling is seldom needed and costs a call.
    private static double Scale(double value, int exponent) => exponent == 0 ? value : Math.ScaleB(value, exponent);

    private static (double M2, double M3, double M4) Rescale((double M2, double M3, double M4) powers, int by) =>
        by == 0 ? powers : (Scale(powers.M2, 2 * by), Scale(powers.M3, 3 * by), Scale(powers.M4, 4 * by));

    // The other's mean less this one's, in two doubles until the leading digits have cancelled.
    private double Difference(long count, (double High, double Low, int Exponent) sum, int exponent)
    {
        var (high, low) = ScaledMean();
        var (otherHigh, otherLow) = Quotient(sum.High, sum.Low, count);
        return (Scale(otherHigh, sum.Exponent - exponent) - Scale(high, _sumExponent - exponent))
            + (Scale(otherLow, sum.Exponent - exponent) - Scale(low, _sumExponent - exponent));
    }

    private (double High, double Low) ScaledMean() => Quotient(_sum, _sumRest, Count);

    private static (double High, double Low) Quotient(double high, double low, double divisor)
    {
        var quotient = high / divisor;
        return (quotient, (Math.FusedMultiplyAdd(-quotient, divisor, high) + low) / divisor);
    }

    private void AddSum((double High, double Low, int Exponent) other)
    {
        var exponent = Math.Max(_sumExponent, other.Exponent);
        var (a, b) = (Scale(_sum, _sumExponent - exponent), Scale(other.High, other.Exponent - exponent));
        var sum = a + b;
        // What the addition lost (Knuth's two-sum), and the lower halves.
        var part = sum - a;
        var lost = a - (sum - part) + (b - part);
        var rest = Scale(_sumRest, _sumExponent - exponent) + Scale(other.Low, other.Exponent - exponent) + lost;
        _sum = sum + rest;
        _sumRest = rest - (_sum - sum);
        _sumExponent = exponent;
    }
}
