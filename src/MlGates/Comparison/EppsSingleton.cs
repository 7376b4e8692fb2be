using MathNet.Numerics.LinearAlgebra;
using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>
/// The Epps–Singleton test of two samples by their empirical characteristic functions at 0.4 and 0.8 (T. Epps and K. Singleton, An omnibus test for the two-sample
/// problem using the empirical characteristic function, 1986), the points scaled by half the pooled interquartile range.
/// </summary>
public static class EppsSingleton
{
    private const int FewValues = 25;
    private static readonly double[] Points = [0.4, 0.8];

    /// <summary>The statistic, with the small-sample correction below 25 values a side, its chi-square p-value and degrees. O(distinct values).</summary>
    /// <exception cref="ArgumentException">A sample has fewer than five values or an infinite one, or the pooled interquartile range is 0.</exception>
    public static SignificanceResult Test(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (n, m) = ((double)samples.First, (double)samples.Second);
        var scale = InterquartileRange(samples) / 2;
        if (samples.First < 5 || samples.Second < 5 || !(scale > 0) || !double.IsFinite(samples.Values[0]) || !double.IsFinite(samples.Values[^1]))
        {
            throw new ArgumentException("Each sample needs five values at least, all finite, and the pooled interquartile range may not be 0.", nameof(samples));
        }

        var (first, firstSpread) = Moments(samples, samples.FirstCounts, scale);
        var (second, secondSpread) = Moments(samples, samples.SecondCounts, scale);
        var total = n + m;
        var spread = (firstSpread * (total / n)) + (secondSpread * (total / m));
        var difference = first - second;
        var statistic = total * difference.DotProduct(spread.PseudoInverse() * difference);
        if (Math.Max(n, m) < FewValues)
        {
            statistic /= 1 + Math.Pow(total, -0.45) + (10.1 * (Math.Pow(n, -1.7) + Math.Pow(m, -1.7)));
        }

        var degrees = spread.Rank();
        return new SignificanceResult(statistic, NoncentralChiSquare.UpperTail(statistic, degrees, 0), degrees);
    }

    private static (Vector<double> Mean, Matrix<double> Covariance) Moments(TwoSamples samples, ReadOnlySpan<int> counts, double scale)
    {
        var waves = new double[2 * Points.Length];
        var mean = new double[waves.Length];
        var products = new double[waves.Length, waves.Length];
        var n = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            n += counts[i];
            for (var k = 0; k < Points.Length; k++)
            {
                (waves[k + Points.Length], waves[k]) = Math.SinCos(Points[k] / scale * samples.Values[i]);
            }

            for (var a = 0; a < waves.Length; a++)
            {
                mean[a] += waves[a] * counts[i];
                for (var b = 0; b < waves.Length; b++)
                {
                    products[a, b] += waves[a] * waves[b] * counts[i];
                }
            }
        }

        var vector = Vector<double>.Build.DenseOfArray(mean) / n;
        return (vector, (Matrix<double>.Build.DenseOfArray(products) / n) - vector.OuterProduct(vector));
    }

    // Type 7.
    private static double InterquartileRange(TwoSamples samples)
    {
        return Quantile(0.75) - Quantile(0.25);

        double Quantile(double p)
        {
            var rank = (samples.First + samples.Second - 1) * p;
            var low = (long)Math.Floor(rank);
            return At(low) + ((rank - low) * (At(low + 1) - At(low)));
        }

        double At(long rank)
        {
            var seen = 0L;
            for (var i = 0; i < samples.Values.Length; i++)
            {
                seen += samples.FirstCounts[i] + samples.SecondCounts[i];
                if (seen > rank)
                {
                    return samples.Values[i];
                }
            }

            return samples.Values[^1];
        }
    }
}
