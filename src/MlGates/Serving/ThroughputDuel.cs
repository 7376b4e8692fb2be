namespace MlGates.Serving;

/// <summary>The speed of a candidate against a baseline's, measured interleaved in one process.</summary>
public sealed record ThroughputDuel
{
    /// <summary>The candidate's name.</summary>
    public required string Candidate { get; init; }

    /// <summary>The baseline's name.</summary>
    public required string Baseline { get; init; }

    /// <summary>One value per pair of instances: the median over its pairs of blocks of ln(candidate's time ÷ baseline's time).</summary>
    public required IReadOnlyList<double> LogRatios { get; init; }

    /// <summary>Pairs of instances that were planned; more than there are ratios when the time ran out.</summary>
    public required int PlannedInstances { get; init; }

    /// <summary>Measured pairs of blocks per pair of instances.</summary>
    public int PairsPerInstance { get; init; }

    /// <summary>Predictions in each block, the same for both sides.</summary>
    public long PredictionsPerBlock { get; init; }

    /// <summary>Median predictions per second of the candidate's blocks; NaN when nothing was measured.</summary>
    public double CandidateRate { get; init; } = double.NaN;

    /// <summary>Median predictions per second of the baseline's blocks; NaN when nothing was measured.</summary>
    public double BaselineRate { get; init; } = double.NaN;

    /// <summary>Distinct rows that were predicted.</summary>
    public int Rows { get; init; }

    /// <summary>Why nothing could be measured; null when something was.</summary>
    public string? Problem { get; init; }
}
