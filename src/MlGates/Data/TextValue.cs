using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MlGates.Data;

/// <summary>
/// Reads typed values from UTF-8 text, the same in every culture. Numbers may have blanks and tabs around them; nothing else may.
/// </summary>
internal static class TextValue
{
    // As many decimal digits as always fit into 64 bits.
    private const int MostDigits = 19;

    // Beyond this the number is zero or infinite whatever its digits, unless there are thousands of them; the framework decides.
    private const int MostExponent = 9999;

    private const int MostOnStack = 256;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A whole number of 64 bits, with or without a sign.</summary>
    internal static bool TryInteger(ReadOnlySpan<byte> text, out long value) => Classify(text, decimalComma: false, out _, out value) == NumberKind.Integer;

    /// <summary>
    /// A decimal number with <c>.</c> (or a comma) and an optional exponent, or NaN, Infinity, inf with an optional sign, in any case. A number
    /// beyond the largest double becomes an infinity.
    /// </summary>
    internal static bool TryNumber(ReadOnlySpan<byte> text, out double value, bool decimalComma = false) =>
        Classify(text, decimalComma, out value, out _) != NumberKind.None;

    /// <summary>
    /// Reads a number once and says of which kind it is. The double is the nearest one (ties to even), to the bit what the framework reads.
    /// </summary>
    /// <param name="text">The text, with blanks and tabs around it or not.</param>
    /// <param name="decimalComma">Whether fractions begin with a comma; a point is then no part of a number, nor are separators of thousands ever.</param>
    /// <param name="number">The number, of integers too (-0 gives -0.0); 0 for <see cref="NumberKind.None"/>.</param>
    /// <param name="integer">The number, when it is an <see cref="NumberKind.Integer"/>; else 0.</param>
    internal static NumberKind Classify(ReadOnlySpan<byte> text, bool decimalComma, out double number, out long integer)
    {
        number = 0;
        integer = 0;
        if (text.IsEmpty)
        {
            return NumberKind.None;
        }

        if (text[0] <= (byte)' ' || text[^1] <= (byte)' ')
        {
            text = Trim(text);
            if (text.IsEmpty)
            {
                return NumberKind.None;
            }
        }

        var negative = text[0] == (byte)'-';
        var at = negative || text[0] == (byte)'+' ? 1 : 0;
        var first = at;
        ulong mantissa = 0;
        Digits(text, ref at, ref mantissa);
        var digits = at - first;
        if (at == text.Length)
        {
            return digits == 0 ? NumberKind.None : Whole(text, negative, mantissa, digits, ref number, ref integer);
        }

        var exponent = 0;
        if (text[at] == (decimalComma ? (byte)',' : (byte)'.'))
        {
            var point = ++at;
            Digits(text, ref at, ref mantissa);
            exponent = point - at;
            digits += at - point;
        }

        if (digits == 0 || (at < text.Length && !Exponent(text, ref at, ref exponent)))
        {
            return TryNamed(text, out number) ? NumberKind.Float : NumberKind.None;
        }

        if ((digits > MostDigits && Significant(text[first..at]) > MostDigits) || !DecimalNumber.TryToDouble(mantissa, exponent, out number))
        {
            number = Slow(text, decimalComma);
            return NumberKind.Float;
        }

        number = negative ? -number : number;
        return NumberKind.Float;
    }

    /// <summary>true or false in any case.</summary>
    internal static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.Length == 4;
        return value ? Is(text, "true"u8) : text.Length == 5 && Is(text, "false"u8);
    }

    private static NumberKind Whole(ReadOnlySpan<byte> text, bool negative, ulong mantissa, int digits, ref double number, ref long integer)
    {
        if (digits <= MostDigits && mantissa <= long.MaxValue)
        {
            integer = negative ? -(long)mantissa : (long)mantissa;
            // The conversion rounds to nearest even, as reading the digits would.
            number = negative ? -(double)mantissa : mantissa;
            return NumberKind.Integer;
        }

        number = Slow(text, decimalComma: false);
        return Utf8Parser.TryParse(text, out integer, out var used) && used == text.Length ? NumberKind.Integer : NumberKind.Float;
    }

    // Moves past the digits and appends them; more than 19 wrap around, which the caller sees by their number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Digits(ReadOnlySpan<byte> text, ref int at, ref ulong mantissa)
    {
        while (text.Length - at >= 8)
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);
            if (!AreDigits(eight))
            {
                break;
            }

            mantissa = (mantissa * 100_000_000) + Eight(eight);
            at += 8;
        }

        for (; at < text.Length; at++)
        {
            var digit = (uint)text[at] - '0';
            if (digit > 9)
            {
                return;
            }

            mantissa = (mantissa * 10) + digit;
        }
    }

    // The high nibble of each byte is 3, and stays so when 6 is added.
    private static bool AreDigits(ulong eight) =>
        ((eight & 0xF0F0_F0F0_F0F0_F0F0) | (((eight + 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) >> 4)) == 0x3333_3333_3333_3333;

    // Neighbours are joined to pairs, pairs to fours, fours to the eight digits, each step on all at once.
    private static ulong Eight(ulong digits)
    {
        digits -= 0x3030_3030_3030_3030;
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;
    }

    private static bool Exponent(ReadOnlySpan<byte> text, ref int at, ref int exponent)
    {
        if ((text[at] | 0x20) != 'e')
        {
            return false;
        }

        at++;
        var negative = at < text.Length && text[at] == (byte)'-';
        at += negative || (at < text.Length && text[at] == (byte)'+') ? 1 : 0;
        if (at == text.Length)
        {
            return false;
        }

        var value = 0;
        for (; at < text.Length; at++)
        {
            var digit = (uint)text[at] - '0';
            if (digit > 9)
            {
                return false;
            }

            value = Math.Min((value * 10) + (int)digit, MostExponent);
        }

        exponent += negative ? -value : value;
        return true;
    }

    // Zeros at the front take no room in the mantissa.
    private static int Significant(ReadOnlySpan<byte> number)
    {
        var count = 0;
        foreach (var b in number)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                count += count > 0 || b != (byte)'0' ? 1 : 0;
            }
            else if ((b | 0x20) == 'e')
            {
                break;
            }
        }

        return count;
    }

    private static double Slow(ReadOnlySpan<byte> text, bool decimalComma)
    {
        if (decimalComma && text.IndexOf((byte)',') is >= 0 and var comma)
        {
            var copy = text.Length <= MostOnStack ? stackalloc byte[text.Length] : new byte[text.Length];
            text.CopyTo(copy);
            copy[comma] = (byte)'.';
            return double.Parse(copy, Style, CultureInfo.InvariantCulture);
        }

        return double.Parse(text, Style, CultureInfo.InvariantCulture);
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

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(text, lower);
}
