using MathNet.Numerics;
using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The two-sample Cramér–von Mises test (T. Anderson, On the distribution of the two-sample Cramér–von Mises criterion, 1962), midranks for ties.</summary>
public static class CramerVonMises
{
    /// <summary>The statistic and its p-value from the distribution of infinite samples, matched in mean and variance, as SciPy's asymptotic one. O(distinct values).</summary>
    public static SignificanceResult Test(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (n, m) = ((double)samples.First, (double)samples.Second);
        var total = n + m;
        var t = Statistic(samples);
        var mean = (1 + (1 / total)) / 6;
        var variance = (total + 1) * ((4 * n * m * total) - (3 * ((n * n) + (m * m))) - (2 * n * m)) / (45 * total * total * 4 * n * m);
        var matched = (1.0 / 6) + ((t - mean) / Math.Sqrt(45 * variance));
        return new SignificanceResult(t, matched < 0.003 ? 1 : Math.Clamp(1 - LowerTail(matched), 0, 1));
    }

    /// <summary>The exact p-value of samples without ties. O(nm) times the distinct values the statistic can have so far.</summary>
    /// <exception cref="ArgumentException">There are ties, or more than 40 values: use <see cref="Test"/>.</exception>
    public static double ExactPValue(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        const int most = 40;
        var (n, m) = (samples.First, samples.Second);
        if (samples.Values.Length < n + m || n + m > most)
        {
            throw new ArgumentException($"The exact distribution is for at most {most} values without ties.", nameof(samples));
        }

        // Σ (i·m − j·n)² over the steps of a path orders paths as the statistic does.
        var paths = new SortedDictionary<long, double>[n + 1, m + 1];
        paths[0, 0] = new() { [0] = 1 };
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                var here = paths[i, j] ??= [];
                var difference = ((long)i * m) - ((long)j * n);
                if (i > 0)
                {
                    Extend(paths[i - 1, j], (n - i + 1.0) / (n - i + 1 + m - j));
                }

                if (j > 0)
                {
                    Extend(paths[i, j - 1], (m - j + 1.0) / (n - i + m - j + 1));
                }

                void Extend(SortedDictionary<long, double> from, double chance)
                {
                    foreach (var (sum, probability) in from)
                    {
                        var next = sum + (difference * difference);
                        here[next] = here.GetValueOrDefault(next) + (probability * chance);
                    }
                }
            }
        }

        var (a, b, observed) = (0L, 0L, 0L);
        for (var i = 0; i < samples.Values.Length; i++)
        {
            a += samples.FirstCounts[i];
            b += samples.SecondCounts[i];
            var difference = (a * m) - (b * n);
            observed += difference * difference;
        }

        return Math.Min(1, paths[n, m].Where(p => p.Key >= observed).Sum(p => p.Value));
    }

    // U = n Σ (r_i − i)² + m Σ (s_j − j)² over midranks; T = U/(nm(n+m)) − (4nm−1)/(6(n+m)).
    private static double Statistic(TwoSamples samples)
    {
        var first = samples.FirstCounts;
        var second = samples.SecondCounts;
        var (n, m) = ((double)samples.First, (double)samples.Second);
        var (a, b) = (0L, 0L);
        var (left, right) = (new CompensatedSum(), new CompensatedSum());
        for (var i = 0; i < first.Length; i++)
        {
            var rank = a + b + ((first[i] + second[i] + 1) / 2.0);
            for (var k = 0; k < first[i]; k++)
            {
                var step = rank - ++a;
                left.Add(step * step);
            }

            for (var k = 0; k < second[i]; k++)
            {
                var step = rank - ++b;
                right.Add(step * step);
            }
        }

        var total = n + m;
        return (((n * left.Value) + (m * right.Value)) / (n * m * total)) - (((4 * n * m) - 1) / (6 * total));
    }

    // T. Anderson and D. Darling, Asymptotic theory of certain "goodness of fit" criteria, 1952, equation 4.35.
    private static double LowerTail(double x)
    {
        var (sum, binomial) = (0.0, 1.0);
        for (var k = 0; k < 100; k++)
        {
            var y = (4 * k) + 1;
            var z = y * y / (16 * x);
            var term = binomial * Math.Sqrt(y) * Math.Exp(-z) * SpecialFunctions.BesselK(0.25, z);
            sum += term;
            if (!(term > 1e-17 * sum))
            {
                break;
            }

            binomial *= (k + 0.5) / (k + 1);
        }

        return sum / (Math.PI * Math.Sqrt(x));
    }
}
