namespace MlGates.Data;

/// <summary>The rows of least hash among those added, in any order, copied into batches of their own. Memory: twice the rows wanted and a batch.</summary>
internal sealed class BatchSample
{
    private readonly int _columns;
    private readonly int _rows;
    private readonly ulong _seed;
    private readonly List<Place> _places = [];
    private readonly int[] _taken = new int[RowBatch.Size];
    private List<RowBatch> _batches = [];
    private ulong _limit = ulong.MaxValue;

    /// <param name="columns">Number of columns.</param>
    /// <param name="rows">Rows to draw, at least 1.</param>
    /// <param name="seed">Chooses them.</param>
    internal BatchSample(int columns, int rows, ulong seed) => (_columns, _rows, _seed) = (columns, rows, seed);

    /// <summary>Adds the rows of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="block">Number of blocks before its own.</param>
    internal void Add(RowBatch batch, long block)
    {
        var seed = Mix(_seed ^ Mix((ulong)block));
        var n = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            var hash = Mix(seed + (ulong)(batch.FirstRow + row));
            if (hash <= _limit)
            {
                _places.Add(new Place(hash, block, batch.FirstRow + row));
                _taken[n++] = row;
            }
        }

        Copy(batch, _taken.AsSpan(0, n), _batches);
        if (_places.Count > 2L * _rows)
        {
            Trim();
        }
    }

    /// <summary>The rows drawn, in the order of blocks and places.</summary>
    internal List<RowBatch> ToBatches()
    {
        Trim();
        var order = new int[_places.Count];
        var ordered = true;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            ordered &= i == 0 || ByPlace(_places[i - 1], _places[i]) < 0;
        }

        if (ordered)
        {
            return _batches;
        }

        Array.Sort(order, (a, b) => ByPlace(_places[a], _places[b]));
        var starts = new int[_batches.Count + 1];
        for (var i = 0; i < _batches.Count; i++)
        {
            starts[i + 1] = starts[i] + _batches[i].Count;
        }

        var sorted = new List<RowBatch>();
        for (var from = 0; from < order.Length;)
        {
            var batch = Array.BinarySearch(starts, order[from]) is var at && at >= 0 ? at : ~at - 1;
            var n = 0;
            for (; from < order.Length && order[from] >= starts[batch] && order[from] < starts[batch + 1]; from++)
            {
                _taken[n++] = order[from] - starts[batch];
            }

            Copy(_batches[batch], _taken.AsSpan(0, n), sorted);
        }

        return _batches = sorted;
    }

    // The larger half goes.
    private void Trim()
    {
        if (_places.Count <= _rows)
        {
            return;
        }

        var sorted = _places.ToArray();
        Array.Sort(sorted);
        var last = sorted[_rows - 1];
        _limit = last.Hash;
        var kept = new List<RowBatch>();
        var (at, left) = (0, 0);
        foreach (var batch in _batches)
        {
            var n = 0;
            for (var row = 0; row < batch.Count; row++, at++)
            {
                if (_places[at].CompareTo(last) <= 0)
                {
                    _taken[n++] = row;
                    _places[left++] = _places[at];
                }
            }

            Copy(batch, _taken.AsSpan(0, n), kept);
        }

        _places.RemoveRange(left, _places.Count - left);
        _batches = kept;
    }

    private void Copy(RowBatch from, ReadOnlySpan<int> rows, List<RowBatch> to)
    {
        while (!rows.IsEmpty)
        {
            if (to.Count == 0 || !to[^1].Takes(from))
            {
                to.Add(new RowBatch(_columns));
                to[^1].Begin(from);
            }

            var batch = to[^1];
            var n = Math.Min(rows.Length, batch.Capacity - batch.Count);
            batch.Append(from, rows[..n]);
            rows = rows[n..];
        }
    }

    // Finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    private static ulong Mix(ulong x)
    {
        x += 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }

    private static int ByPlace(Place a, Place b) => a.Block != b.Block ? a.Block.CompareTo(b.Block) : a.Row.CompareTo(b.Row);

    // Of equal hashes the earlier row comes first, whichever was added first.
    private readonly record struct Place(ulong Hash, long Block, long Row) : IComparable<Place>
    {
        public int CompareTo(Place other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : ByPlace(this, other);
    }
}
