using MathNet.Numerics;

namespace MlGates.Statistics;

/// <summary>
/// Poisson and binomial point probabilities for real arguments, in logarithms. Written as deviations from the largest
/// probability, so that large arguments do not cancel (C. Loader, Fast and accurate computation of binomial probabilities, 2000).
/// </summary>
internal static class SaddlePoint
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ln(e^−μ μ^x / Γ(x+1)) for x ≥ 0, μ ≥ 0. Absolute error about 1e-14 plus the rounding of the deviation itself.</summary>
    public static double LogPoisson(double x, double mean) =>
        mean == 0 ? x == 0 ? 0 : double.NegativeInfinity
        : x == 0 ? -mean
        : -StirlingError(x) - Deviance(x, mean) - HalfLogTwoPi - (0.5 * Math.Log(x));

    /// <summary>ln(Γ(a+b+1)/(Γ(a+1)Γ(b+1)) x^a y^b) for a, b &gt; 0 and y = 1 − x, given apart so that neither side loses digits.</summary>
    public static double LogBinomial(double a, double b, double x, double y)
    {
        if (x <= 0 || y <= 0)
        {
            return double.NegativeInfinity;
        }

        var n = a + b;
        return StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * y)
            - HalfLogTwoPi + (0.5 * (Math.Log(n / a) - Math.Log(b)));
    }

    /// <summary>ln Γ(x+1) − ((x+½) ln x − x + ½ ln 2π) for x &gt; 0: what Stirling's formula leaves.</summary>
    internal static double StirlingError(double x)
    {
        if (x < 16)
        {
            return SpecialFunctions.GammaLn(x + 1) - ((x + 0.5) * Math.Log(x)) + x - HalfLogTwoPi;
        }

        // Bernoulli series; the first term left out is below 1e-16 from 16 on.
        var s = 1 / (x * x);
        return ((1.0 / 12) - (s * ((1.0 / 360) - (s * ((1.0 / 1260) - (s * ((1.0 / 1680) - (s * ((1.0 / 1188) - (s * 691.0 / 360360)))))))))) / x;
    }

    /// <summary>x ln(x/μ) + μ − x, without cancellation where x is near μ.</summary>
    internal static double Deviance(double x, double mean)
    {
        var difference = x - mean;
        if (Math.Abs(difference) >= 0.1 * (x + mean))
        {
            return (x * Math.Log(x / mean)) + mean - x;
        }

        // With v = (x−μ)/(x+μ): x ln((1+v)/(1−v)) − (x−μ) = v(x−μ) + 2x(v³/3 + v⁵/5 + …).
        var v = difference / (x + mean);
        var square = v * v;
        var sum = difference * v;
        var power = 2 * x * v;
        for (var odd = 3; ; odd += 2)
        {
            power *= square;
            var next = sum + (power / odd);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
