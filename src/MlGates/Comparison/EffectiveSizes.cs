namespace MlGates.Comparison;

/// <summary>How many independent rows of equal weight would tell as much as two samples whose rows have weights or come in groups.</summary>
/// <param name="First">Of the first sample, above 0.</param>
/// <param name="Second">Of the second.</param>
public readonly record struct EffectiveSizes(double First, double Second)
{
    /// <summary>1/n + 1/m.</summary>
    internal double Reciprocals => (1 / First) + (1 / Second);

    internal double Smaller => Math.Min(First, Second);

    /// <summary>The sizes, or the totals of counts where there are none.</summary>
    /// <exception cref="ArgumentException">A size is not a positive number.</exception>
    internal static EffectiveSizes Or(EffectiveSizes? sizes, long n, long m)
    {
        var given = sizes ?? new EffectiveSizes(n, m);
        return given is { First: > 0 and < double.PositiveInfinity, Second: > 0 and < double.PositiveInfinity } ? given
            : throw new ArgumentException($"Effective sizes must be positive numbers, not {given.First} and {given.Second}.", nameof(sizes));
    }
}
