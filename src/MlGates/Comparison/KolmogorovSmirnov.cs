using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The Kolmogorov–Smirnov statistic sup |F − G| of two samples, exact, ties included, and p-values of "both come from one continuous distribution".</summary>
public static class KolmogorovSmirnov
{
    // Above it the limit with its correction is as good as the exact sum.
    private const int LargestMatrix = 1000;

    /// <summary>The largest difference of the distribution functions, in [0, 1]. O(distinct values).</summary>
    public static double Distance(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return (double)Numerator(samples) / ((double)samples.First * samples.Second);
    }

    /// <summary>
    /// The exact p-value, from the paths of a lattice; samples with ties are taken as if they had none, which makes it too large if anything (as SciPy). O(n·m).
    /// </summary>
    public static double ExactPValue(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (n, m) = (samples.First, samples.Second);
        var most = Numerator(samples);
        if (most == 0)
        {
            return 1;
        }

        // A random path that is still inside; what steps out is added up, so that small p-values keep their digits.
        var inside = new double[m + 1];
        inside[0] = 1;
        var left = new CompensatedSum();
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                if (i + j > 0)
                {
                    // inside[j] still has the row before.
                    var fromFirst = i > 0 ? inside[j] * (n - i + 1) / (n - i + 1 + m - j) : 0;
                    var fromSecond = j > 0 ? inside[j - 1] * (m - j + 1) / (n - i + m - j + 1) : 0;
                    var here = fromFirst + fromSecond;
                    var difference = ((long)i * m) - ((long)j * n);
                    if (Math.Abs(difference) >= most)
                    {
                        left.Add(here);
                        here = 0;
                    }

                    inside[j] = here;
                }
            }
        }

        return Math.Min(1, left.Value);
    }

    /// <summary>The p-value of Kolmogorov's limit, 2 Σ (−1)^(k−1) exp(−2k²x²), x = √(nm/(n+m))·D.</summary>
    public static double LimitPValue(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return KolmogorovDistribution.UpperTail(Distance(samples) / Math.Sqrt((1.0 / samples.First) + (1.0 / samples.Second)));
    }

    /// <summary>SciPy's asymptotic p-value: that of one sample of nm/(n+m) values, rounded to a whole number, half to even.</summary>
    public static double OneSamplePValue(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var size = (int)Math.Max(1, Math.Round((double)samples.First * samples.Second / ((double)samples.First + samples.Second), MidpointRounding.ToEven));
        return OneSampleUpperTail(size, Distance(samples));
    }

    // P(D_n ≥ d) of one sample from a known continuous distribution.
    private static double OneSampleUpperTail(int n, double d)
    {
        if (d >= 1 || 2 * n * d <= 1)
        {
            return d >= 1 ? 0 : 1;
        }

        // So far out both sides can hardly be exceeded at once: twice the one-sided tail (L. Miller 1956), off by a relative 1e-10.
        if (n * d * d > 4)
        {
            return Math.Min(1, 2 * OneSided(n, d));
        }

        if (n > LargestMatrix)
        {
            // J. Vrbik, Small-sample corrections to Kolmogorov–Smirnov test statistic, 2018.
            var x = Math.Sqrt(n) * d;
            return KolmogorovDistribution.UpperTail(x + (1 / (6 * Math.Sqrt(n))) + ((x - 1) / (4.0 * n)));
        }

        return 1 - Inside(n, d);
    }

    // N. Smirnov's sum, d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j), in logarithms.
    private static double OneSided(int n, double d)
    {
        var sum = new CompensatedSum();
        var binomial = 0.0;
        for (var j = 0; j <= (int)Math.Floor(n * (1 - d)); j++)
        {
            var (up, down) = (d + ((double)j / n), 1 - d - ((double)j / n));
            if (down > 0)
            {
                sum.Add(Math.Exp(binomial + ((j - 1) * Math.Log(up)) + ((n - j) * Math.Log(down))));
            }
            else if (j == n)
            {
                sum.Add(Math.Exp(binomial + ((j - 1) * Math.Log(up))));
            }

            binomial += Math.Log((double)(n - j) / (j + 1));
        }

        return d * sum.Value;
    }

    // G. Marsaglia, W. Tsang and J. Wang, Evaluating Kolmogorov's distribution, 2003: n!/n^n times the middle of the n-th power of a matrix.
    private static double Inside(int n, double d)
    {
        var k = (int)(n * d) + 1;
        var (size, h) = ((2 * k) - 1, k - (n * d));
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size && j <= i + 1; j++)
            {
                matrix[i, j] = 1;
            }
        }

        for (var i = 0; i < size; i++)
        {
            matrix[i, 0] -= Math.Pow(h, i + 1);
            matrix[size - 1, i] -= Math.Pow(h, size - i);
        }

        matrix[size - 1, 0] += 2 * h > 1 ? Math.Pow((2 * h) - 1, size) : 0;
        for (var i = 0; i < size; i++)
        {
            var factorial = 1.0;
            for (var j = i; j >= 0; j--)
            {
                factorial *= i - j + 1;
                matrix[i, j] /= factorial;
            }
        }

        var power = Power(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(matrix), n, out var exponent);
        var middle = power[k - 1, k - 1];
        for (var i = 1; i <= n; i++)
        {
            middle = middle * i / n;
            if (middle < 1e-140)
            {
                (middle, exponent) = (middle * 1e140, exponent - 140);
            }
        }

        return middle * Math.Pow(10, exponent);
    }

    private static MathNet.Numerics.LinearAlgebra.Matrix<double> Power(MathNet.Numerics.LinearAlgebra.Matrix<double> matrix, int n, out int exponent)
    {
        if (n == 1)
        {
            exponent = 0;
            return matrix;
        }

        var half = Power(matrix, n / 2, out var halfExponent);
        var power = half * half;
        exponent = 2 * halfExponent;
        power = n % 2 == 0 ? power : matrix * power;
        if (power[power.RowCount / 2, power.ColumnCount / 2] > 1e140)
        {
            power *= 1e-140;
            exponent += 140;
        }

        return power;
    }

    // max |i·m − j·n| over the values: D on the common denominator n·m.
    private static long Numerator(TwoSamples samples)
    {
        var first = samples.FirstCounts;
        var second = samples.SecondCounts;
        var (i, j, most) = (0L, 0L, 0L);
        for (var k = 0; k < first.Length; k++)
        {
            i += first[k];
            j += second[k];
            most = Math.Max(most, Math.Abs((i * samples.Second) - (j * samples.First)));
        }

        return most;
    }
}
