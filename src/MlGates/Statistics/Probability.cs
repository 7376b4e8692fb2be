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
}
