using System.Text;

namespace MlGates.Data;

/// <summary>Tells by their bytes what files are that turned out not to be text, or not the expected one.</summary>
internal static class InvalidText
{
    /// <summary>The line of the first byte that does not decode; 0 when it cannot be told. Reads the file again, which only a failed run does.</summary>
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
                    line += decoder.GetChars(input.AsSpan(i, 1), chars, flush: false) > 0 && chars[0] == '\n' ? 1 : 0;
                }
                catch (DecoderFallbackException)
                {
                    return line;
                }
            }
        }

        return line;
    }

    /// <summary>What kind of file begins with these bytes; null when they say nothing, as those of text do.</summary>
    internal static string? Kind(ReadOnlySpan<byte> start) =>
        start.StartsWith("PAR1"u8) ? "a Parquet file"
        : start.StartsWith("ARROW1"u8) ? "an Arrow file"
        : start.StartsWith("PK\x03\x04"u8) ? "a zip archive"
        : start.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "compressed with xz"
        : start.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) ? "a 7z archive"
        : IsGzip(start) ? "compressed with gzip"
        : IsZstd(start) ? "compressed with zstd"
        : null;

    internal static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    internal static bool IsZstd(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]);

    /// <summary>The encoding that a byte order mark names; null without one.</summary>
    /// <param name="start">The first bytes of a text.</param>
    /// <param name="length">Length of the mark.</param>
    internal static Encoding? ByteOrderMark(ReadOnlySpan<byte> start, out int length)
    {
        foreach (var encoding in (ReadOnlySpan<Encoding>)[Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var mark = encoding.Preamble;
            if (start.StartsWith(mark))
            {
                length = mark.Length;
                return encoding;
            }
        }

        length = 0;
        return null;
    }
}
