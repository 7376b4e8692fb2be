using MlGates.Data;
using MlGates.Gates;

namespace MlGates.Running;

/// <summary>A comparison of two tables of attributions without a plan.</summary>
public sealed record AttributionRequest
{
    /// <summary>Path of the attributions of the accepted model.</summary>
    public required string Baseline { get; init; }

    /// <summary>Path of the attributions to judge.</summary>
    public required string Candidate { get; init; }

    /// <summary>Both paths are relative to this folder, and shown as given. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>How rows are read, on both sides.</summary>
    public CsvOptions Options { get; init; } = new();

    /// <summary>What is compared, and the limits.</summary>
    public required AttributionCheck Check { get; init; }

    /// <summary>The false-block rate. Default 0.05.</summary>
    public double FalseBlockRate { get; init; } = 0.05;

    /// <summary>What an inconclusive feature does. Default warn.</summary>
    public InconclusivePolicy OnInconclusive { get; init; }
}
