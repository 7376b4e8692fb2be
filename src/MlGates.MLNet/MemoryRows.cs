using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.MLNet;

/// <summary>Copies columns of an <see cref="IDataView"/> into memory, to be handed to a model row by row.</summary>
internal static class MemoryRows
{
    /// <summary>Copies the first rows of some columns; returns their number and the row to step through them with.</summary>
    public static (int Count, MemoryRow Row) Copy(IDataView data, IReadOnlyList<DataViewSchema.Column> columns, int most)
    {
        var (count, copies) = Columns(data, columns, most);
        var row = new MemoryRow(data.Schema);
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i].AddTo(row, columns[i].Index);
        }

        return (count, row);
    }

    /// <summary>Copies the first rows of some columns; returns their number and the columns.</summary>
    public static (int Count, MemoryColumn[] Columns) Columns(IDataView data, IReadOnlyList<DataViewSchema.Column> columns, int most)
    {
        using var cursor = data.GetRowCursor(columns);
        var copies = columns.Select(c => MemoryColumn.Copier(cursor, c)).ToArray();
        var count = 0;
        while (count < most && cursor.MoveNext())
        {
            foreach (var (add, _) in copies)
            {
                add();
            }

            count++;
        }

        return (count, Array.ConvertAll(copies, c => c.Finish()));
    }
}
