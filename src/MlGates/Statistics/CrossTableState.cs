namespace MlGates.Statistics;

/// <summary>
/// How often each pair of two columns' texts occurs, mergeable. Once a column has more than <see cref="MaxValues"/> texts, or texts of
/// more bytes than allowed, or there are more pairs than allowed, the counts are given up for good. All of that depends only on the set of pairs, so order and grouping never
/// matter. Not safe for concurrent use.
/// </summary>
public sealed partial class CrossTableState
{
    /// <summary>The largest number of distinct texts of a column.</summary>
    public const int MaxValues = 1_000;

    /// <summary>The default of the largest number of distinct pairs.</summary>
    public const int MaxCells = 100_000;

    private const int Chunk = 256;

    private readonly TextTable _rows;
    private readonly TextTable _columns;
    private readonly int _maxCells;

    // The cell of each pair of entries, row by row in one map; a free slot has the key −1.
    private long[] _keys = NewKeys(64);
    private long[] _counts = new long[64];
    private int _cells;

    /// <summary>Creates an empty state.</summary>
    /// <param name="maxCells">The largest number of distinct pairs, at least 1.</param>
    /// <param name="maxBytes">The largest total length of a column's distinct texts in bytes, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is too small.</exception>
    public CrossTableState(int maxCells = MaxCells, int maxBytes = TextTable.DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCells, 1);
        _rows = new TextTable(MaxValues, maxBytes);
        _columns = new TextTable(MaxValues, maxBytes);
        _maxCells = maxCells;
    }

    /// <summary>Number of pairs added, whether or not they were kept.</summary>
    public long Count { get; private set; }

    /// <summary>Number of rows left out because a side was missing.</summary>
    public long Skipped { get; private set; }

    /// <summary>Whether there were too many texts or pairs to count.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Adds a pair.</summary>
    /// <param name="row">The first column's text.</param>
    /// <param name="column">The second column's text.</param>
    /// <param name="count">How often, at least 0.</param>
    public void Add(ReadOnlySpan<byte> row, ReadOnlySpan<byte> column, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count += count;
        if (!Overflowed && count > 0)
        {
            AddCell(_rows.Add(row, count), _columns.Add(column, count), count);
        }
    }

    /// <summary>Adds the rows of a batch; rows in which either side is missing are left out. O(rows).</summary>
    /// <param name="rows">The first column's texts: what they stand in, and each row's start and length.</param>
    /// <param name="columns">The second column's texts.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public void Add(TextSlices rows, TextSlices columns)
    {
        if (rows.Count != columns.Count)
        {
            throw new ArgumentException("Both columns must have equally many rows.", nameof(columns));
        }

        Span<int> a = stackalloc int[Chunk];
        Span<int> b = stackalloc int[Chunk];
        Span<bool> missing = stackalloc bool[Chunk];
        for (var from = 0; from < rows.Count; from += Chunk)
        {
            var n = Math.Min(Chunk, rows.Count - from);
            var present = n;
            for (var i = 0; i < n; i++)
            {
                missing[i] = rows.IsMissing(from + i) || columns.IsMissing(from + i);
                present -= missing[i] ? 1 : 0;
            }

            Count += present;
            Skipped += n - present;
            if (Overflowed)
            {
                continue;
            }

            _rows.Add(rows.Buffer, rows.Starts.Slice(from, n), rows.Lengths.Slice(from, n), missing[..n], a[..n]);
            _columns.Add(columns.Buffer, columns.Starts.Slice(from, n), columns.Lengths.Slice(from, n), missing[..n], b[..n]);
            for (var i = 0; i < n && !Overflowed; i++)
            {
                if (!missing[i])
                {
                    AddCell(a[i], b[i], 1);
                }
            }
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    /// <exception cref="ArgumentException">The states have different limits.</exception>
    public void Merge(CrossTableState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._maxCells != _maxCells || other._rows.MaxBytes != _rows.MaxBytes)
        {
            throw new ArgumentException(
                $"Tables of at most {_maxCells} pairs and {_rows.MaxBytes} bytes and of {other._maxCells} and {other._rows.MaxBytes} can not be merged.", nameof(other));
        }

        Count += other.Count;
        Skipped += other.Skipped;
        if (other.Overflowed)
        {
            Overflow();
        }

        if (Overflowed)
        {
            return;
        }

        var (otherKeys, otherCounts) = ReferenceEquals(other, this) ? ((long[])other._keys.Clone(), (long[])other._counts.Clone()) : (other._keys, other._counts);
        var rowMap = new int[other._rows.Count];
        var columnMap = new int[other._columns.Count];
        _rows.Merge(other._rows, rowMap);
        _columns.Merge(other._columns, columnMap);
        for (var i = 0; i < otherKeys.Length && !Overflowed; i++)
        {
            if (otherKeys[i] >= 0)
            {
                AddCell(rowMap[(int)(otherKeys[i] >> 32)], columnMap[(int)otherKeys[i]], otherCounts[i]);
            }
        }
    }

    /// <summary>The table, its rows and columns in ordinal order; null when <see cref="Overflowed"/>.</summary>
    public CrossTable? ToTable()
    {
        if (Overflowed)
        {
            return null;
        }

        var rowPlaces = Places(_rows, out var rowTexts);
        var columnPlaces = Places(_columns, out var columnTexts);
        var cells = new List<CrossCell>(_cells);
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] >= 0)
            {
                cells.Add(new CrossCell(rowPlaces[(int)(_keys[i] >> 32)], columnPlaces[(int)_keys[i]], _counts[i]));
            }
        }

        return new CrossTable(cells) { Rows = rowTexts, Columns = columnTexts };
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    public void Clear()
    {
        (Count, Skipped, Overflowed) = (0, 0, false);
        Forget();
    }

    private static long[] NewKeys(int length)
    {
        var keys = new long[length];
        Array.Fill(keys, -1);
        return keys;
    }

    private static int[] Places(TextTable table, out ReadOnlyMemory<byte>[] texts)
    {
        var order = new int[table.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => table.TextAt(a).SequenceCompareTo(table.TextAt(b)));
        var places = new int[order.Length];
        texts = new ReadOnlyMemory<byte>[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
            texts[i] = table.TextAt(order[i]).ToArray();
        }

        return places;
    }

    private void AddCell(int row, int column, long count)
    {
        if (row < 0 || column < 0)
        {
            Overflow();
            return;
        }

        var key = ((long)row << 32) | (uint)column;
        var slot = Find(key);
        if (_keys[slot] < 0)
        {
            if (_cells == _maxCells)
            {
                Overflow();
                return;
            }

            if (2 * ++_cells > _keys.Length)
            {
                Grow();
                slot = Find(key);
            }

            _keys[slot] = key;
        }

        _counts[slot] += count;
    }

    private int Find(long key)
    {
        var mask = _keys.Length - 1;
        var slot = (int)(((ulong)key * 0x9E37_79B9_7F4A_7C15) >> 32) & mask;
        while (_keys[slot] >= 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (keys, counts) = (_keys, _counts);
        _keys = NewKeys(4 * keys.Length);
        _counts = new long[_keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] >= 0)
            {
                var slot = Find(keys[i]);
                (_keys[slot], _counts[slot]) = (keys[i], counts[i]);
            }
        }
    }

    private void Overflow()
    {
        Overflowed = true;
        Forget();
    }

    private void Forget()
    {
        _rows.Clear();
        _columns.Clear();
        Array.Fill(_keys, -1);
        Array.Clear(_counts);
        _cells = 0;
    }
}
