using System.Security.Cryptography;
using System.Text;

namespace MlGates.Data;

/// <summary>A file that was read to its end.</summary>
/// <param name="Name">The file's name, as messages show it.</param>
/// <param name="Sha256">SHA-256 of its bytes in lower-case hexadecimal; null where it was not asked for (<see cref="FileSource.HashFile"/>).</param>
/// <param name="Bytes">Its length.</param>
public sealed record InputFileRecord(string Name, string? Sha256, long Bytes)
{
    /// <summary>
    /// One hash for a dataset: that of its file; for several files the SHA-256 of their hashes in order, each on a line of its own; null for
    /// no file, or one without a hash.
    /// </summary>
    public static string? Combine(IReadOnlyList<InputFileRecord> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Count switch
        {
            0 => null,
            _ when files.Any(f => f.Sha256 is null) => null,
            1 => files[0].Sha256,
            _ => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(files.Select(f => f.Sha256 + "\n"))))),
        };
    }
}
