namespace MlGates.Gates;

/// <summary>A file that a run read.</summary>
/// <param name="Name">The name the plan binds it to.</param>
/// <param name="Path">The path as the plan or the caller gave it.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal; empty when it could not be read.</param>
/// <param name="Rows">Rows of data; null for files without rows.</param>
public sealed record InputRecord(string Name, string Path, string Sha256, long? Rows)
{
    /// <summary>Rows that were left out because they could not be read. A malformed row is an error today, so this is 0.</summary>
    public long RowsRefused { get; init; }
}
