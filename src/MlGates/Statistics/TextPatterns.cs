using System.Text;

namespace MlGates.Statistics;

/// <summary>Tells what a text looks like, the same in every culture: by the kinds of its bytes, then by the few shapes that those allow.</summary>
public static partial class TextPatterns
{
    // Longer texts are told by their beginning and end.
    private const int Longest = 256;

    [Flags]
    private enum Kinds
    {
        None = 0,
        Digit = 1,
        HexLetter = 2,
        Letter = 4,
        Blank = 8,
        Dot = 16,
        Comma = 32,
        Dash = 64,
        Colon = 128,
        Slash = 256,
        At = 512,
        Plus = 1024,
        Bracket = 2048,
        Underscore = 4096,
        Other = 8192,
    }

    // Bytes beyond ASCII are taken as letters.
    private static readonly Kinds[] KindOf = [.. Enumerable.Range(0, 256).Select(b => (char)b switch
    {
        >= '0' and <= '9' => Kinds.Digit,
        (>= 'a' and <= 'f') or (>= 'A' and <= 'F') => Kinds.HexLetter,
        (>= 'g' and <= 'z') or (>= 'G' and <= 'Z') or >= (char)128 => Kinds.Letter,
        ' ' or '\t' or '\n' or '\r' or '\v' or '\f' => Kinds.Blank,
        '.' => Kinds.Dot,
        ',' => Kinds.Comma,
        '-' => Kinds.Dash,
        ':' => Kinds.Colon,
        '/' => Kinds.Slash,
        '@' => Kinds.At,
        '+' => Kinds.Plus,
        '(' or ')' => Kinds.Bracket,
        '_' => Kinds.Underscore,
        _ => Kinds.Other,
    })];

