namespace MlGates.Statistics;

/// <summary>
/// The regularised incomplete beta function I_x(a, b) by its continued fraction (DLMF 8.17.22), the point probability in front by
/// Loader's method. Both tails keep their relative precision; O(√max(a, b)) steps.
/// </summary>
internal static class RegularizedBeta
{
    /// <summary>I_x(a, b) for a, b &gt; 0 with y = 1 − x given apart; I_x(a, b) = 1 − I_y(b, a). In [0, 1].</summary>
    public static double Lower(double a, double b, double x, double y)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (y <= 0)
        {
            return 1;
        }

        // Left of the mean the fraction converges fast and the value is the small tail; right of it the other tail is.
        return x * (a + b + 2) < a + 1 ? Fraction(a, b, x, y) : Math.Max(0, 1 - Fraction(b, a, y, x));
    }

    private static double Fraction(double a, double b, double x, double y)
    {
        var fraction = new ContinuedFraction(1);
        var moving = fraction.Append(-(a + b) * x / (a + 1), 1);
        for (var k = 1; moving; k++)
        {
            var even = k * (b - k) * x / ((a + (2 * k) - 1) * (a + (2 * k)));
            var odd = -(a + k) * (a + b + k) * x / ((a + (2 * k)) * (a + (2 * k) + 1));
            moving = fraction.Append(even, 1) | fraction.Append(odd, 1);
        }

        // x^a y^b / (a B(a, b)) = b/(a+b) times the binomial point probability.
        return Math.Min(1, Math.Exp(SaddlePoint.LogBinomial(a, b, x, y)) * b / (a + b) / fraction.Value);
    }
}
