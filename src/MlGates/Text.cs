using System.Globalization;
using System.Text;

namespace MlGates;

/// <summary>Names, values and numbers as messages write them: one line, invariant culture.</summary>
internal static class Text
{
    private const int Longest = 80;

    /// <summary>A name or value as a part of a message: as <see cref="OneLine"/>, cut with an ellipsis after 80 characters; <c>''</c> when empty.</summary>
    public static string Line(string text) => text.Length == 0 ? "''" : OneLine(text, Longest);

    /// <summary>
    /// Text that breaks no table and steers no terminal: control and format characters, line separators and lone surrogates escaped; cut with an ellipsis
    /// after <paramref name="longest"/> characters.
    /// </summary>
    public static string OneLine(string text, int longest = int.MaxValue)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
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

    /// <summary>Four decimals, without the sign of a zero that was rounded.</summary>
    public static string Fixed(double value) => (Math.Round(value, 4) + 0.0).ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage with one decimal, without the sign of a zero that was rounded; <c>?</c> for NaN.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "?" : FormattableString.Invariant($"{Math.Round(100 * share, 1) + 0.0:F1} %");

    /// <summary>A relative change as a percentage with its sign; <c>+∞</c> where there is no upper end, <c>-100 %</c> where there is no lower one.</summary>
    public static string Change(double share) => double.IsFinite(share)
        ? FormattableString.Invariant($"{Math.Round(100 * share, 1) + 0.0:+0.0;-0.0;0.0} %")
        : share > 0 ? "+∞" : "-100 %";

    /// <summary>Four decimals, or three significant digits where those would show nothing.</summary>
    public static string Number(double value) =>
        value.ToString(value != 0 && Math.Abs(value) < 0.001 ? "G3" : "F4", CultureInfo.InvariantCulture);

    /// <summary>A share with three decimals, or two significant digits where those would show nothing.</summary>
    public static string Share(double value) =>
        value.ToString(value is > 0 and < 0.001 ? "G2" : "F3", CultureInfo.InvariantCulture);
}
