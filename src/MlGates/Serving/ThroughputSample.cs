namespace MlGates.Serving;

/// <summary>The speed of one predictor: predictions per second, block by block.</summary>
public sealed record ThroughputSample
{
    /// <summary>The predictor's name.</summary>
    public required string Name { get; init; }

    /// <summary>Predictions per second of each block, in order; empty when nothing was measured.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Blocks that were planned; more than there are rates when the time ran out.</summary>
    public required int PlannedBlocks { get; init; }

    /// <summary>Predictions in each block.</summary>
    public long PredictionsPerBlock { get; init; }

    /// <summary>Distinct rows that were predicted, one after the other and from the first again.</summary>
    public int Rows { get; init; }

    /// <summary>Why nothing could be measured; null when something was.</summary>
    public string? Problem { get; init; }
}
