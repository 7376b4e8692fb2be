namespace MlGates.Data;

/// <summary>A file that was read to its end.</summary>
/// <param name="Name">The file's name, as messages show it.</param>
/// <param name="Sha256">SHA-256 of its bytes in lower-case hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
public sealed record InputFileRecord(string Name, string Sha256, long Bytes);
