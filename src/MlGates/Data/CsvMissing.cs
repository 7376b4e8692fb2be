using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MlGates.Data;

/// <summary>The tokens that count as missing; most values are told apart from them by their length.</summary>
internal sealed class CsvMissing
{
    private const int LongestMarked = 63;

    private readonly byte[][] _tokens;
    private readonly ulong _lengths;

    internal CsvMissing(IReadOnlyList<string> tokens)
    {
        _tokens = [.. tokens.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        foreach (var token in _tokens)
        {
            _lengths |= 1UL << Math.Min(token.Length, LongestMarked);
        }
    }

    /// <summary>Marks the rows whose value is a token.</summary>
    internal int Mark(byte[] content, ReadOnlySpan<int> starts, Span<int> lengths, Span<bool> missing)
    {
        if (_tokens is [{ Length: 0 }])
        {
            return MarkEmpty(lengths, missing);
        }

        var count = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            var length = lengths[i];
            missing[i] = (_lengths >> Math.Min(length, LongestMarked) & 1) != 0 && IsToken(content.AsSpan(starts[i], length));
            if (missing[i])
            {
                lengths[i] = 0;
                count++;
            }
        }

        return count;
    }

    private static int MarkEmpty(ReadOnlySpan<int> lengths, Span<bool> missing)
    {
        var (i, count) = (0, 0);
        for (; i <= lengths.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var empty = Vector128.Narrow(
                Vector128.Narrow(Empty(lengths[i..]), Empty(lengths[(i + 4)..])),
                Vector128.Narrow(Empty(lengths[(i + 8)..]), Empty(lengths[(i + 12)..])));
            (empty & Vector128<byte>.One).CopyTo(MemoryMarshal.AsBytes(missing)[i..]);
            count += BitOperations.PopCount(empty.ExtractMostSignificantBits());
        }

        for (; i < lengths.Length; i++)
        {
            missing[i] = lengths[i] == 0;
            count += lengths[i] == 0 ? 1 : 0;
        }

        return count;
    }

    private static Vector128<uint> Empty(ReadOnlySpan<int> lengths) => Vector128.Equals(Vector128.Create(lengths), Vector128<int>.Zero).AsUInt32();

    private bool IsToken(ReadOnlySpan<byte> text)
    {
        foreach (var token in _tokens)
        {
            if (text.SequenceEqual(token))
            {
                return true;
            }
        }

        return false;
    }
}
