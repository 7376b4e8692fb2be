using System.Runtime.CompilerServices;

namespace MlGates.Statistics;

/// <summary>Guards for the arguments of distributions.</summary>
internal static class Probability
{
    public static void Check(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A probability must lie in [0, 1].");
        }
    }

    /// <summary>A level or a power: neither 0 nor 1, which no test can hold.</summary>
    public static void CheckLevel(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A level must lie between 0 and 1.");
        }
    }

    /// <summary>A factor of sizes.</summary>
    public static void CheckRatio(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "A ratio must be a positive number.");
        }
    }
}
