namespace MlGates.Statistics;

/// <summary>The limit of √(nm/(n+m)) times the Kolmogorov–Smirnov statistic of two samples of one continuous distribution (A. Kolmogorov 1933, N. Smirnov 1939).</summary>
internal static class KolmogorovDistribution
{
    private const double Middle = 1;

    /// <summary>P(K &gt; x) = 2 Σ (−1)^(k−1) exp(−2k²x²), to about 1e-15; 1 for x at most 0.</summary>
    internal static double UpperTail(double x)
    {
        if (!(x > 0))
        {
            return 1;
        }

        if (x < Middle)
        {
            // The other side by Jacobi's theta relation, where the sum above converges slowly: √(2π)/x Σ exp(−(2k−1)²π²/(8x²)).
            var below = 0.0;
            for (var k = 1; k <= 7; k += 2)
            {
                below += Math.Exp(-(k * k * Math.PI * Math.PI) / (8 * x * x));
            }

            return 1 - (Math.Sqrt(2 * Math.PI) / x * below);
        }

        var sum = 0.0;
        for (var k = 5; k >= 1; k--)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        }

        return sum;
    }
}
