using System.Globalization;
using System.Text;
using MlGates.Data;

namespace MlGates.Tests.Data;

/// <summary>Shows what a source gives, row by row, so that formats can be compared.</summary>
internal static class TableText
{
    /// <summary>A line of names and one for each row; ∅ is missing, lists stand in brackets with their nulls counted at the batch's end.</summary>
    internal static string Of(DataSource source, ColumnSelection? columns = null)
    {
        using var reader = source.OpenBlocks(columns ?? ColumnSelection.All);
        var text = new StringBuilder(string.Join('|', reader.Columns.Select(c => c.Name))).Append('\n');
        var batch = new RowBatch(reader.Columns.Count);
        while (reader.Next() is { } block)
        {
            while (block.Read(batch))
            {
                Append(text, batch);
            }

            block.Dispose();
        }

        return text.ToString();
    }

    internal static string Header(DataSource source)
    {
        using var reader = source.OpenBlocks(ColumnSelection.All);
        return string.Join(", ", reader.Columns.Select(c => $"{c.Name}: {c.Type?.ToString() ?? "?"}"));
    }

    internal static void Append(StringBuilder text, RowBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            text.AppendJoin('|', batch.Columns.Select(c => Cell(c, row))).Append('\n');
        }
    }

    internal static string Cell(ColumnBatch column, int row)
    {
        if (column.Missing[row])
        {
            return "∅";
        }

        if (!column.IsList)
        {
            return Value(column, row);
        }

        var start = row == 0 ? 0 : column.RowEnds[row - 1];
        return "[" + string.Join(',', Enumerable.Range(start, column.RowEnds[row] - start).Select(v => Value(column, v))) + "]";
    }

    private static string Value(ColumnBatch column, int at) => column.Encoding switch
    {
        ColumnEncoding.Float64 => column.Numbers[at].ToString("R", CultureInfo.InvariantCulture),
        ColumnEncoding.Int64 => column.Integers[at].ToString(CultureInfo.InvariantCulture),
        ColumnEncoding.Boolean => column.Booleans[at] ? "true" : "false",
        _ => Encoding.UTF8.GetString(column.Text(at)),
    };
}
