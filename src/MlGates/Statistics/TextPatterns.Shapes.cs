using System.Text;

namespace MlGates.Statistics;

// The shapes, each a test of a whole text without white space around it.
public static partial class TextPatterns
{
    private static readonly byte[][] Months =
    [
        [.. "jan"u8], [.. "feb"u8], [.. "mar"u8], [.. "apr"u8], [.. "may"u8], [.. "jun"u8],
        [.. "jul"u8], [.. "aug"u8], [.. "sep"u8], [.. "oct"u8], [.. "nov"u8], [.. "dec"u8],
    ];

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool IsHexDigit(byte b) => (KindOf[b] & (Kinds.Digit | Kinds.HexLetter)) != 0;

    private static bool IsIdentifier(Kinds kinds) =>
        (kinds & (Kinds.Letter | Kinds.HexLetter | Kinds.Digit)) != 0
        && (kinds & (Kinds.Blank | Kinds.Comma | Kinds.At | Kinds.Plus | Kinds.Bracket | Kinds.Other)) == 0;

    private static bool IsBoolean(ReadOnlySpan<byte> text) => text.Length switch
    {
        1 => (text[0] | 0x20) is 't' or 'f' or 'y' or 'n',
        2 => Ascii.EqualsIgnoreCase(text, "no"u8) || Ascii.EqualsIgnoreCase(text, "on"u8),
        3 => Ascii.EqualsIgnoreCase(text, "yes"u8) || Ascii.EqualsIgnoreCase(text, "off"u8),
        4 => Ascii.EqualsIgnoreCase(text, "true"u8),
        5 => Ascii.EqualsIgnoreCase(text, "false"u8),
        _ => false,
    };

