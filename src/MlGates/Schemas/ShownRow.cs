using System.Text;
using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>A row in an example.</summary>
internal static class ShownRow
{
    // Examples of as many columns are readable; more are the row.
    private const int MostShown = 4;

    /// <summary>Its values in some columns; null where they are too many to read.</summary>
    internal static string? Of(RowBatch batch, int row, int[] places, bool decimalComma, bool hide)
    {
        if (places.Length > MostShown)
        {
            return null;
        }

        var shown = new StringBuilder();
        foreach (var place in places)
        {
            var column = batch.Columns[place];
            shown.Append(shown.Length > 0 ? ", " : "").Append(column.Missing[row] ? "(missing)"
                : string.Join(' ', Enumerable.Range(0, RowKey.Range(column, row).End - RowKey.Range(column, row).First)
                    .Select(i => ShownValue.Of(CellReader.Read(column, RowKey.Range(column, row).First + i, decimalComma).Text.Span, hide))));
        }

        return shown.ToString();
    }
}
