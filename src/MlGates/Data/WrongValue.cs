using System.Globalization;
using System.Text;

namespace MlGates.Data;

/// <summary>The message for a value that is not of its column's type.</summary>
internal static class WrongValue
{
    private const int MostShown = 40;

    internal static InputException Exception(DataSource source, string name, string wanted, RowBatch batch, ColumnBatch column, int row)
    {
        source = batch.Origin ?? source;
        var shown = Shown(Encoding.UTF8.GetString(column.Text(row)));
        return new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture,
            $"Column '{Shown(name)}' of '{source.Name}' holds '{shown}' in row {batch.FirstRow + row + 1}, which is not {wanted}; correct it, or list it among the missing values."),
            source.Locate(batch.Line(row)));
    }

    /// <summary>A value or name as it stands in a message of one line: short, and with line ends spelled out.</summary>
    internal static string Shown(string text)
    {
        text = text.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), "…") : text;
        return text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
