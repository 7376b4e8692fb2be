namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class CrossTableState
{
    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Count(Skipped);
        writer.Flag(Overflowed);
        if (Overflowed)
        {
            return;
        }

        _rows.Write(writer);
        _columns.Write(writer);
        // Where a cell stands in the map depends on how the map grew, its place in this order on the table alone.
        var order = new int[_cells];
        var n = 0;
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if (_keys[slot] >= 0)
            {
                order[n++] = slot;
            }
        }

        Array.Sort(order, (a, b) => _keys[a].CompareTo(_keys[b]));
        writer.Count(order.Length);
        foreach (var slot in order)
        {
            writer.Count(_keys[slot] >> 32);
            writer.Count((int)_keys[slot]);
            writer.Count(_counts[slot]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same limits.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="rows">The most pairs there can be.</param>
    internal void Read(ref StateReader reader, long rows)
    {
        (Count, Skipped) = (reader.Count(rows), reader.Count(rows));
        StateReader.Check(Count + Skipped <= rows, "there are more pairs than rows");
        Overflowed = reader.Flag();
        if (Overflowed)
        {
            return;
        }

        _rows.Read(ref reader);
        _columns.Read(ref reader);
        var rowLeft = Counts(_rows);
        var columnLeft = Counts(_columns);
        var cells = reader.Length(_maxCells, 3);
        var last = -1L;
        for (var i = 0; i < cells; i++)
        {
            var (row, column, count) = ((int)reader.Count(MaxValues), (int)reader.Count(MaxValues), reader.Count(Count));
            var key = ((long)row << 32) | (uint)column;
            StateReader.Check(row < rowLeft.Length && column < columnLeft.Length && key > last && count > 0, "a table's cells are not of its texts, or not in their order");
            last = key;
            rowLeft[row] -= count;
            columnLeft[column] -= count;
            AddCell(row, column, count);
        }

        StateReader.Check(_rows.IsComplete && _columns.IsComplete && !rowLeft.AsSpan().ContainsAnyExcept(0) && !columnLeft.AsSpan().ContainsAnyExcept(0), "a table's cells contradict its texts");
    }

    private static long[] Counts(TextTable table)
    {
        var counts = new long[table.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = table.CountAt(i);
        }

        return counts;
    }
}
