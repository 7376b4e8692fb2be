using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>
/// Tests the L-infinity distance of two samples of counts against a tolerance: for every category and direction the bound of a difference
/// of proportions from Wilson limits (R. G. Newcombe, Interval estimation for the difference between independent proportions, 1998,
/// method 10), and Bonferroni's correction over the categories that are large enough to differ by τ. O(categories) a member.
/// </summary>
public sealed class LInfinityTest : IToleranceTest
{
    // Beyond it the normal tail is below the smallest double.
    private const double LargestQuantile = 40;

    private readonly long[] _first;
    private readonly long[] _second;
    private readonly long _n;
    private readonly long _m;
    private readonly EffectiveSizes _sizes;
    private readonly double _largestShare;

    /// <summary>Creates the test.</summary>
    /// <param name="first">Counts by category, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same categories, 0 for the unseen.</param>
    /// <param name="tolerance">τ, in [0, 1].</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, a side is empty, or the tolerance is out of range.</exception>
    public LInfinityTest(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double tolerance, EffectiveSizes? sizes = null)
    {
        if (!(tolerance is >= 0 and <= LInfinity.Largest))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance must be at least 0 and at most 1.");
        }

        (_n, _m) = CountPair.Totals(first, second);
        _sizes = EffectiveSizes.Or(sizes, _n, _m);
        _first = first.ToArray();
        _second = second.ToArray();
        Tolerance = tolerance;
        Value = LInfinity.Distance(first, second).Distance;
        for (var i = 0; i < first.Length; i++)
        {
            var pooled = ((double)first[i] + second[i]) / ((double)_n + _m);
            _largestShare = Math.Max(_largestShare, pooled);
            Considered += pooled >= tolerance / 2 && pooled > 0 ? 1 : 0;
        }

