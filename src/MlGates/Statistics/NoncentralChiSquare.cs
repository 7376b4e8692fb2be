using System.Numerics;

namespace MlGates.Statistics;

/// <summary>
/// The noncentral chi-square distribution. Each tail is computed directly, as a Poisson mixture of chi-squares summed over the terms that
/// carry it (D. Benton and K. Krishnamoorthy, Computing discrete mixtures of continuous distributions, 2003); for very large arguments
/// by the inversion integral through its saddle point (H. E. Daniels, Saddlepoint approximations in statistics, 1954, integrated
/// numerically). Relative error at most 1e-9 down to 1e-300. O(√λ), at most some ten thousand steps.
/// </summary>
public static class NoncentralChiSquare
{
    // Beyond this the mixture has too many terms, and the integral is so near a Gaussian one that fifty points do.
    private const double Large = 1e6;

    // Terms that are e^-80 of the largest are left out.
    private const double Reach = 80;

    /// <summary>P(X ≥ x), in [0, 1].</summary>
    /// <param name="x">Any number; 1 at or below 0, 0 at plus infinity.</param>
    /// <param name="degrees">Degrees of freedom, above 0 and finite.</param>
    /// <param name="noncentrality">λ, at least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is NaN, or the degrees or λ are out of range.</exception>
    public static double UpperTail(double x, double degrees, double noncentrality)
    {
        Check(x, degrees, noncentrality);
        return x <= 0 ? 1
            : double.IsPositiveInfinity(x) ? 0
            : Math.Max(x, degrees + noncentrality) > Large ? Inverted(x, degrees, noncentrality, upper: true)
            : UpperMixture(x / 2, degrees / 2, noncentrality / 2);
    }

    /// <summary>P(X ≤ x), in [0, 1].</summary>
    /// <param name="x">Any number; 0 at or below 0, 1 at plus infinity.</param>
    /// <param name="degrees">Degrees of freedom, above 0 and finite.</param>
    /// <param name="noncentrality">λ, at least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is NaN, or the degrees or λ are out of range.</exception>
    public static double LowerTail(double x, double degrees, double noncentrality)
    {
        Check(x, degrees, noncentrality);
        return x <= 0 ? 0
            : double.IsPositiveInfinity(x) ? 1
            : Math.Max(x, degrees + noncentrality) > Large ? Inverted(x, degrees, noncentrality, upper: false)
            : LowerMixture(x / 2, degrees / 2, noncentrality / 2);
    }

    /// <summary>The x with P(X ≥ x) = <paramref name="probability"/>; 0 at 1, plus infinity at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or the degrees or λ are out of range.</exception>
    public static double UpperQuantile(double probability, double degrees, double noncentrality)
    {
        Probability.Check(probability);
        Check(0, degrees, noncentrality);
        if (probability is 0 or 1)
        {
            return probability == 0 ? double.PositiveInfinity : 0;
        }

        var mean = degrees + noncentrality;
        var deviation = Math.Sqrt(2 * (mean + noncentrality));
        var low = Math.Max(0, mean + (deviation * NormalDistribution.UpperQuantile(probability)));
        var high = low + deviation;
        for (; low > 0 && UpperTail(low, degrees, noncentrality) < probability; low = Math.Max(0, low - deviation))
        {
            high = low;
        }

        for (; UpperTail(high, degrees, noncentrality) > probability; high += deviation)
        {
            low = high;
        }

        var target = Math.Log(probability);
        return MonotoneRoot.Find(x => Math.Log(UpperTail(x, degrees, noncentrality)) - target, low, high);
    }

    // Σ Poisson(j; l) Q(a + j, x), upwards, so that Q only ever grows by adding and no digits cancel.
    private static double UpperMixture(double x, double a, double l)
    {
        if (l < 1e-60)
        {
            return Math.Exp(RegularizedGamma.LogUpper(a, x));
        }

        var centre = l * Math.Max(1, Tilt(x, a, l));
        var first = Math.Ceiling(centre);
        for (var step = Math.Max(1, Math.Sqrt(centre)); first > 0 && SaddlePoint.Deviance(first, centre) < Reach;)
        {
            first = Math.Max(0, Math.Floor(first - step));
        }

        // All three are relative to their first value: in the far tail those are below the smallest double.
        var logWeight = SaddlePoint.LogPoisson(first, l);
        var logTail = RegularizedGamma.LogUpper(a + first, x);
        var (weight, tail) = (1.0, 1.0);
        var growth = Math.Exp(SaddlePoint.LogPoisson(a + first, x) - logTail);
        var sum = 0.0;
        for (var j = first; ; j++)
        {
            var term = weight * tail;
            sum += term;
            if (term <= 1e-18 * sum)
            {
                break;
            }

            weight *= l / (j + 1);
            tail += growth;
            growth *= x / (a + j + 1);
            Balance(ref weight, ref tail, ref growth);
        }

        return Math.Min(1, Math.Exp(logWeight + logTail + Math.Log(sum)));
    }

