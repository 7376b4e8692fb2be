using System.Globalization;
using System.Text;

namespace MlGates.Data;

/// <summary>Reads named columns of a source into arrays, for what needs all rows at once: evaluations and loss histories.</summary>
public static class ColumnValues
{
    /// <summary>Reads one column of numbers.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static NumberColumn ReadNumbers(DataSource source, string column) => Read(source, [column], []).Numbers(column);

    /// <summary>Reads one column as text.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static TextColumn ReadTexts(DataSource source, string column) => Read(source, [], [column]).Texts(column);

    /// <summary>Reads several columns in one pass; memory grows with the rows.</summary>
    /// <param name="source">The source.</param>
    /// <param name="numbers">Columns to read as numbers; true and false are 1 and 0 where the source is typed.</param>
    /// <param name="texts">Columns to read as text; typed values are written in the shortest invariant form, truth as <c>true</c> and <c>false</c>.</param>
    /// <exception cref="InputException">MLG0007: no such column. MLG0005: text that is not a number, with its line. MLG0004: no rows. Also whatever the source refuses.</exception>
    public static ColumnTable Read(DataSource source, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(texts);
        using var reader = source.Open();
        var numberColumns = numbers.Distinct(StringComparer.Ordinal).Select(n => (Name: n, Index: Find(reader, n, source), Values: new List<double>(), Missing: new List<bool>())).ToArray();
        var textColumns = texts.Distinct(StringComparer.Ordinal).Select(n => (Name: n, Index: Find(reader, n, source), Values: new List<string?>())).ToArray();
        var lines = new List<int>();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            foreach (var (name, index, values, missing) in numberColumns)
            {
                AddNumbers(source, name, batch, batch.Columns[index], values, missing);
            }

            foreach (var (_, index, values) in textColumns)
            {
                AddTexts(batch.Columns[index], values);
            }

            for (var i = 0; i < batch.Count; i++)
            {
                lines.Add(batch.Line(i));
            }
        }

        if (lines.Count == 0)
        {
            throw new InputException(RuleIds.InputEmpty, $"'{source.Name}' holds no rows.", source.Locate(0));
        }

        return new ColumnTable(
            source,
            [.. lines],
            numberColumns.ToDictionary(c => c.Name, c => new NumberColumn(c.Name, [.. c.Values], [.. c.Missing]), StringComparer.Ordinal),
            textColumns.ToDictionary(c => c.Name, c => new TextColumn(c.Name, [.. c.Values]), StringComparer.Ordinal));
    }

    private static int Find(BatchReader reader, string name, DataSource source)
    {
        for (var i = 0; i < reader.Columns.Count; i++)
        {
            if (string.Equals(reader.Columns[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InputException(RuleIds.ColumnMissing,
            $"'{source.Name}' has no column '{name}'{NearestName.Hint(name, [.. reader.Columns.Select(c => c.Name)])}", source.Locate(0));
    }

    private static void AddNumbers(DataSource source, string name, RowBatch batch, ColumnBatch column, List<double> values, List<bool> missing)
    {
        for (var i = 0; i < column.Count; i++)
        {
            missing.Add(column.Missing[i]);
            values.Add(column.Missing[i] ? double.NaN : column.Encoding switch
            {
                ColumnEncoding.Float64 => column.Numbers[i],
                ColumnEncoding.Int64 => column.Integers[i],
                ColumnEncoding.Boolean => column.Booleans[i] ? 1 : 0,
                _ => TextValue.TryNumber(column.Text(i), out var value, source.DecimalComma) ? value : throw WrongValue.Exception(source, name, "a number", batch, column, i),
            });
        }
    }

    private static void AddTexts(ColumnBatch column, List<string?> values)
    {
        for (var i = 0; i < column.Count; i++)
        {
            values.Add(column.Missing[i] ? null : column.Encoding switch
            {
                ColumnEncoding.Float64 => column.Numbers[i].ToString("R", CultureInfo.InvariantCulture),
                ColumnEncoding.Int64 => column.Integers[i].ToString(CultureInfo.InvariantCulture),
                ColumnEncoding.Boolean => column.Booleans[i] ? "true" : "false",
                _ => Encoding.UTF8.GetString(column.Text(i)),
            });
        }
    }
}
