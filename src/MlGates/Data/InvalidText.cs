using System.Text;

namespace MlGates.Data;

/// <summary>Says more about a file that turned out not to be text; reads it again, which only a failed run does.</summary>
internal static class InvalidText
{
    /// <summary>The line of the first byte that does not decode; 0 when it cannot be told.</summary>
    internal static int FindLine(string path, Encoding encoding)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var decoder = encoding.GetDecoder();
        var chars = new char[4];
        var line = 1;
        var input = new byte[1 << 16];
        for (int read; (read = stream.Read(input)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                try
                {
                    // Byte by byte, because a decoder does not say how far it came.
                    _ = decoder.GetChars(input.AsSpan(i, 1), chars, flush: false);
                }
                catch (DecoderFallbackException)
                {
                    return line;
                }

                line += input[i] == (byte)'\n' ? 1 : 0;
            }
        }

        return 0;
    }

    /// <summary>What kind of file this is by its first bytes; null when they say nothing.</summary>
    internal static string? Kind(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> start = stackalloc byte[6];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.StartsWith("PAR1"u8) ? "a Parquet file"
            : start.StartsWith("ARROW1"u8) ? "an Arrow file"
            : start.StartsWith("PK\x03\x04"u8) ? "a zip archive"
            : start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "compressed with gzip"
            : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "compressed with zstd"
            : null;
    }
}
