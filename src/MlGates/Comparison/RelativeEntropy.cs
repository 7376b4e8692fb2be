namespace MlGates.Comparison;

/// <summary>What one cell adds to a divergence or to G.</summary>
internal static class RelativeEntropy
{
    /// <summary>(1+x) ln(1+x) − x, never negative; 1 at −1, where the logarithm has no value.</summary>
    public static double Excess(double x)
    {
        if (x <= -1)
        {
            return 1;
        }

        if (Math.Abs(x) > 0.1)
        {
            return ((1 + x) * Math.Log(1 + x)) - x;
        }

        // Σ (−x)^k / (k(k−1)) from k = 2; 16 terms reach 1e-17 of the first at 0.1.
        var sum = 0.0;
        for (var k = 17; k >= 2; k--)
        {
            sum = (sum * -x) + (1.0 / (k * (k - 1.0)));
        }

        return sum * x * x;
    }
}
