namespace MlGates.Profiles;

/// <summary>Two columns that are looked at together.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other; in a pair with a label, the label.</param>
public sealed record ColumnPair(string First, string Second)
{
    /// <summary>Reads <c>fare*tips</c>.</summary>
    /// <exception cref="FormatException">The text is of another form.</exception>
    public static ColumnPair Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('*', StringSplitOptions.TrimEntries) is [{ Length: > 0 } first, { Length: > 0 } second] && first != second
            ? new ColumnPair(first, second)
            : throw new FormatException($"'{text}' names no pair; write two columns as in fare*tips.");
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"{First}*{Second}";
}
