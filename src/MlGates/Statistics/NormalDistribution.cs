using MathNet.Numerics;

namespace MlGates.Statistics;

/// <summary>The standard normal distribution. Both tails keep their relative precision (about 1e-13 at 1e-300).</summary>
public static class NormalDistribution
{
    private const double SquareRootOfHalf = 0.70710678118654752440;

    /// <summary>P(Z ≥ z), in [0, 1]; NaN for NaN.</summary>
    public static double UpperTail(double z) => 0.5 * SpecialFunctions.Erfc(z * SquareRootOfHalf);

    /// <summary>P(Z ≤ z), in [0, 1]; NaN for NaN.</summary>
    public static double LowerTail(double z) => UpperTail(-z);

    /// <summary>The z with P(Z ≥ z) = <paramref name="probability"/>; plus infinity at 0, minus infinity at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static double UpperQuantile(double probability)
    {
        Probability.Check(probability);
        return probability switch
        {
            0 => double.PositiveInfinity,
            1 => double.NegativeInfinity,
            _ => SpecialFunctions.ErfcInv(2 * probability) / SquareRootOfHalf,
        };
    }
}
