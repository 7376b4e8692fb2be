using System.Buffers.Binary;

namespace MlGates.Data;

/// <summary>Parquet's delta encodings (Apache Parquet, "Encodings": DELTA_BINARY_PACKED and what is built on it).</summary>
internal static class ParquetDelta
{
    /// <summary>Reads integers; the differences wrap around at the width of the type.</summary>
    /// <param name="buffer">The page.</param>
    /// <param name="at">Where they begin; then where they end.</param>
    /// <param name="end">Where the page ends.</param>
    /// <param name="most">Room for values.</param>
    /// <param name="narrow">Whether the type is INT32.</param>
    internal static long[] Integers(byte[] buffer, ref int at, int end, int most, bool narrow)
    {
        var blockSize = Unsigned(buffer, ref at, end);
        var miniblocks = Unsigned(buffer, ref at, end);
        var total = Unsigned(buffer, ref at, end);
        var value = Signed(buffer, ref at, end);
        if (miniblocks is 0 or > 4096 || blockSize is 0 or > 1 << 24 || blockSize % miniblocks != 0 || blockSize / miniblocks % 8 != 0 || total > (ulong)most)
        {
            throw Bad();
        }

        var values = new long[total];
        if (total == 0)
        {
            return values;
        }

        var size = (int)(blockSize / miniblocks);
        var widths = new byte[miniblocks];
        values[0] = narrow ? (int)value : value;
        for (var i = 1; i < values.Length;)
        {
            var least = Signed(buffer, ref at, end);
            if (end - at < widths.Length)
            {
                throw Bad();
            }

            buffer.AsSpan(at, widths.Length).CopyTo(widths);
            at += widths.Length;
            foreach (var width in widths)
            {
                if (i >= values.Length)
                {
                    break;
                }

                var n = Math.Min(size, values.Length - i);
                if (width > 64 || ((long)n * width + 7) / 8 > end - at)
                {
                    throw Bad();
                }

                for (var k = 0; k < n; k++, i++)
                {
                    var next = unchecked(values[i - 1] + least + (long)Bits(buffer, at, (long)k * width, width));
                    values[i] = narrow ? unchecked((int)next) : next;
                }

                // The last miniblock is written whole, but some writers cut it.
                at = (int)Math.Min(end, at + ((long)size * width / 8));
            }
        }

        return values;
    }

    /// <summary>Reads byte arrays whose lengths come first.</summary>
    internal static (int[] Starts, int[] Lengths) LengthBytes(byte[] buffer, int at, int end, int most)
    {
        var lengths = Integers(buffer, ref at, end, most, narrow: true);
        var (starts, sizes) = (new int[lengths.Length], new int[lengths.Length]);
        for (var i = 0; i < starts.Length; i++)
        {
            if (lengths[i] < 0 || lengths[i] > end - at)
            {
                throw Bad();
            }

            (starts[i], sizes[i]) = (at, (int)lengths[i]);
            at += sizes[i];
        }

        return (starts, sizes);
    }

    /// <summary>Reads byte arrays that share a prefix with the one before, into a buffer of their own.</summary>
    internal static (byte[] Bytes, int[] Starts, int[] Lengths) Bytes(byte[] buffer, int at, int end, int most)
    {
        var prefixes = Integers(buffer, ref at, end, most, narrow: true);
        var (suffixes, sizes) = LengthBytes(buffer, at, end, most);
        if (prefixes.Length != suffixes.Length)
        {
            throw Bad();
        }

        var total = 0L;
        for (var i = 0; i < prefixes.Length; i++)
        {
            total += prefixes[i] + sizes[i];
            if (prefixes[i] < 0 || prefixes[i] > (i == 0 ? 0 : sizes[i - 1] + prefixes[i - 1]) || total > ParquetPage.MostBytes)
            {
                throw Bad();
            }
        }

        var bytes = new byte[total + ParquetCodec.Padding];
        var starts = new int[prefixes.Length];
        var lengths = new int[prefixes.Length];
        for (int i = 0, to = 0; i < starts.Length; i++)
        {
            (starts[i], lengths[i]) = (to, (int)prefixes[i] + sizes[i]);
            if (i > 0)
            {
                bytes.AsSpan(starts[i - 1], (int)prefixes[i]).CopyTo(bytes.AsSpan(to));
            }

            buffer.AsSpan(suffixes[i], sizes[i]).CopyTo(bytes.AsSpan(to + (int)prefixes[i]));
            to += lengths[i];
        }

        return (bytes, starts, lengths);
    }

    // Up to 64 bits that need not begin at a byte take up to nine bytes.
    private static ulong Bits(byte[] buffer, int at, long bit, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        var from = buffer.AsSpan(at + (int)(bit >> 3));
        var shift = (int)(bit & 7);
        var word = BinaryPrimitives.ReadUInt64LittleEndian(from) >> shift;
        word |= shift == 0 ? 0 : (ulong)from[8] << (64 - shift);
        return width == 64 ? word : word & ((1UL << width) - 1);
    }

    private static ulong Unsigned(byte[] buffer, ref int at, int end)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= end)
            {
                throw Bad();
            }

            var next = buffer[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Bad();
    }

    private static long Signed(byte[] buffer, ref int at, int end)
    {
        var value = Unsigned(buffer, ref at, end);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static InvalidDataException Bad() => new("Delta-encoded values cannot be read.");
}
