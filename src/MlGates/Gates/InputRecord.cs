namespace MlGates.Gates;

/// <summary>A file that a run read.</summary>
/// <param name="Name">The name the plan binds it to.</param>
/// <param name="Path">The path as the plan or the caller gave it.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal; empty when it could not be read or no hash was asked for.</param>
/// <param name="Rows">Rows of data; null for files without rows.</param>
public sealed record InputRecord(string Name, string Path, string Sha256, long? Rows)
{
    /// <summary>Malformed rows that were left out, where the input's options allow for some.</summary>
    public long RowsRefused { get; init; }

    /// <summary>What a reader of the verdict should know about the input: columns that were left out and why, a name that contradicts the content, the first malformed rows.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
