using System.Globalization;
using System.Text;

namespace MlGates.Data;

/// <summary>The message for a value that is not of its column's type.</summary>
internal static class WrongValue
{
    private const int MostShown = 40;

    internal static InputException Exception(DataSource source, string name, string wanted, RowBatch batch, ColumnBatch column, int row) =>
        At(source, name, wanted, batch, column, row, row)(0);

    /// <summary>The message for when the number of rows before the batch's block is known.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="wanted">What the column holds.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row in the batch.</param>
    /// <param name="value">The value in the column: the row itself, unless rows hold lists.</param>
    internal static Func<long, InputException> At(DataSource source, string name, string wanted, RowBatch batch, ColumnBatch column, int row, int value)
    {
        source = batch.Origin ?? source;
        var shown = Shown(Text(column, value));
        var (place, location) = (batch.FirstRow + row + 1, source.Locate(batch.Line(row)));
        return rowsBefore => new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture,
            $"Column '{Shown(name)}' of '{source.Name}' holds '{shown}' in row {rowsBefore + place}, which is not {wanted}; correct it, or list it among the missing values."),
            location);
    }

    /// <summary>A value or name as it stands in a message of one line: short, and with line ends spelled out.</summary>
    internal static string Shown(string text)
    {
        text = text.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), "…") : text;
        return text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    private static string Text(ColumnBatch column, int value) => column.Encoding switch
    {
        ColumnEncoding.Float64 => column.Numbers[value].ToString("R", CultureInfo.InvariantCulture),
        ColumnEncoding.Int64 => column.Integers[value].ToString(CultureInfo.InvariantCulture),
        ColumnEncoding.Boolean => column.Booleans[value] ? "true" : "false",
        _ => Encoding.UTF8.GetString(column.Text(value)),
    };
}