    // Σ Poisson(j; l) P(a + j, x), downwards for the same reason.
    private static double LowerMixture(double x, double a, double l)
    {
        if (l < 1e-60 || x < 1e-60)
        {
            return Math.Exp(RegularizedGamma.LogLower(a, x) - l);
        }

        var centre = l * Math.Min(1, Tilt(x, a, l));
        var last = Math.Ceiling(centre) + 1;
        for (var step = Math.Max(1, Math.Sqrt(centre)); SaddlePoint.Deviance(last, centre) < Reach;)
        {
            last = Math.Ceiling(last + step);
        }

        var logWeight = SaddlePoint.LogPoisson(last, l);
        var logTail = RegularizedGamma.LogLower(a + last, x);
        var (weight, tail) = (1.0, 1.0);
        var growth = Math.Exp(SaddlePoint.LogPoisson(a + last - 1, x) - logTail);
        var sum = 0.0;
        for (var j = last; ; j--)
        {
            var term = weight * tail;
            sum += term;
            if (j == 0 || term <= 1e-18 * sum)
            {
                break;
            }

            weight *= j / l;
            tail += growth;
            growth *= (a + j - 1) / x;
            Balance(ref weight, ref tail, ref growth);
        }

        return Math.Min(1, Math.Exp(logWeight + logTail + Math.Log(sum)));
    }

    // Only the product counts; moving powers between the factors keeps both from overflowing.
    private static void Balance(ref double weight, ref double tail, ref double growth)
    {
        if (tail > 1e100)
        {
            weight *= 1e100;
            tail *= 1e-100;
            growth *= 1e-100;
        }
    }

    // P(X ≥ x) = 1/(2πi) ∫ exp(K(t) − tx)/t dt over Re t = c > 0, and −P(X ≤ x) over c < 0; K(t) = λt/(1−2t) − ½ν ln(1−2t).
    // The trapezoid rule converges exponentially: step 0.2 standard deviations, error about exp(−10π|c|) from the pole at 0.
    internal static double Inverted(double x, double degrees, double noncentrality, bool upper)
    {
        var tilt = Tilt(x, degrees, noncentrality);
        if (upper ? tilt < 1 : tilt > 1)
        {
            return 1 - Inverted(x, degrees, noncentrality, !upper);
        }

        // Chernoff's bound; it also keeps 1 − 2t away from 0 below.
        var saddle = (1 - (1 / tilt)) / 2;
        if ((saddle * ((noncentrality * tilt) - x)) + (degrees / 2 * Math.Log(tilt)) < -745)
        {
            return 0;
        }

        var deviation = Math.Sqrt((4 * noncentrality * tilt * tilt * tilt) + (2 * degrees * tilt * tilt));
        var centre = upper ? Math.Max(saddle, 1 / deviation) : Math.Min(saddle, -1 / deviation);
        var logSize = Exponent(centre).Real;
        var step = 0.2 / deviation;
        var sum = 0.5 / centre;
        for (var k = 1; ; k++)
        {
            var t = new Complex(centre, k * step);
            var value = Complex.Exp(Exponent(t) - logSize) / t;
            sum += value.Real;
            if (Complex.Abs(value) <= 1e-18 * Math.Abs(sum))
            {
                break;
            }
        }

        return Math.Clamp(Math.Exp(logSize) * Math.Abs(sum) * step / Math.PI, 0, 1);

        Complex Exponent(Complex t)
        {
            var rest = 1 - (2 * t);
            return (t * ((noncentrality / rest) - x)) - (degrees / 2 * Complex.Log(rest));
        }
    }

    // The y = 1/(1−2t) at which the tilted mean λy² + νy is x: 1 at the mean, the same for halved arguments.
    private static double Tilt(double x, double degrees, double noncentrality) =>
        2 * x / (degrees + Math.Sqrt((degrees * degrees) + (4 * noncentrality * x)));

    private static void Check(double x, double degrees, double noncentrality)
    {
        if (double.IsNaN(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must be a number.");
        }

        if (!(degrees > 0 && double.IsFinite(degrees)))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Degrees of freedom must be a positive number.");
        }

        if (!(noncentrality >= 0 && double.IsFinite(noncentrality)))
        {
            throw new ArgumentOutOfRangeException(nameof(noncentrality), noncentrality, "The noncentrality must be at least 0 and finite.");
        }
    }
}
