using MlGates.Data;
using MlGates.Gates;

namespace MlGates.Running;

/// <summary>A dataset to hold to a schema, without a plan.</summary>
public sealed record SchemaRequest
{
    /// <summary>Path of the data: rows, or a stored profile (<c>*.profile.json</c>).</summary>
    public required string Data { get; init; }

    /// <summary>Path of the schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Path of the dataset before; null when there is none.</summary>
    public string? Previous { get; init; }

    /// <summary>Path of a dataset of which no row may be in the data; null when there is none.</summary>
    public string? NotIn { get; init; }

    /// <summary>Paths are relative to this folder, and shown as given. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>How rows are read.</summary>
    public CsvOptions Options { get; init; } = new();

    /// <summary>The environment, and what findings show.</summary>
    public required SchemaCheck Check { get; init; }

    /// <summary>Whether the verdict's inputs carry the hashes of their files. Default true.</summary>
    public bool HashFiles { get; init; } = true;

    /// <summary>Threads that read data, at least 1; the result does not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;
}
