using System.Buffers.Text;
using System.Globalization;

namespace MlGates.Data;

/// <summary>
/// Reads typed values from UTF-8 text, the same in every culture. Numbers may have blanks and tabs around them; nothing else may.
/// </summary>
internal static class TextValue
{
    /// <summary>A whole number of 64 bits, with or without a sign.</summary>
    internal static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        text = Trim(text);
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && used > 0;
    }

    /// <summary>
    /// A decimal number with <c>.</c> and an optional exponent, or NaN, Infinity, inf with an optional sign, in any case. A number beyond the
    /// largest double becomes an infinity.
    /// </summary>
    internal static bool TryNumber(ReadOnlySpan<byte> text, out double value)
    {
        text = Trim(text);
        if (text.IsEmpty)
        {
            value = 0;
            return false;
        }

        return IsDigitOrPoint(text[^1])
            ? double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            : TryNamed(text, out value);
    }

    /// <summary>true or false in any case.</summary>
    internal static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.Length == 4;
        return value ? Is(text, "true"u8) : text.Length == 5 && Is(text, "false"u8);
    }

    private static bool TryNamed(ReadOnlySpan<byte> text, out double value)
    {
        var negative = text[0] == (byte)'-';
        if (negative || text[0] == (byte)'+')
        {
            text = text[1..];
        }

        value = Is(text, "nan"u8) ? double.NaN
            : Is(text, "inf"u8) || Is(text, "infinity"u8) ? negative ? double.NegativeInfinity : double.PositiveInfinity
            : 0;
        return value != 0;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && IsBlank(text[0]))
        {
            text = text[1..];
        }

        while (!text.IsEmpty && IsBlank(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(text, lower);

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    private static bool IsDigitOrPoint(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (byte)'.';
}
