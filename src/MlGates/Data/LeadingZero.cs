using System.Runtime.CompilerServices;

namespace MlGates.Data;

/// <summary>Tells numbers that are written as codes are: with a zero before another digit, as in <c>007</c>.</summary>
internal static class LeadingZero
{
    /// <summary>1 for a number that begins with a zero and another digit, blanks before it aside; else 0. <c>0</c>, <c>0.5</c> and what has a sign are none.</summary>
    /// <param name="buffer">What the text stands in.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length in bytes, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Count(byte[] buffer, int start, int length)
    {
        // First digits cannot be predicted, so there is no branch on them; blanks hardly ever come.
        int first = buffer[start];
        int next = buffer[start + (length > 1 ? 1 : 0)];
        var zero = (first ^ '0') == 0 ? 1 : 0;
        var digit = (uint)(next - '0') < 10 ? 1 : 0;
        return first <= ' ' ? Count(buffer.AsSpan(start, length)) : zero & digit & (length > 1 ? 1 : 0);
    }

    /// <inheritdoc cref="Count(byte[], int, int)"/>
    /// <param name="text">The text.</param>
    internal static int Count(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        return text.Length > 1 && text[0] == (byte)'0' && (uint)(text[1] - '0') < 10 ? 1 : 0;
    }
}
