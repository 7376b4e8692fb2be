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
        var count = 0;
        if (_tokens is [{ Length: 0 }])
        {
            for (var i = 0; i < lengths.Length; i++)
            {
                missing[i] = lengths[i] == 0;
                count += lengths[i] == 0 ? 1 : 0;
            }

            return count;
        }

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
