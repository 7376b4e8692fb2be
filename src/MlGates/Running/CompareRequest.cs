using MlGates.Data;
using MlGates.Gates;

namespace MlGates.Running;

/// <summary>A comparison of two datasets without a plan.</summary>
public sealed record CompareRequest
{
    /// <summary>Path of the baseline: rows, or a stored profile (<c>*.profile.json</c>).</summary>
    public required string Baseline { get; init; }

    /// <summary>Path of the candidate.</summary>
    public required string Candidate { get; init; }

    /// <summary>Both paths are relative to this folder, and shown as given. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>How rows are read, on both sides.</summary>
    public CsvOptions Options { get; init; } = new();

    /// <summary>What is compared, and the limits.</summary>
    public required DriftCheck Check { get; init; }

    /// <summary>The false-block rate. Default 0.05.</summary>
    public double FalseBlockRate { get; init; } = 0.05;

    /// <summary>What an inconclusive column does. Default warn.</summary>
    public InconclusivePolicy OnInconclusive { get; init; }

    /// <summary>Threads that read data, at least 1; the result does not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;
}
