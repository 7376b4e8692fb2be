using System.Globalization;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>The states of the slices that one <see cref="SliceBy"/> makes, in some consecutive rows; mergeable like <see cref="ColumnState"/>.</summary>
internal sealed partial class SliceState
{
    /// <summary>The largest number of slices; each takes as much memory as a profile of its own.</summary>
    internal const int MostSlices = 1000;

    private readonly SliceBy _by;
    private readonly string _source;
    private readonly SliceKey _key;
    private readonly Func<ColumnState[]> _newColumns;
    private readonly TextTable _keys = new(MostSlices);
    private readonly List<ColumnState[]> _states = [];
    private int[] _entries = [];
    private int[] _rows = [];
    private double[] _weights = [];
    private readonly int[] _starts = new int[MostSlices + 1];
    private RowBatch? _part;
    private long _before;

    /// <param name="by">What rows are grouped by.</param>
    /// <param name="source">The source, for messages and for how text is read.</param>
    /// <param name="places">The places of the columns in a batch.</param>
    /// <param name="edges">Inner edges of the columns that are cut into parts; null for the others.</param>
    /// <param name="newColumns">Makes a slice's states.</param>
    internal SliceState(SliceBy by, DataSource source, int[] places, double[]?[] edges, Func<ColumnState[]> newColumns)
    {
        _by = by;
        _source = source.Name;
        _key = new SliceKey(by, source, places, edges);
        _newColumns = newColumns;
    }

    /// <summary>Says about how many rows come before those that will be added, so that slices of different blocks draw different bits; to a new state.</summary>
    internal void Begin(long before) => _before = before;

    /// <summary>Finds which rows of a batch are in which slice; then <see cref="Add"/> for each column.</summary>
    /// <exception cref="InputException">There are too many slices, or a column to slice by holds lists.</exception>
    internal void Group(RowBatch batch, ReadOnlySpan<double> weights)
    {
        if (_entries.Length < batch.Count)
        {
            _entries = new int[batch.Capacity];
            _rows = new int[batch.Capacity];
            _weights = weights.IsEmpty ? [] : new double[batch.Capacity];
        }

        _key.Check(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            _entries[row] = EntryOf(_key.Of(batch, row), 1);
        }

        Group(batch.Count);
        for (var i = 0; i < weights.Length; i++)
        {
            _weights[i] = weights[_rows[i]];
        }

        _part ??= new RowBatch(batch.Columns.Length);
    }

    /// <summary>Adds a column of the batch that was grouped last. Different columns may be added at the same time.</summary>
    internal void Add(RowBatch batch, int column, ColumnScratch scratch)
    {
        var part = _part!.Columns[column];
        for (var slice = 0; slice < _keys.Count; slice++)
        {
            var (start, end) = (_starts[slice], _starts[slice + 1]);
            if (start < end)
            {
                part.CopyRows(batch.Columns[column], _rows.AsSpan(start, end - start));
                // Nothing here is refused that the column of all rows has not refused before, so no row is looked up in the batch.
                _states[slice][column].Add(batch, part, _weights.Length == 0 ? default : _weights.AsSpan(start, end - start), scratch);
            }
        }
    }

    /// <param name="later">The state of later rows.</param>
    /// <param name="places">The place there of each column; null where they are the same.</param>
    internal void Merge(SliceState later, int[]? places = null)
    {
        for (var i = 0; i < later._keys.Count; i++)
        {
            var entry = EntryOf(later._keys.TextAt(i), later._keys.CountAt(i));
            for (var c = 0; c < _states[entry].Length; c++)
            {
                _states[entry][c].Merge(later._states[i][places?[c] ?? c]);
            }
        }
    }

    internal void Clear()
    {
        for (var i = 0; i < _keys.Count; i++)
        {
            foreach (var column in _states[i])
            {
                column.Clear(null);
            }
        }

        _keys.Clear();
        _before = 0;
    }

    /// <summary>The slices in ordinal order of their names.</summary>
    internal IEnumerable<SliceProfile> Finish(FinishScratch scratch) => Enumerable.Range(0, _keys.Count)
        .Select(i => new SliceProfile(_key.Name(_keys.TextAt(i)), _keys.CountAt(i), Sorted(Array.ConvertAll(_states[i], c => c.Finish(scratch)))))
        .OrderBy(s => s.Name, StringComparer.Ordinal);

    private static ColumnProfile[] Sorted(ColumnProfile[] columns)
    {
        Array.Sort(columns, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return columns;
    }

    private int EntryOf(ReadOnlySpan<byte> key, long count)
    {
        var known = _keys.Count;
        var entry = _keys.Add(key, count);
        if (entry < 0)
        {
            throw new InputException(RuleIds.Usage, string.Create(CultureInfo.InvariantCulture,
                $"'{_by}' cuts '{_source}' into more than {MostSlices} slices; slice by columns with fewer values, or by quantiles as in fare:4."));
        }

        if (entry == _states.Count)
        {
            _states.Add(_newColumns());
        }

        if (_keys.Count > known && _before > 0)
        {
            foreach (var column in _states[entry])
            {
                column.Begin(_before);
            }
        }

        return entry;
    }

    // A counting sort: rows of one slice next to one another, in their order.
    private void Group(int rows)
    {
        Array.Clear(_starts);
        for (var row = 0; row < rows; row++)
        {
            _starts[_entries[row] + 1]++;
        }

        for (var slice = 0; slice < MostSlices; slice++)
        {
            _starts[slice + 1] += _starts[slice];
        }

        for (var row = rows - 1; row >= 0; row--)
        {
            // Filled from behind, each slice's end moves to its start.
            _rows[--_starts[_entries[row] + 1]] = row;
        }

        Array.Copy(_starts, 1, _starts, 0, MostSlices);
        _starts[MostSlices] = rows;
    }
}
