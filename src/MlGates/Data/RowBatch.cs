namespace MlGates.Data;

/// <summary>
/// A block of rows, column by column. Every batch but the last holds <see cref="Size"/> rows, or fewer where the text is very large; where
/// a batch ends depends on the content alone, so results do not depend on buffers or threads.
/// </summary>
public sealed class RowBatch
{
    /// <summary>Rows in a full batch.</summary>
    public const int Size = 8192;

    private readonly int[] _lines = new int[Size];

    /// <summary>Creates an empty batch.</summary>
    public RowBatch(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Columns = new ColumnBatch[columns];
        for (var i = 0; i < columns; i++)
        {
            Columns[i] = new ColumnBatch();
        }
    }

    /// <summary>The columns, in the order of the source.</summary>
    public ColumnBatch[] Columns { get; }

    /// <summary>Place of the first row in the source, 0 for the source's first row.</summary>
    public long FirstRow { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The line of the file where a row begins, 1 for the first line; 0 when the source has no lines.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>Removes all rows; columns keep their encoding until they are reset.</summary>
    public void Clear(long firstRow)
    {
        FirstRow = firstRow;
        Count = 0;
        foreach (var column in Columns)
        {
            column.Clear();
        }
    }

    /// <summary>Ends a row, to which every column must have added one value.</summary>
    public void EndRow(int line = 0) => _lines[Count++] = line;

    /// <summary>Ends many rows at once, for sources without lines that fill column by column.</summary>
    public void EndRows(int count)
    {
        _lines.AsSpan(Count, count).Clear();
        Count += count;
    }
}
