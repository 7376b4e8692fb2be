using System.Globalization;
using System.Text;

namespace MlGates.Build;

/// <summary>Writes the few kinds of value a request holds.</summary>
internal static class JsonText
{
    /// <summary><paramref name="value"/> as a JSON string, or <c>null</c>; all but ASCII is escaped, so that no encoding can change it.</summary>
    public static string Quote(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(c is >= ' ' and <= '~' and not '"' and not '\\' ? c.ToString() : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return text.Append('"').ToString();
    }

    /// <summary>An object of strings, in the order given.</summary>
    public static string Quote(IEnumerable<KeyValuePair<string, string>> members) =>
        "{" + string.Join(", ", members.Select(m => $"{Quote(m.Key)}: {Quote(m.Value)}")) + "}";
}
