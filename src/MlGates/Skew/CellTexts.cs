using System.Text;
using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Skew;

/// <summary>Reads the texts of some cells once more, for examples.</summary>
internal static class CellTexts
{
    private const string Missing = "(missing)";

    /// <summary>The cells' texts by column and row; rows behind the last that is asked for are not read.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="cells">Columns and row numbers, 1 for the first.</param>
    /// <param name="hide">Whether texts are shown by their hashes.</param>
    internal static Dictionary<(string Column, long Row), string> Read(DataSource source, IReadOnlyCollection<(string Column, long Row)> cells, bool hide)
    {
        var texts = new Dictionary<(string, long), string>();
        string[] names = [.. cells.Select(c => c.Column).Distinct(StringComparer.Ordinal)];
        var wanted = cells.ToLookup(c => c.Row, c => c.Column);
        var last = cells.Count == 0 ? 0 : cells.Max(c => c.Row);
        using var reader = source.Open(ColumnSelection.Named(names));
        var places = names.Zip(RowScans.Places(reader.Columns, names)).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        var batch = reader.NewBatch();
        while (texts.Count < cells.Count && reader.Read(batch) && batch.FirstRow < last)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                foreach (var name in wanted[batch.FirstRow + row + 1])
                {
                    texts[(name, batch.FirstRow + row + 1)] = Shown(batch.Columns[places[name]], row, source.DecimalComma, hide);
                }
            }
        }

        return texts;
    }

    private static string Shown(ColumnBatch column, int row, bool decimalComma, bool hide)
    {
        if (column.Missing[row])
        {
            return Missing;
        }

        var (first, end) = RowKey.Range(column, row);
        var text = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            text.Append(i > first ? " " : "").Append(ShownValue.Of(CellReader.Read(column, i, decimalComma).Text.Span, hide));
        }

        return Text.Line(text.ToString());
    }
}
