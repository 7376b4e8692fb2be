namespace MlGates.Statistics;

/// <summary>
/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), in logarithms: the series for P left of a + 1, Legendre's
/// continued fraction for Q right of it (DLMF 8.11.4 and 8.9.2). O(√a) steps where x is near a, fewer elsewhere.
/// </summary>
internal static class RegularizedGamma
{
    /// <summary>ln P(a, x) for a &gt; 0, x ≥ 0; minus infinity at x = 0.</summary>
    public static double LogLower(double a, double x) =>
        x <= 0 ? double.NegativeInfinity : x < a + 1 ? LogSeries(a, x) : LogComplement(LogFraction(a, x));

    /// <summary>ln Q(a, x) for a &gt; 0, x ≥ 0; 0 at x = 0.</summary>
    public static double LogUpper(double a, double x) =>
        x <= 0 ? 0 : x < a + 1 ? LogComplement(LogSeries(a, x)) : LogFraction(a, x);

    private static double LogComplement(double log) => Math.Log(1 - Math.Exp(log));

    private static double LogSeries(double a, double x)
    {
        var sum = 1.0;
        var term = 1.0;
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / (a + k);
            sum += term;
        }

        return SaddlePoint.LogPoisson(a, x) + Math.Log(sum);
    }

    private static double LogFraction(double a, double x)
    {
        var fraction = new ContinuedFraction(x + 1 - a);
        for (var k = 1; fraction.Append(-k * (k - a), x + (2 * k) + 1 - a); k++)
        {
        }

        // x^a e^−x / Γ(a) is a times the Poisson probability.
        return SaddlePoint.LogPoisson(a, x) + Math.Log(a / fraction.Value);
    }
}