        Considered = Math.Max(1, Considered);
    }

    /// <summary>The observed distance.</summary>
    public double Value { get; }

    /// <summary>The tolerance τ.</summary>
    public double Tolerance { get; }

    /// <summary>k: the categories whose pooled share is at least τ/2; rarer ones cannot differ by τ. At least 1.</summary>
    public int Considered { get; }

    /// <summary>
    /// The chance, at most, that two samples of one distribution show more than τ (normal approximation, summed over the categories): what a
    /// rule that looks at the observed value alone would block by mistake.
    /// </summary>
    public double ChanceWithoutChange
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < _first.Length; i++)
            {
                var share = ((double)_first[i] + _second[i]) / ((double)_n + _m);
                var error = Math.Sqrt(share * (1 - share) * _sizes.Reciprocals);
                sum += error > 0 ? 2 * NormalDistribution.UpperTail(Tolerance / error) : 0;
            }

            return Math.Min(1, sum);
        }
    }

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <summary>z*: the largest normal quantile at which some lower bound still exceeds τ; minus infinity when the distance does not.</summary>
    public double CriticalQuantile
    {
        get
        {
            var best = double.NegativeInfinity;
            for (var i = 0; i < _first.Length && Exceeds; i++)
            {
                if (Lower(i, 0) > Tolerance)
                {
                    best = Math.Max(best, QuantileWhere(z => Lower(i, z) - Tolerance));
                }
            }

            return best;
        }
    }

    /// <inheritdoc/>
    public double PFail => Exceeds ? Math.Min(1, 2.0 * Considered * NormalDistribution.UpperTail(CriticalQuantile)) : 1;

    /// <summary>P-value of "the true value is beyond τ": the upper tail at the largest quantile at which no upper bound exceeds τ; 1 when the observed distance does.</summary>
    public double PPass
    {
        get
        {
            if (Exceeds)
            {
                return 1;
            }

            // An upper bound beyond τ at the best quantile so far brings it down; most categories need one look.
            var best = LargestQuantile;
            for (var i = 0; i < _first.Length; i++)
            {
                if (Upper(i, best) > Tolerance)
                {
                    best = MonotoneRoot.Find(z => Upper(i, z) - Tolerance, 0, LargestQuantile);
                }
            }

            return NormalDistribution.UpperTail(best);
        }
    }

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double lowerLevel, double upperLevel)
    {
        Probability.CheckLevel(lowerLevel);
        Probability.CheckLevel(upperLevel);
        var zLower = Math.Max(0, NormalDistribution.UpperQuantile(lowerLevel / (2.0 * Considered)));
        var zUpper = Math.Max(0, NormalDistribution.UpperQuantile(upperLevel));
        var (lower, upper) = (0.0, 0.0);
        for (var i = 0; i < _first.Length; i++)
        {
            lower = Math.Max(lower, Lower(i, zLower));
            upper = Math.Max(upper, Upper(i, zUpper));
        }

        return (lower, Math.Min(LInfinity.Largest, upper));
    }

    /// <inheritdoc/>
    public double Power(double level, double ratio)
    {
        var quantile = LevelQuantile(level);
        Probability.CheckRatio(ratio);
        return Tolerance == 0 ? 0 : NormalDistribution.LowerTail(((ratio - 1) * Tolerance / StandardError()) - quantile);
    }

    /// <inheritdoc/>
    /// <returns>NaN when not even a distance of 1 would.</returns>
    public double MinimumDetectable(double level, double power)
    {
        var smallest = Tolerance + (StandardError() * (LevelQuantile(level) + PowerQuantile(power)));
        return smallest <= LInfinity.Largest ? Math.Max(Tolerance, smallest) : double.NaN;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power)
    {
        Probability.CheckRatio(ratio);
        if (Tolerance == 0 || ratio <= 1)
        {
            return double.PositiveInfinity;
        }

        // The standard error falls with the root of the rows. A nudge, so that rounding does not leave the power below what was asked.
        var root = StandardError() * Math.Max(0, LevelQuantile(level) + PowerQuantile(power)) / ((ratio - 1) * Tolerance);
        return Math.Max(1, root * root * (1 + 1e-12));
    }

    // The larger of the two directions' lower bounds; at quantile 0 the observed difference.
    private double Lower(int category, double z)
    {
        var (p, q) = ((double)_first[category] / _n, (double)_second[category] / _m);
        var a = Wilson(_first[category], _n, _sizes.First, z);
        var b = Wilson(_second[category], _m, _sizes.Second, z);
        return p >= q ? p - q - Length(p - a.Lower, b.Upper - q) : q - p - Length(q - b.Lower, a.Upper - p);
    }

    private double Upper(int category, double z)
    {
        var (p, q) = ((double)_first[category] / _n, (double)_second[category] / _m);
        var a = Wilson(_first[category], _n, _sizes.First, z);
        var b = Wilson(_second[category], _m, _sizes.Second, z);
        return Math.Max(p - q + Length(a.Upper - p, q - b.Lower), q - p + Length(b.Upper - q, p - a.Lower));
    }

    private static (double Lower, double Upper) Wilson(long count, long total, double size, double z) =>
        size == total ? ProportionInterval.Wilson(count, total, z) : ProportionInterval.Wilson(count * (size / total), size, z);

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));

    // Where a function that falls from above 0 reaches 0.
    private static double QuantileWhere(Func<double, double> falling)
    {
        var high = 1.0;
        while (falling(high) > 0 && high < LargestQuantile)
        {
            high *= 2;
        }

        return MonotoneRoot.Find(falling, 0, high);
    }

    private double StandardError()
    {
        var variance = _largestShare * (1 - _largestShare) * _sizes.Reciprocals;
        return Math.Sqrt(Math.Max(variance, Tolerance * (1 - Tolerance) / _sizes.Second));
    }

    private double LevelQuantile(double level)
    {
        Probability.CheckLevel(level);
        return NormalDistribution.UpperQuantile(level / (2.0 * Considered));
    }

    private static double PowerQuantile(double power)
    {
        Probability.CheckLevel(power);
        return -NormalDistribution.UpperQuantile(power);
    }
}
