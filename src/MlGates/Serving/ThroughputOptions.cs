namespace MlGates.Serving;

/// <summary>How long and how often to measure.</summary>
public sealed record ThroughputOptions
{
    /// <summary>
    /// Seconds that one measurement may take, 30 by default. A slow predictor gets fewer predictions per block, then fewer pairs per instance, then
    /// fewer blocks or instances; the result says how many. One prediction is never cut short.
    /// </summary>
    public double Seconds { get; init; } = 30;

    /// <summary>Seconds that a block is meant to take. Default 0.02.</summary>
    public double BlockSeconds { get; init; } = 0.02;

    /// <summary>Blocks that a floor is judged on. Default 20.</summary>
    public int Blocks { get; init; } = 20;

    /// <summary>Fresh pairs of instances in a duel. Default 8; fewer than 5 are inconclusive.</summary>
    public int Instances { get; init; } = 8;

    /// <summary>Measured pairs of blocks per pair of instances. Default 20.</summary>
    public int Pairs { get; init; } = 20;

    /// <summary>Pairs of blocks that are dropped for each pair of instances. Default 5.</summary>
    public int WarmUpPairs { get; init; } = 5;

    /// <summary>
    /// Seconds without getting faster or being compiled again, 1 by default, after which a predictor counts as warm. Warming up ends after an eighth of
    /// <see cref="Seconds"/> in any case.
    /// </summary>
    public double WarmUpSeconds { get; init; } = 1;

    /// <summary>Seed of the coin that orders candidate and baseline within a pair.</summary>
    public ulong Seed { get; init; } = 1;

    internal void Check()
    {
        Require(Seconds > 0 && double.IsFinite(Seconds), nameof(Seconds));
        Require(BlockSeconds > 0 && double.IsFinite(BlockSeconds), nameof(BlockSeconds));
        Require(Blocks >= 1, nameof(Blocks));
        Require(Instances >= 1, nameof(Instances));
        Require(Pairs >= 1, nameof(Pairs));
        Require(WarmUpPairs >= 0, nameof(WarmUpPairs));
        Require(WarmUpSeconds >= 0 && double.IsFinite(WarmUpSeconds), nameof(WarmUpSeconds));
    }

    private static void Require(bool holds, string option)
    {
        if (!holds)
        {
            throw new ArgumentException($"{option} is out of its range.");
        }
    }
}
