using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The error rates of a run of checks.</summary>
public sealed record JudgementSettings
{
    // What users may ask for: less blocks nothing at all, more blocks without evidence.
    internal const double LeastFalseBlockRate = 1e-9;
    internal const double MostFalseBlockRate = 0.5;

    /// <summary>α: the largest chance that anything fails while every true value is within its tolerance, over the whole run. Default 0.05.</summary>
    public double FalseBlockRate { get; init; } = 0.05;

    /// <summary>α_pass: the level at which a value is proven to be within its tolerance. Default 0.05.</summary>
    public double PassLevel { get; init; } = 0.05;

    /// <summary>1−β: the chance with which a violation of <see cref="Ratio"/> times the tolerance must be found for a pass without proof. Default 0.9.</summary>
    public double Power { get; init; } = 0.9;

    /// <summary>ρ: a violation this many times the tolerance must be found; above 1. Default 2.</summary>
    public double Ratio { get; init; } = 2;

    /// <summary>Throws for a rate out of its range: a NaN would otherwise reject nothing, and everything would pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the power is not in (0, 1), or the ratio is not above 1 and finite.</exception>
    internal void Check()
    {
        Probability.CheckLevel(FalseBlockRate);
        Probability.CheckLevel(PassLevel);
        Probability.CheckLevel(Power);
        if (!(Ratio > 1 && double.IsFinite(Ratio)))
        {
            throw new ArgumentOutOfRangeException(nameof(Ratio), Ratio, "The ratio must be above 1.");
        }
    }
}