    private static bool IsInfinity(ReadOnlySpan<byte> text) => Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "infinity"u8);

    // The number of digits at the beginning.
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var n = 0;
        while (n < text.Length && IsDigit(text[n]))
        {
            n++;
        }

        return n;
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text, byte point)
    {
        text = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        var whole = Digits(text);
        text = text[whole..];
        var fraction = 0;
        if (!text.IsEmpty && text[0] == point)
        {
            fraction = Digits(text[1..]);
            text = text[(1 + fraction)..];
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (!text.IsEmpty && text[0] is (byte)'e' or (byte)'E')
        {
            text = text[1..];
            text = !text.IsEmpty && text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
            return !text.IsEmpty && Digits(text) == text.Length;
        }

        return text.IsEmpty;
    }

    private static bool IsGrouped(ReadOnlySpan<byte> text)
    {
        text = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        var first = Digits(text);
        if (first is 0 or > 3 || first == text.Length)
        {
            return false;
        }

        var separator = text[first];
        var groups = 0;
        for (text = text[first..]; text.Length >= 4 && text[0] == separator && Digits(text[1..4]) == 3; text = text[4..])
        {
            groups++;
        }

        // One group alone would have been a decimal.
        return text.IsEmpty ? groups > 1 : groups > 0 && text[0] is (byte)'.' or (byte)',' && text[0] != separator && Digits(text[1..]) == text.Length - 1;
    }

    private static bool Number(ReadOnlySpan<byte> digits, int least, int most)
    {
        var value = 0;
        foreach (var b in digits)
        {
            value = (10 * value) + b - '0';
        }

        return digits.Length is > 0 and <= 4 && Digits(digits) == digits.Length && value >= least && value <= most;
    }

    private static bool IsIsoDate(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !Number(text[..4], 0, 9999) || !Number(text[5..7], 1, 12) || !Number(text[8..10], 1, 31))
        {
            return false;
        }

        rest = text[10..];
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || !IsClock(rest[1..], out var zone))
        {
            return false;
        }

        return zone.IsEmpty || (zone.Length == 1 && zone[0] is (byte)'Z' or (byte)'z')
            || (zone[0] is (byte)'+' or (byte)'-' && zone.Length is 3 or 5 or 6 && zone[1..].IndexOfAnyExcept("0123456789:"u8) < 0);
    }

    // Hours, minutes and perhaps seconds with a fraction.
    private static bool IsClock(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = text;
        var hours = Digits(text);
        if (hours is 0 or > 2 || text.Length < hours + 3 || text[hours] != ':' || !Number(text[..hours], 0, 24) || !Number(text.Slice(hours + 1, 2), 0, 59))
        {
            return false;
        }

        rest = text[(hours + 3)..];
        if (!rest.IsEmpty && rest[0] == ':')
        {
            if (rest.Length < 3 || !Number(rest[1..3], 0, 60))
            {
                return false;
            }

            rest = rest[3..];
            if (rest.Length > 1 && rest[0] is (byte)'.' or (byte)',')
            {
                rest = rest[(1 + Digits(rest[1..]))..];
            }
        }

        return true;
    }

    private static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (!IsClock(text, out var rest))
        {
            return false;
        }

        rest = !rest.IsEmpty && rest[0] == ' ' ? rest[1..] : rest;
        return rest.IsEmpty || Ascii.EqualsIgnoreCase(rest, "am"u8) || Ascii.EqualsIgnoreCase(rest, "pm"u8);
    }

    // Three numbers with one separator, day, month and year in some order.
    private static bool IsOtherDate(ReadOnlySpan<byte> text)
    {
        var blank = text.IndexOf((byte)' ');
        if (blank > 0)
        {
            return IsTime(text[(blank + 1)..]) && IsOtherDate(text[..blank]);
        }

        var first = Digits(text);
        if (first is not (1 or 2 or 4) || text.Length < first + 4 || text[first] is not ((byte)'/' or (byte)'.' or (byte)'-'))
        {
            return false;
        }

        var tail = text[(first + 1)..];
        var second = Digits(tail);
        if (second is not (1 or 2) || tail.Length < second + 2 || tail[second] != text[first])
        {
            return false;
        }

        var a = text[..first];
        var b = tail[..second];
        var c = tail[(second + 1)..];
        if (Digits(c) != c.Length)
        {
            return false;
        }

        return first == 4
            ? c.Length <= 2 && Number(b, 1, 12) && Number(c, 1, 31)
            : c.Length is 2 or 4 && ((Number(a, 1, 31) && Number(b, 1, 12)) || (Number(a, 1, 12) && Number(b, 1, 31)));
    }

    // A month's English name beside a day and a year: 31 Jan 2024, January 31, 2024, 31-Jan-24.
    private static bool IsNamedDate(ReadOnlySpan<byte> text)
    {
        var (months, numbers) = (0, 0);
        while (!text.IsEmpty)
        {
            var n = text.IndexOfAny(" ,-"u8) is var end and >= 0 ? end : text.Length;
            var part = text[..n];
            text = text[Math.Min(n + 1, text.Length)..];
            if (part.IsEmpty)
            {
                continue;
            }

            if (Number(part, 0, 9999) && part.Length != 3)
            {
                numbers++;
            }
            else if (part.Length is >= 3 and <= 9 && IsMonth(part[..3]) && part.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
            {
                months++;
            }
            else
            {
                return false;
            }
        }

        return months == 1 && numbers == 2;
    }

    private static bool IsMonth(ReadOnlySpan<byte> name)
    {
        foreach (var month in Months)
        {
            if (Ascii.EqualsIgnoreCase(name, month))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !IsHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHex(ReadOnlySpan<byte> text, Kinds kinds)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is (byte)'x' or (byte)'X')
        {
            foreach (var b in text[2..])
            {
                if (!IsHexDigit(b))
                {
                    return false;
                }
            }

            return true;
        }

        return kinds == (Kinds.Digit | Kinds.HexLetter) && text.Length >= 8;
    }

    private static bool IsIpAddress(ReadOnlySpan<byte> text, Kinds kinds)
    {
        if (kinds == (Kinds.Digit | Kinds.Dot))
        {
            var parts = 1;
            for (int dot; (dot = text.IndexOf((byte)'.')) >= 0; text = text[(dot + 1)..])
            {
                parts += dot <= 3 && Number(text[..dot], 0, 255) ? 1 : 5;
            }

            return parts == 4 && text.Length <= 3 && Number(text, 0, 255);
        }

        if ((kinds & Kinds.Colon) == 0 || (kinds & ~(Kinds.Digit | Kinds.HexLetter | Kinds.Colon)) != 0)
        {
            return false;
        }

        var (groups, gaps, length) = (0, 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != ':')
            {
                length++;
                continue;
            }

            groups += length > 0 ? 1 : 0;
            gaps += i > 0 && i < text.Length && text[i - 1] == ':' ? 1 : 0;
            if (length > 4)
            {
                return false;
            }

            length = 0;
        }

        return gaps == 0 ? groups == 8 && text[0] != ':' && text[^1] != ':' : gaps == 1 && groups < 8;
    }

    private static bool IsPhone(ReadOnlySpan<byte> text, Kinds kinds, int digits) =>
        digits is >= 7 and <= 15
        && (kinds & ~(Kinds.Digit | Kinds.Blank | Kinds.Dash | Kinds.Dot | Kinds.Slash | Kinds.Bracket | Kinds.Plus)) == 0
        && text[0] is (byte)'+' or (byte)'(' or (>= (byte)'0' and <= (byte)'9')
        && text.LastIndexOf((byte)'+') <= 0
        && (IsDigit(text[^1]) || text[^1] == ')');

    private static bool IsEmail(ReadOnlySpan<byte> text, Kinds kinds)
    {
        var at = text.IndexOf((byte)'@');
        return (kinds & (Kinds.Blank | Kinds.Bracket)) == 0 && at > 0 && text[(at + 1)..].IndexOf((byte)'@') < 0
            && text[(at + 1)..].LastIndexOf((byte)'.') is > 0 and var dot && dot < text.Length - at - 2;
    }

    private static bool IsUrl(ReadOnlySpan<byte> text, Kinds kinds)
    {
        if ((kinds & Kinds.Blank) != 0)
        {
            return false;
        }

        var scheme = text.IndexOf("://"u8);
        return (scheme is > 0 and < 12 && text.Length > scheme + 3 && text[..scheme].IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+"u8) < 0)
            || (text.Length > 6 && Ascii.EqualsIgnoreCase(text[..4], "www."u8));
    }
}
