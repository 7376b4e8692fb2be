namespace MlGates.Statistics;

/// <summary>
/// Count, means, spreads and covariance of pairs of numbers, mergeable. Pairs in which a number is NaN or infinite are left out and counted.
/// Sums of products are right up to rounding, so states are merged in a fixed order. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Within a batch two passes: the means from compensated sums (Neumaier 1974), then products around them with the correction of Chan, Golub and
/// LeVeque, "Algorithms for computing the sample variance" (1983); between batches the pairwise update (Pébay, SAND2008-6212, 2008).
/// </remarks>
public sealed partial class PairMomentState
{
    // A power of two beyond the length of a batch: no sum of scaled numbers exceeds the largest double, and no digit is lost.
    private const double Downscale = 1 << 30;

    /// <summary>Number of pairs of finite numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Number of pairs left out.</summary>
    public long Skipped { get; private set; }

    /// <summary>Mean of the first numbers; NaN when there is no pair.</summary>
    public double MeanX { get; private set; } = double.NaN;

    /// <summary>Mean of the second numbers; NaN when there is no pair.</summary>
    public double MeanY { get; private set; } = double.NaN;

    /// <summary>Sum of squared deviations of the first numbers; infinite when it exceeds the largest double.</summary>
    public double M2X { get; private set; }

    /// <summary>Sum of squared deviations of the second numbers; infinite when it exceeds the largest double.</summary>
    public double M2Y { get; private set; }

    /// <summary>Sum of products of deviations.</summary>
    public double C2 { get; private set; }

    /// <summary>Covariance with divisor n; NaN when there is no pair.</summary>
    public double PopulationCovariance => Count == 0 ? double.NaN : C2 / Count;

    /// <summary>Covariance with divisor n − 1; NaN for fewer than two pairs.</summary>
    public double SampleCovariance => Count < 2 ? double.NaN : C2 / (Count - 1);

    /// <summary>
    /// Pearson's correlation, −1 to 1; NaN when either side is constant, for fewer than two pairs, and when a sum exceeds the largest double.
    /// </summary>
    public double Correlation
    {
        get
        {
            if (Count < 2 || !(M2X > 0) || !(M2Y > 0) || !double.IsFinite(M2X) || !double.IsFinite(M2Y))
            {
                return double.NaN;
            }

            // One root is the more exact; root by root where the product exceeds the largest double or vanishes.
            var product = M2X * M2Y;
            var correlation = double.IsNormal(product) ? C2 / Math.Sqrt(product) : C2 / Math.Sqrt(M2X) / Math.Sqrt(M2Y);
            return Math.Clamp(correlation, -1, 1);
        }
    }

    /// <summary>Adds pairs. O(n), no allocation.</summary>
    /// <param name="x">The first numbers.</param>
    /// <param name="y">The second numbers, as many.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("There must be as many second numbers as first ones.", nameof(y));
        }

        long count = 0;
        var (sumX, restX, sumY, restY) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                Sum(x[i] / Downscale, ref sumX, ref restX);
                Sum(y[i] / Downscale, ref sumY, ref restY);
                count++;
            }
        }

        Skipped += x.Length - count;
        if (count == 0)
        {
            return;
        }

        var meanX = (sumX + restX) / count * Downscale;
        var meanY = (sumY + restY) / count * Downscale;
        var (m2X, m2Y, c2, driftX, driftY) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                var (dx, dy) = (x[i] - meanX, y[i] - meanY);
                driftX += dx;
                driftY += dy;
                m2X += dx * dx;
                m2Y += dy * dy;
                c2 += dx * dy;
            }
        }

        Combine(count, meanX, meanY, m2X - (driftX * driftX / count), m2Y - (driftY * driftY / count), c2 - (driftX * driftY / count));
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(PairMomentState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Skipped += other.Skipped;
        if (other.Count > 0)
        {
            Combine(other.Count, other.MeanX, other.MeanY, other.M2X, other.M2Y, other.C2);
        }
    }

    /// <summary>Makes the state new again.</summary>
    public void Clear()
    {
        (Count, Skipped) = (0, 0);
        (MeanX, MeanY, M2X, M2Y, C2) = (double.NaN, double.NaN, 0, 0, 0);
    }

    private static void Sum(double value, ref double sum, ref double rest)
    {
        var total = sum + value;
        rest += Math.Abs(sum) >= Math.Abs(value) ? sum - total + value : value - total + sum;
        sum = total;
    }

    private void Combine(long count, double meanX, double meanY, double m2X, double m2Y, double c2)
    {
        if (Count == 0)
        {
            (Count, MeanX, MeanY, M2X, M2Y, C2) = (count, meanX, meanY, m2X, m2Y, c2);
            return;
        }

        var total = Count + count;
        var (dx, dy) = (meanX - MeanX, meanY - MeanY);
        var share = count / (double)total;
        var weight = Count * share;
        MeanX += dx * share;
        MeanY += dy * share;
        M2X += m2X + (dx * dx * weight);
        M2Y += m2Y + (dy * dy * weight);
        C2 += c2 + (dx * dy * weight);
        Count = total;
    }
}
