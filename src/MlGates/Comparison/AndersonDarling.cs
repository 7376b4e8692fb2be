using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The k-sample Anderson–Darling test with midranks for ties (F. Scholz and M. Stephens, K-sample Anderson–Darling tests, 1987).</summary>
public static class AndersonDarling
{
    // Table 2 of Scholz and Stephens: critical values are b0 + b1/√(k−1) + b2/(k−1).
    private static readonly double[] Levels = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
    private static readonly double[] B0 = [0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085];
    private static readonly double[] B1 = [-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615];
    private static readonly double[] B2 = [-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154];

    /// <summary>Tests "all samples come from one distribution". O(n log n) and O(n) for the variance.</summary>
    /// <param name="samples">At least two, each with a finite value, and not all values equal.</param>
    /// <returns>
    /// A²kN; its standardised statistic; and a p-value by a parabola through the logarithms of the table's levels, as SciPy has it: from 0.001 to 0.25, the ends
    /// standing for anything beyond.
    /// </returns>
    /// <exception cref="ArgumentException">A sample is empty, a value is not finite, there are fewer than four values, or all are equal.</exception>
    public static (double Sum, double Statistic, double PValue) Test(params IReadOnlyList<double[]> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count < 2 || samples.Any(s => s.Length == 0 || Array.Exists(s, x => !double.IsFinite(x))))
        {
            throw new ArgumentException("At least two samples are needed, of finite values, and none may be empty.", nameof(samples));
        }

        var all = samples.SelectMany(s => s).ToArray();
        Array.Sort(all);
        var total = all.Length;
        if (total < 4 || all[0] == all[^1])
        {
            throw new ArgumentException("At least four values are needed, and two of them that differ.", nameof(samples));
        }

        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += Part(sample, all) / sample.Length;
        }

        sum *= (total - 1.0) / total;
        var freedom = samples.Count - 1;
        var statistic = (sum - freedom) / Math.Sqrt(Variance(samples, total));
        return (sum, statistic, PValue(statistic, freedom));
    }

    private static double Part(double[] sample, double[] all)
    {
        var sorted = (double[])sample.Clone();
        Array.Sort(sorted);
        var (total, n) = ((double)all.Length, (double)sample.Length);
        var sum = new CompensatedSum();
        var mine = 0;
        for (var start = 0; start < all.Length;)
        {
            var end = start;
            while (end < all.Length && all[end] == all[start])
            {
                end++;
            }

            var before = mine;
            while (mine < sorted.Length && sorted[mine] == all[start])
            {
                mine++;
            }

            var (ties, below) = (end - start, start + ((end - start) / 2.0));
            var difference = (total * (before + ((mine - before) / 2.0))) - (n * below);
            sum.Add(ties / total * difference * difference / ((below * (total - below)) - (total * ties / 4.0)));
            start = end;
        }

        return sum.Value;
    }

    private static double Variance(IReadOnlyList<double[]> samples, int total)
    {
        var (k, n) = ((double)samples.Count, (double)total);
        var reciprocals = samples.Sum(s => 1.0 / s.Length);
        var (h, g) = (0.0, 0.0);
        for (var i = total - 1; i >= 1; i--)
        {
            // h is now Σ 1/j over j > i.
            g += h / (n - i);
            h += 1.0 / i;
        }

        var a = ((4 * g) - 6) * (k - 1) + ((10 - (6 * g)) * reciprocals);
        var b = (((2 * g) - 4) * k * k) + (8 * h * k) + (((2 * g) - (14 * h) - 4) * reciprocals) - (8 * h) + (4 * g) - 6;
        var c = (((6 * h) + (2 * g) - 2) * k * k) + (((4 * h) - (4 * g) + 6) * k) + (((2 * h) - 6) * reciprocals) + (4 * h);
        var d = (((2 * h) + 6) * k * k) - (4 * h * k);
        return ((a * n * n * n) + (b * n * n) + (c * n) + d) / ((n - 1) * (n - 2) * (n - 3));
    }

    private static double PValue(double statistic, int freedom)
    {
        var critical = new double[Levels.Length];
        for (var i = 0; i < critical.Length; i++)
        {
            critical[i] = B0[i] + (B1[i] / Math.Sqrt(freedom)) + (B2[i] / freedom);
        }

        if (statistic < critical[0] || statistic > critical[^1])
        {
            return statistic < critical[0] ? Levels[0] : Levels[^1];
        }

        var fit = MathNet.Numerics.Fit.Polynomial(critical, Array.ConvertAll(Levels, Math.Log), 2);
        return Math.Exp(fit[0] + (statistic * (fit[1] + (statistic * fit[2]))));
    }
}
