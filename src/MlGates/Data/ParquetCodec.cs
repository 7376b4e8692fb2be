using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;
using Snappier;

namespace MlGates.Data;

/// <summary>Decompresses pages. Buffers have <see cref="Padding"/> bytes to spare, so that wide loads near the end stay inside.</summary>
internal static class ParquetCodec
{
    // Holds a window of some hundred kilobytes, so each thread keeps its own.
    [ThreadStatic]
    private static ZstdSharp.Decompressor? _zstd;

    /// <summary>Bytes that may be read past the content.</summary>
    internal const int Padding = 64;

    /// <summary>Whether a codec is read.</summary>
    internal static bool IsKnown(int codec) => codec is 0 or 1 or 2 or 4 or 5 or 6 or 7;

    /// <summary>The name of a codec.</summary>
    internal static string Name(int codec) => codec == 3 ? "LZO" : $"number {codec}";

    /// <summary>Fills <paramref name="target"/>, which is exactly as long as the content should be.</summary>
    /// <exception cref="InvalidDataException">The content is broken or of another length.</exception>
    internal static void Decompress(int codec, byte[] source, int start, int length, Span<byte> target)
    {
        var bytes = source.AsSpan(start, length);
        var written = codec switch
        {
            0 => Copy(bytes, target),
            1 => Snappy.GetUncompressedLength(bytes) == target.Length ? Snappy.Decompress(bytes, target) : -1,
            2 => Read(new GZipStream(new MemoryStream(source, start, length), CompressionMode.Decompress), target),
            4 => BrotliDecoder.TryDecompress(bytes, target, out var brotli) ? brotli : -1,
            5 => HadoopLz4(bytes, target),
            6 => Zstd(bytes, target),
            7 => LZ4Codec.Decode(bytes, target),
            _ => throw new InvalidDataException($"It is compressed with codec {Name(codec)}, which is not read."),
        };
        if (written != target.Length)
        {
            throw new InvalidDataException("A page is not as long as its header says once it is decompressed.");
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        if (bytes.Length != target.Length)
        {
            return -1;
        }

        bytes.CopyTo(target);
        return bytes.Length;
    }

    private static int Read(Stream stream, Span<byte> target)
    {
        using (stream)
        {
            var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            return stream.ReadByte() < 0 ? read : -1;
        }
    }

    private static int Zstd(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        _zstd ??= new ZstdSharp.Decompressor();
        return _zstd.Unwrap(bytes, target);
    }

    // The codec called LZ4 was never said exactly: Hadoop frames blocks with two big-endian lengths, others write a bare block.
    private static int HadoopLz4(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        var left = bytes;
        var written = 0;
        while (left.Length >= 8 && written < target.Length)
        {
            var (whole, packed) = (BinaryPrimitives.ReadUInt32BigEndian(left), BinaryPrimitives.ReadUInt32BigEndian(left[4..]));
            if (whole > target.Length - written || packed > left.Length - 8
                || LZ4Codec.Decode(left.Slice(8, (int)packed), target.Slice(written, (int)whole)) != whole)
            {
                written = -1;
                break;
            }

            written += (int)whole;
            left = left[(8 + (int)packed)..];
        }

        return written == target.Length && left.IsEmpty ? written : LZ4Codec.Decode(bytes, target);
    }
}
