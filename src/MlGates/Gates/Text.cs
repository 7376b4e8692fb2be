using System.Globalization;
using System.Text;

namespace MlGates.Gates;

/// <summary>Names, values and numbers as messages write them: one line, invariant culture.</summary>
internal static class Text
{
    private const int Longest = 80;

    /// <summary>A name or value on one line: control characters and lone surrogates escaped, cut with an ellipsis after 80 characters; <c>''</c> when empty.</summary>
    public static string Line(string text)
    {
        if (text.Length == 0)
        {
            return "''";
        }

        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
            {
                return line.Append('…').ToString();
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString();
    }

    /// <summary>Four decimals, or three significant digits where those would show nothing.</summary>
    public static string Number(double value) =>
        value.ToString(value != 0 && Math.Abs(value) < 0.001 ? "G3" : "F4", CultureInfo.InvariantCulture);

    /// <summary>A share with three decimals, or two significant digits where those would show nothing.</summary>
    public static string Share(double value) =>
        value.ToString(value is > 0 and < 0.001 ? "G2" : "F3", CultureInfo.InvariantCulture);
}
