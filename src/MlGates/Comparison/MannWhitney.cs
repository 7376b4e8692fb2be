using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The Mann–Whitney U test, two-sided unless said (H. Mann and D. Whitney 1947).</summary>
public static class MannWhitney
{
    /// <summary>How often a value of the first sample is above one of the second, ties counting half. O(distinct values).</summary>
    public static double U(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var first = samples.FirstCounts;
        var second = samples.SecondCounts;
        var (sum, below) = (0.0, 0L);
        for (var i = 0; i < first.Length; i++)
        {
            sum += first[i] * (below + (second[i] / 2.0));
            below += second[i];
        }

        return sum;
    }

    /// <summary>By the normal approximation with corrections for ties and for continuity.</summary>
    /// <param name="samples">The samples.</param>
    /// <returns>U of the first sample; the two-sided p-value; the p-value against "the first sample's values are smaller", which Evidently uses. 1 and 1 where all values are equal.</returns>
    public static (double U, double TwoSided, double Less) Test(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (n, m) = ((double)samples.First, (double)samples.Second);
        var (total, ties) = (n + m, 0.0);
        for (var i = 0; i < samples.Values.Length; i++)
        {
            var t = (double)samples.FirstCounts[i] + samples.SecondCounts[i];
            ties += t * (t - 1) * (t + 1);
        }

        var u = U(samples);
        var error = Math.Sqrt(n * m / 12 * (total + 1 - (ties / (total * (total - 1)))));
        if (!(error > 0))
        {
            return (u, 1, 1);
        }

        var (mean, other) = (n * m / 2, (n * m) - u);
        return (
            u,
            Math.Min(1, 2 * NormalDistribution.UpperTail((Math.Max(u, other) - mean - 0.5) / error)),
            NormalDistribution.UpperTail((other - mean - 0.5) / error));
    }

    /// <summary>The exact two-sided p-value, twice the smaller tail, of samples without ties. O(n²m²).</summary>
    /// <exception cref="ArgumentException">There are ties, or more than 200 values: use <see cref="Test"/>.</exception>
    public static double ExactPValue(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        const int most = 200;
        var (n, m) = (samples.First, samples.Second);
        if (samples.Values.Length < n + m || n + m > most)
        {
            throw new ArgumentException($"The exact distribution is for at most {most} values without ties.", nameof(samples));
        }

        // Probability that i of the first k values, in order, are the first sample's, by U so far.
        var chances = new double[n + 1, (n * m) + 1];
        chances[0, 0] = 1;
        for (var k = 0; k < n + m; k++)
        {
            for (var i = Math.Min(k, n); i >= Math.Max(0, k - m); i--)
            {
                var below = k - i;
                var toFirst = (double)(n - i) / (n + m - k);
                for (var u = n * m; u >= 0; u--)
                {
                    var chance = chances[i, u];
                    if (chance == 0)
                    {
                        continue;
                    }

                    chances[i, u] = below < m ? chance * (1 - toFirst) : 0;
                    if (i < n)
                    {
                        chances[i + 1, u + below] += chance * toFirst;
                    }
                }
            }
        }

        var (observed, less, greater) = ((int)U(samples), 0.0, 0.0);
        for (var u = 0; u <= n * m; u++)
        {
            less += u <= observed ? chances[n, u] : 0;
            greater += u >= observed ? chances[n, u] : 0;
        }

        return Math.Min(1, 2 * Math.Min(less, greater));
    }
}
