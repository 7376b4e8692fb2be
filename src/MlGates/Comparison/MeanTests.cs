using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Tests and sizes of a difference of means. O(distinct values); at least two values a side.</summary>
public static class MeanTests
{
    /// <summary>Student's t-test with pooled variance, two-sided; first less second.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values or an infinite one, or none varies.</exception>
    public static SignificanceResult Student(TwoSamples samples)
    {
        var (n, m, difference, a, b) = Moments(samples);
        var degrees = n + m - 2;
        return Result(difference / Math.Sqrt((a + b) / degrees * ((1 / n) + (1 / m))), degrees);
    }

    /// <summary>Welch's t-test, whose variances may differ, with the degrees of Welch and Satterthwaite, two-sided; first less second.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values or an infinite one, or none varies.</exception>
    public static SignificanceResult Welch(TwoSamples samples)
    {
        var (n, m, difference, a, b) = Moments(samples);
        var (va, vb) = (a / (n - 1) / n, b / (m - 1) / m);
        return Result(difference / Math.Sqrt(va + vb), (va + vb) * (va + vb) / ((va * va / (n - 1)) + (vb * vb / (m - 1))));
    }

    /// <summary>Cohen's d: second less first mean, in pooled standard deviations (divisor n − 1).</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values or an infinite one, or none varies.</exception>
    public static double CohensD(TwoSamples samples)
    {
        var (n, m, difference, a, b) = Moments(samples);
        return -difference / Math.Sqrt((a + b) / (n + m - 2));
    }

    private static SignificanceResult Result(double t, double degrees) => new(t, Math.Min(1, 2 * StudentT.UpperTail(Math.Abs(t), degrees)), degrees);

    // Sizes, difference of the means, sums of squares about them.
    private static (double N, double M, double Difference, double First, double Second) Moments(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.First < 2 || samples.Second < 2 || samples.Values.Length < 2 || !double.IsFinite(samples.Values[0]) || !double.IsFinite(samples.Values[^1]))
        {
            throw new ArgumentException("Each sample needs two values at least, all finite, and one value must differ.", nameof(samples));
        }

        // About a value of their own, so that a large offset costs no digits.
        var values = samples.Values;
        var middle = values[values.Length / 2];
        var (first, second) = (Mean(samples.FirstCounts, values), Mean(samples.SecondCounts, values));
        var (a, b) = (Squares(samples.FirstCounts, values, first), Squares(samples.SecondCounts, values, second));
        return a + b > 0
            ? (samples.First, samples.Second, first - second, a, b)
            : throw new ArgumentException("One of the samples must vary.", nameof(samples));

        double Mean(ReadOnlySpan<int> counts, ReadOnlySpan<double> values)
        {
            var (sum, n) = (new CompensatedSum(), 0L);
            for (var i = 0; i < values.Length; i++)
            {
                sum.Add((values[i] - middle) * counts[i]);
                n += counts[i];
            }

            return sum.Value / n;
        }

        double Squares(ReadOnlySpan<int> counts, ReadOnlySpan<double> values, double mean)
        {
            var sum = new CompensatedSum();
            for (var i = 0; i < values.Length; i++)
            {
                var deviation = values[i] - middle - mean;
                sum.Add(deviation * deviation * counts[i]);
            }

            return sum.Value;
        }
    }
}
