using System.Globalization;
using System.Text;

namespace MlGates.Artifacts;

/// <summary>The text file that Git LFS commits in place of a large one (Git LFS specification, version 1).</summary>
/// <param name="Size">Bytes of the file it stands for; null when not said.</param>
/// <param name="Sha256">The hash of that file, lower case; null when not said.</param>
public sealed record LfsPointer(long? Size, string? Sha256)
{
    // The specification keeps a pointer below this size.
    private const int MaxLength = 1024;

    private const string Version = "version https://git-lfs.github.com/spec/";
    private const string Oid = "oid sha256:";

    /// <summary>The pointer that a file is; null when it is none. Reads its first kilobyte.</summary>
    public static LfsPointer? Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>The pointer that a stream from its start is; null when it is none.</summary>
    internal static LfsPointer? Read(Stream stream)
    {
        var head = new byte[MaxLength];
        return Parse(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>The pointer that <paramref name="content"/> is, the whole file; null when it is none.</summary>
    public static LfsPointer? Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length >= MaxLength || !content.StartsWith(Encoding.ASCII.GetBytes(Version)))
        {
            return null;
        }

        long? size = null;
        string? sha256 = null;
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("size ", StringComparison.Ordinal) && long.TryParse(line.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                size = bytes;
            }
            else if (line.StartsWith(Oid, StringComparison.Ordinal))
            {
                sha256 = line[Oid.Length..].ToLowerInvariant();
            }
        }

        return new LfsPointer(size, sha256);
    }
}
