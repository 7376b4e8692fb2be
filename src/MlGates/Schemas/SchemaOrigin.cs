namespace MlGates.Schemas;

/// <summary>The data a schema was inferred from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The hash of its files; null when it came from no file.</param>
/// <param name="Rows">Its number of rows.</param>
public sealed record SchemaOrigin(string Name, string? Sha256, long Rows);
