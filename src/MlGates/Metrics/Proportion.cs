namespace MlGates.Metrics;

/// <summary>Successes among trials: what accuracy, precision and recall are made of.</summary>
/// <param name="Successes">Between 0 and <paramref name="Trials"/>.</param>
/// <param name="Trials">Rows that could succeed; 0 when the metric is undefined.</param>
public readonly record struct Proportion(long Successes, long Trials)
{
    /// <summary>The share in [0, 1]; NaN without trials.</summary>
    public double Value => Trials == 0 ? double.NaN : (double)Successes / Trials;
}