    /// <summary>The pattern of a text. No allocation.</summary>
    /// <param name="text">The text; need not be valid UTF-8.</param>
    public static TextPattern Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return TextPattern.Empty;
        }

        text = TextState.Trim(text);
        if (text.IsEmpty)
        {
            return TextPattern.Blank;
        }

        if ((text[0] == '{' && text[^1] == '}') || (text[0] == '[' && text[^1] == ']'))
        {
            return text[0] == '{' && IsUuid(text[1..^1]) ? TextPattern.Uuid : TextPattern.Json;
        }

        var head = text.Length <= Longest ? text : text[..Longest];
        var kinds = Kinds.None;
        var digits = 0;
        foreach (var b in head)
        {
            var kind = KindOf[b];
            kinds |= kind;
            digits += (int)(kind & Kinds.Digit);
        }

        return kinds == Kinds.Digit ? text[0] == '0' && text.Length > 1 ? TextPattern.LeadingZeros : TextPattern.Integer
            : text.Length > Longest ? Long(text, kinds)
            : (kinds & (Kinds.Letter | Kinds.HexLetter)) != 0 ? WithLetters(text, kinds, digits)
            : (kinds & Kinds.Digit) != 0 ? WithDigits(text, kinds, digits)
            : IsIpAddress(text, kinds) ? TextPattern.IpAddress
            : TextPattern.Other;
    }

    private static TextPattern Long(ReadOnlySpan<byte> text, Kinds kinds) =>
        IsUrl(text, kinds) ? TextPattern.Url
        : (kinds & (Kinds.Letter | Kinds.HexLetter)) == 0 ? TextPattern.Other
        : (kinds & Kinds.Blank) != 0 ? TextPattern.Words
        : (kinds & (Kinds.Letter | Kinds.Other)) == 0 && kinds == (Kinds.Digit | Kinds.HexLetter) ? TextPattern.Hex
        : IsIdentifier(kinds) ? TextPattern.Identifier
        : TextPattern.Other;

    // No letters, and not digits alone.
    private static TextPattern WithDigits(ReadOnlySpan<byte> text, Kinds kinds, int digits)
    {
        const Kinds Sign = Kinds.Dash | Kinds.Plus;
        if (text[0] is (byte)'+' or (byte)'-' && digits == text.Length - 1)
        {
            // No number is written with a plus and ten digits, but telephone numbers are.
            return text[0] == '+' && digits is >= 10 and <= 15 ? TextPattern.Phone
                : text[1] == '0' && digits > 1 ? TextPattern.LeadingZeros
                : TextPattern.Integer;
        }

        if ((kinds & ~(Kinds.Digit | Sign | Kinds.Dot | Kinds.Comma)) == 0)
        {
            if (IsDecimal(text, (byte)'.'))
            {
                return TextPattern.Decimal;
            }

            if (IsDecimal(text, (byte)','))
            {
                return TextPattern.DecimalComma;
            }

            if (IsGrouped(text))
            {
                return IsIpAddress(text, kinds) ? TextPattern.IpAddress : TextPattern.GroupedNumber;
            }
        }

        return IsIsoDate(text, out var rest) ? rest.IsEmpty ? TextPattern.IsoDate : TextPattern.IsoDateTime
            : IsTime(text) ? TextPattern.Time
            : IsIpAddress(text, kinds) ? TextPattern.IpAddress
            : IsOtherDate(text) ? TextPattern.OtherDate
            : IsUuid(text) ? TextPattern.Uuid
            : IsPhone(text, kinds, digits) ? TextPattern.Phone
            : (kinds & Kinds.Blank) == 0 && IsIdentifier(kinds) ? TextPattern.Identifier
            : TextPattern.Other;
    }

    private static TextPattern WithLetters(ReadOnlySpan<byte> text, Kinds kinds, int digits)
    {
        if ((kinds & ~(Kinds.Letter | Kinds.HexLetter)) == 0)
        {
            return IsBoolean(text) ? TextPattern.Boolean
                : Ascii.EqualsIgnoreCase(text, "nan"u8) || IsInfinity(text) ? TextPattern.Decimal
                : TextPattern.Word;
        }

        if ((kinds & ~(Kinds.Letter | Kinds.HexLetter | Kinds.Digit)) == 0)
        {
            return IsDigit(text[0]) && IsDecimal(text, (byte)'.') ? TextPattern.Decimal
                : IsHex(text, kinds) ? TextPattern.Hex
                : TextPattern.Identifier;
        }

        if (digits > 0)
        {
            var separated = (kinds & (Kinds.Blank | Kinds.Dash | Kinds.Comma)) != 0;
            var found = KindOf[text[0]] is Kinds.Digit or Kinds.Dash or Kinds.Plus or Kinds.Dot or Kinds.Comma ? LikeANumber(text)
                : TextPattern.Other;
            found = found != TextPattern.Other ? found
                : text.Length == 36 && IsUuid(text) ? TextPattern.Uuid
                : (kinds & Kinds.Colon) != 0 && IsIpAddress(text, kinds) ? TextPattern.IpAddress
                : separated && IsNamedDate(text) ? TextPattern.OtherDate
                : TextPattern.Other;
            if (found != TextPattern.Other)
            {
                return found;
            }
        }

        return text[0] is (byte)'+' or (byte)'-' && (IsInfinity(text[1..]) || Ascii.EqualsIgnoreCase(text[1..], "nan"u8)) ? TextPattern.Decimal
            : (kinds & Kinds.At) != 0 && IsEmail(text, kinds) ? TextPattern.Email
            : (kinds & (Kinds.Slash | Kinds.Dot)) != 0 && IsUrl(text, kinds) ? TextPattern.Url
            : text.Length == 36 && IsUuid(text) ? TextPattern.Uuid
            : (kinds & Kinds.Colon) != 0 && IsIpAddress(text, kinds) ? TextPattern.IpAddress
            : (kinds & Kinds.Blank) != 0 ? TextPattern.Words
            : IsIdentifier(kinds) ? TextPattern.Identifier
            : TextPattern.Other;
    }

    // Letters stand in an exponent, between date and time, after a time.
    private static TextPattern LikeANumber(ReadOnlySpan<byte> text) =>
        IsDecimal(text, (byte)'.') ? TextPattern.Decimal
        : IsDecimal(text, (byte)',') ? TextPattern.DecimalComma
        : IsIsoDate(text, out var rest) ? rest.IsEmpty ? TextPattern.IsoDate : TextPattern.IsoDateTime
        : IsTime(text) ? TextPattern.Time
        : IsOtherDate(text) ? TextPattern.OtherDate
        : TextPattern.Other;
}
