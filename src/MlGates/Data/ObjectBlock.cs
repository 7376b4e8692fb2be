using System.Collections.Concurrent;
using System.Globalization;

namespace MlGates.Data;

/// <summary>Some objects as rows; their properties are read on the thread that reads the block.</summary>
/// <param name="values">An array whose first objects are the rows.</param>
/// <param name="count">How many.</param>
/// <param name="places">The columns to read.</param>
/// <param name="spare">Where the array goes once the block is done with.</param>
internal sealed class ObjectBlock<T>(T[] values, int count, int[] places, ConcurrentBag<T[]> spare) : RowBlock
{
    /// <summary>A batch ends where its lists hold that many values: a few long lists need no more memory than many short ones.</summary>
    internal const int MostListValues = 1 << 20;

    private int _read;

    public override bool Read(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ReadOnlySpan<T> rows = values.AsSpan(_read, Math.Min(batch.Capacity, count - _read));
        batch.Clear(_read);
        var lists = false;
        for (var i = 0; i < places.Length; i++)
        {
            var column = ObjectColumns<T>.All[places[i]];
            batch.Columns[i].Reset(column.Encoding, column.IsList);
            lists |= column.IsList;
        }

        rows = lists ? FillRows(batch, rows) : FillColumns(batch, rows);
        batch.EndRows(rows.Length);
        _read += rows.Length;
        return rows.Length > 0;
    }

    private ReadOnlySpan<T> FillColumns(RowBatch batch, ReadOnlySpan<T> rows)
    {
        for (var i = 0; i < places.Length; i++)
        {
            ObjectColumns<T>.All[places[i]].Fill(rows, batch.Columns[i]);
        }

        return rows;
    }

    private ReadOnlySpan<T> FillRows(RowBatch batch, ReadOnlySpan<T> rows)
    {
        var held = 0L;
        var row = 0;
        for (; row < rows.Length && held < MostListValues; row++)
        {
            held = 0;
            for (var i = 0; i < places.Length; i++)
            {
                var column = batch.Columns[i];
                ObjectColumns<T>.All[places[i]].Fill(rows.Slice(row, 1), column);
                held += column.IsList ? column.ValueCount : 0;
            }
        }

        return rows[..row];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(values);
            spare.Add(values);
        }

        base.Dispose(disposing);
    }

    /// <summary>The exception for a row that is null.</summary>
    /// <param name="row">The row, 1 for the first.</param>
    internal static InputException NullRow(long row) =>
        new(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture, $"Row {row} is null."));
}
