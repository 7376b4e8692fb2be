using System.Globalization;
using System.Text;

namespace MlGates.Reporting;

/// <summary>Text in terminal cells: East Asian wide characters and emoji take two, combining marks none.</summary>
internal static class TerminalText
{
    internal static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    /// <summary>The text, or as much of it as fits before an ellipsis.</summary>
    internal static string Cut(string text, int width)
    {
        if (text.Length <= width && Width(text) <= width)
        {
            return text;
        }

        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width - 1)
            {
                // A text that only looks long by its number of characters never gets here, as all of it fits.
                return width > 0 && Width(text) > width ? cut.Append('…').ToString() : text;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString();
    }

    internal static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    internal static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>MlGates' own signs in ASCII; used on cells without names and values.</summary>
    internal static string Ascii(string text) => text.Replace("…", "...", StringComparison.Ordinal).Replace("≈", "~", StringComparison.Ordinal).Replace("∞", "inf", StringComparison.Ordinal);

    // The wide blocks of Unicode's East Asian Width (UAX #11) that occur in practice.
    private static int Width(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1F64F or >= 0x1F680 and <= 0x1F6FF
            or >= 0x1F900 and <= 0x1F9FF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    };
}
