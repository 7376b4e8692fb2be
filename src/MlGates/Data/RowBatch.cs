namespace MlGates.Data;

/// <summary>
/// Some rows, column by column. A block's batches hold <see cref="Size"/> rows, or fewer where rows are very large; where a batch ends depends on
/// the content alone, so results do not depend on buffers or threads.
/// </summary>
public sealed class RowBatch
{
    /// <summary>Rows in a full batch of a table with few columns, and the most that any batch holds.</summary>
    public const int Size = 8192;

    private const int MostCells = 1 << 20;
    private const int Least = 16;

    private int[] _lines;

    /// <summary>Creates an empty batch.</summary>
    public RowBatch(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Capacity = Math.Clamp(MostCells / Math.Max(columns, 1), Least, Size);
        _lines = new int[Capacity];
        Columns = new ColumnBatch[columns];
        for (var i = 0; i < columns; i++)
        {
            Columns[i] = new ColumnBatch(Capacity);
        }
    }

    /// <summary>Rows this batch takes: <see cref="Size"/>, fewer for a wide table.</summary>
    public int Capacity { get; }

    /// <summary>The columns, in the order of the source.</summary>
    public ColumnBatch[] Columns { get; private set; }

    /// <summary>Place of the first row: in its block when read from a <see cref="RowBlock"/>, in the source when read from a <see cref="BatchReader"/>. 0 is the first.</summary>
    public long FirstRow { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The line of the file where a row begins, 1 for the first line; 0 when the source has no lines.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>The source the rows come from, when that is one of several put together.</summary>
    internal DataSource? Origin { get; set; }

    /// <summary>Puts the columns into another order until <see cref="Restore"/>.</summary>
    /// <param name="order">For each place the place of its column now.</param>
    /// <returns>The columns in their own order.</returns>
    internal ColumnBatch[] Arrange(int[] order)
    {
        var before = Columns;
        Columns = Array.ConvertAll(order, o => before[o]);
        return before;
    }

    /// <summary>Puts the columns back, those that were exchanged meanwhile too.</summary>
    internal void Restore(int[] order, ColumnBatch[] columns)
    {
        for (var i = 0; i < order.Length; i++)
        {
            columns[order[i]] = Columns[i];
        }

        Columns = columns;
    }

    /// <summary>Adds the rows before the block to <see cref="FirstRow"/>.</summary>
    internal void StartAt(long blockStart) => FirstRow += blockStart;

    /// <summary>Makes an empty batch take rows of another one's shape.</summary>
    internal void Begin(RowBatch from)
    {
        Origin = from.Origin;
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i].Reset(from.Columns[i].Encoding, from.Columns[i].IsList);
        }
    }

    /// <summary>Whether there is room for a row of another batch, and its columns are stored alike.</summary>
    internal bool Takes(RowBatch from)
    {
        var fits = Count < Capacity && Origin == from.Origin;
        for (var i = 0; i < Columns.Length && fits; i++)
        {
            fits = Columns[i].Encoding == from.Columns[i].Encoding && Columns[i].IsList == from.Columns[i].IsList;
        }

        return fits;
    }

    /// <summary>Adds copies of rows of another batch, which need not stay as it is.</summary>
    /// <param name="from">A batch that this one <see cref="Takes"/>.</param>
    /// <param name="rows">Its rows to take.</param>
    internal void Append(RowBatch from, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i].Append(from.Columns[i], rows);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _lines[Count + i] = from._lines[rows[i]];
        }

        Count += rows.Length;
    }

    /// <summary>Exchanges the content of two batches of the same shape.</summary>
    internal void Exchange(RowBatch other)
    {
        (Columns, other.Columns) = (other.Columns, Columns);
        (_lines, other._lines) = (other._lines, _lines);
        (FirstRow, other.FirstRow) = (other.FirstRow, FirstRow);
        (Count, other.Count) = (other.Count, Count);
    }

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

    /// <summary>Ends many rows at once.</summary>
    /// <param name="lines">The line of each.</param>
    internal void EndRows(ReadOnlySpan<int> lines)
    {
        lines.CopyTo(_lines.AsSpan(Count));
        Count += lines.Length;
    }
}
