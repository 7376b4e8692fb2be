namespace MlGates.Gates;

/// <summary>Which plan was judged.</summary>
/// <param name="Path">Its file name.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal; empty when it could not be read.</param>
public sealed record PlanIdentity(string Path, string Sha256);
