namespace MlGates.Data;

/// <summary>The rows of least hash among those added, copied into batches of their own. Memory: twice the rows wanted and a batch.</summary>
internal sealed class BatchSample
{
    private readonly int _columns;
    private readonly int _rows;
    private readonly ulong _seed;
    private readonly List<ulong> _hashes = [];
    private readonly int[] _taken;
    private List<RowBatch> _batches = [];
    private ulong _limit = ulong.MaxValue;

    /// <param name="columns">Number of columns.</param>
    /// <param name="rows">Rows to draw, at least 1.</param>
    /// <param name="seed">Chooses them.</param>
    internal BatchSample(int columns, int rows, ulong seed)
    {
        (_columns, _rows, _seed) = (columns, rows, seed);
        _taken = new int[RowBatch.Size];
    }

    /// <summary>Adds the rows of a batch, after those of earlier places.</summary>
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
                _hashes.Add(hash);
                _taken[n++] = row;
            }
        }

        Copy(batch, _taken.AsSpan(0, n), _batches);
        if (_hashes.Count > 2L * _rows)
        {
            Trim();
        }
    }

    /// <summary>The rows drawn, in the order in which they were added.</summary>
    internal List<RowBatch> ToBatches()
    {
        Trim();
        return _batches;
    }

    // The larger half goes; of equal hashes the earlier rows stay.
    private void Trim()
    {
        if (_hashes.Count <= _rows)
        {
            return;
        }

        var sorted = _hashes.ToArray();
        Array.Sort(sorted);
        _limit = sorted[_rows - 1];
        var ties = _rows - Array.FindIndex(sorted, h => h == _limit);
        var kept = new List<RowBatch>();
        var (at, left) = (0, 0);
        foreach (var batch in _batches)
        {
            var n = 0;
            for (var row = 0; row < batch.Count; row++, at++)
            {
                var hash = _hashes[at];
                if (hash < _limit || (hash == _limit && ties-- > 0))
                {
                    _taken[n++] = row;
                    _hashes[left++] = hash;
                }
            }

            Copy(batch, _taken.AsSpan(0, n), kept);
        }

        _hashes.RemoveRange(left, _hashes.Count - left);
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
}
