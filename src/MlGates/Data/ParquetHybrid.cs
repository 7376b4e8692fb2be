using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlGates.Data;

/// <summary>
/// The hybrid of run lengths and bit packing that Parquet writes levels, dictionary codes and truth values in (Apache Parquet, "Encodings").
/// Wide loads may read up to eight bytes past <c>end</c>, so buffers are padded.
/// </summary>
internal static class ParquetHybrid
{
    private static readonly ulong[] Absent = MakeAbsent();

    /// <summary>Reads exactly as many values as <paramref name="values"/> takes.</summary>
    /// <param name="buffer">The page.</param>
    /// <param name="at">Where the values begin.</param>
    /// <param name="end">Where they end at the latest.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    /// <param name="values">Filled.</param>
    /// <exception cref="InvalidDataException">There are fewer values.</exception>
    internal static void Read(byte[] buffer, int at, int end, int width, Span<int> values)
    {
        if (width == 0)
        {
            values.Clear();
            return;
        }

        while (!values.IsEmpty)
        {
            var (packed, count) = Run(buffer, ref at, end);
            var n = (int)Math.Min(count, values.Length);
            if (packed)
            {
                // The last run of a page may be cut where its values end.
                var bytes = (int)Math.Min(((long)n * width + 7) / 8, end - at);
                if ((long)bytes * 8 < (long)n * width)
                {
                    throw Short();
                }

                Unpack(buffer, at, width, values[..n]);
                at = (int)Math.Min(end, at + (count / 8 * width));
            }
            else
            {
                values[..n].Fill(Value(buffer, ref at, end, width));
            }

            values = values[n..];
        }
    }

    /// <summary>Reads levels of one bit as missing flags: a level of 0 is missing. Returns how many are not.</summary>
    internal static int ReadMissing(byte[] buffer, int at, int end, Span<bool> missing)
    {
        var present = 0;
        while (!missing.IsEmpty)
        {
            var (packed, count) = Run(buffer, ref at, end);
            var n = (int)Math.Min(count, missing.Length);
            if (packed)
            {
                var bytes = (n + 7) / 8;
                if (bytes > end - at)
                {
                    throw Short();
                }

                present += Spread(buffer.AsSpan(at, bytes), missing[..n]);
                at = (int)Math.Min(end, at + (count / 8));
            }
            else
            {
                var absent = Value(buffer, ref at, end, 1) == 0;
                missing[..n].Fill(absent);
                present += absent ? 0 : n;
            }

            missing = missing[n..];
        }

        return present;
    }

    private static int Spread(ReadOnlySpan<byte> bits, Span<bool> missing)
    {
        var present = 0;
        var flags = MemoryMarshal.AsBytes(missing);
        for (var i = 0; i < bits.Length; i++)
        {
            if (flags.Length >= 8)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(flags, Absent[bits[i]]);
                present += BitOperations.PopCount(bits[i]);
                flags = flags[8..];
                continue;
            }

            for (var bit = 0; bit < flags.Length; bit++)
            {
                var there = (bits[i] >> bit) & 1;
                flags[bit] = (byte)(1 - there);
                present += there;
            }
        }

        return present;
    }

    private static ulong[] MakeAbsent()
    {
        var table = new ulong[256];
        for (var b = 0; b < 256; b++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                table[b] |= (ulong)(1 - ((b >> bit) & 1)) << (8 * bit);
            }
        }

        return table;
    }

    private static void Unpack(byte[] buffer, int at, int width, Span<int> values)
    {
        ref var start = ref MemoryMarshal.GetArrayDataReference(buffer);
        var mask = (1UL << width) - 1;
        // The last load begins inside the values and is at most 8 bytes long, within the padding.
        var bit = 0L;
        for (var i = 0; i < values.Length; i++, bit += width)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, (nint)(at + (bit >> 3))));
            values[i] = (int)((word >> (int)(bit & 7)) & mask);
        }
    }

    private static (bool Packed, long Count) Run(byte[] buffer, ref int at, int end)
    {
        ulong head = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (at >= end || shift > 63)
            {
                throw Short();
            }

            var next = buffer[at++];
            head |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        var count = (long)(head >> 1);
        var packed = (head & 1) == 1;
        // A run of nothing could go on for ever.
        return count is > 0 and < int.MaxValue ? (packed, packed ? count * 8 : count) : throw Short();
    }

    private static int Value(byte[] buffer, ref int at, int end, int width)
    {
        var bytes = (width + 7) / 8;
        if (end - at < bytes)
        {
            throw Short();
        }

        var value = 0;
        for (var i = 0; i < bytes; i++)
        {
            value |= buffer[at++] << (8 * i);
        }

        return value;
    }

    private static InvalidDataException Short() => new("A page holds fewer values than its header says.");
}
