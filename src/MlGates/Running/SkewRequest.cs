using MlGates.Data;
using MlGates.Gates;

namespace MlGates.Running;

/// <summary>A comparison row by row without a plan.</summary>
public sealed record SkewRequest
{
    /// <summary>Path of the rows as they were computed for training.</summary>
    public required string Baseline { get; init; }

    /// <summary>Path of the rows as they were served.</summary>
    public required string Candidate { get; init; }

    /// <summary>Both paths are relative to this folder, and shown as given. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>How rows are read, on both sides.</summary>
    public CsvOptions Options { get; init; } = new();

    /// <summary>The key, what is compared, and the limits.</summary>
    public required SkewCheck Check { get; init; }
}
