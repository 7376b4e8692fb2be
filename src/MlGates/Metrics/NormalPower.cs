using MlGates.Statistics;

namespace MlGates.Metrics;

/// <summary>Power arithmetic of a one-sided test whose estimate is normal with a known standard error.</summary>
internal static class NormalPower
{
    /// <summary>Chance that an estimate <paramref name="effect"/> beyond the limit is rejected at <paramref name="level"/>.</summary>
    public static double Of(double effect, double standardError, double level) =>
        NormalDistribution.LowerTail((effect / standardError) - NormalDistribution.UpperQuantile(level));

    /// <summary>How far beyond the limit a value must lie to be rejected with probability <paramref name="power"/>.</summary>
    public static double Effect(double standardError, double level, double power) =>
        standardError * (NormalDistribution.UpperQuantile(level) + NormalDistribution.UpperQuantile(1 - power));

    /// <summary>The factor, at least 1, by which rows must grow for that power; infinite when the effect is zero.</summary>
    public static double RowsFactor(double effect, double standardError, double level, double power)
    {
        if (!(effect > 0))
        {
            return double.PositiveInfinity;
        }

        var ratio = Effect(standardError, level, power) / effect;
        return Math.Max(1, ratio * ratio);
    }
}
