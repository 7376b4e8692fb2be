namespace MlGates.Statistics;

/// <summary>
/// Builds a <see cref="ValueHistogram"/> value by value, mergeable: integer counts on a grid that depends only on the set of values, so the
/// result is the same whatever the order, the blocks and the threads. At most <see cref="MaxCells"/> cells, 256 KiB; less for few values.
/// Not safe for concurrent use.
/// </summary>
/// <remarks>
/// The grid is made of prefixes of the numbers' IEEE 754 bits, turned so that their order is that of the numbers. It starts at all 64 bits,
/// which keeps every value apart, and drops the last bit whenever there are too many cells. The final width is the finest that fits, which a
/// set of values has only one of.
/// </remarks>
public sealed class ValueHistogramState
{
    /// <summary>The largest number of cells.</summary>
    public const int MaxCells = 4096;

    // At least twice the cells, so that probes stay short; few values take little memory.
    private ulong[] _keys = new ulong[64];
    private long[] _counts = new long[64];
    private int _cells;
    private int _shift;
    private long _negativeInfinity;
    private long _positiveInfinity;
    private double _min = double.NaN;
    private double _max = double.NaN;

    /// <summary>Counts a batch; NaN is left out. Expected O(n).</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Add(value, 1);
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(ValueHistogramState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Merge(other.ToHistogram());
    }

    /// <summary>Adds a histogram.</summary>
    public void Merge(ValueHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CoarsenTo(other.Shift);
        for (var i = 0; i < other.Cells; i++)
        {
            AddKey((other.Keys[i] << other.Shift) >> _shift, other.Counts[i]);
        }

        _negativeInfinity += other.NegativeInfinity;
        _positiveInfinity += other.PositiveInfinity;
        Widen(other.Min, other.Max);
    }

    /// <summary>The histogram of everything counted so far. O(cells log cells).</summary>
    public ValueHistogram ToHistogram()
    {
        var sortedKeys = new ulong[_cells];
        var sortedCounts = new long[_cells];
        var n = 0;
        for (var slot = 0; slot < _counts.Length; slot++)
        {
            if (_counts[slot] != 0)
            {
                sortedKeys[n] = _keys[slot];
                sortedCounts[n++] = _counts[slot];
            }
        }

        Array.Sort(sortedKeys, sortedCounts);
        return new ValueHistogram(_shift, sortedKeys, sortedCounts, _negativeInfinity, _positiveInfinity, _min, _max);
    }

    private void Add(double value, long count)
    {
        if (double.IsFinite(value))
        {
            AddKey(OrderedBits.From(value) >> _shift, count);
            Widen(value, value);
        }
        else if (value > 0)
        {
            _positiveInfinity += count;
        }
        else if (value < 0)
        {
            _negativeInfinity += count;
        }
    }

    private void Widen(double low, double high)
    {
        // Written so that NaN, the range of no value, gives way. Adding 0.0 makes a negative zero positive.
        _min = _min <= low ? _min : double.IsNaN(low) ? _min : low + 0.0;
        _max = _max >= high ? _max : double.IsNaN(high) ? _max : high + 0.0;
    }

    private void AddKey(ulong key, long count)
    {
        while (true)
        {
            var slot = Find(key);
            if (_counts[slot] != 0)
            {
                _counts[slot] += count;
                return;
            }

            if (_cells < MaxCells)
            {
                if (2 * _cells == _counts.Length)
                {
                    Grow();
                    slot = Find(key);
                }

                _keys[slot] = key;
                _counts[slot] = count;
                _cells++;
                return;
            }

            CoarsenTo(_shift + 1);
            key >>= 1;
        }
    }

    // A free slot has a count of 0.
    private int Find(ulong key)
    {
        var mask = _counts.Length - 1;
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 32) & mask;
        while (_counts[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (oldKeys, oldCounts) = (_keys, _counts);
        _keys = new ulong[4 * oldKeys.Length];
        _counts = new long[_keys.Length];
        for (var i = 0; i < oldCounts.Length; i++)
        {
            if (oldCounts[i] != 0)
            {
                var slot = Find(oldKeys[i]);
                (_keys[slot], _counts[slot]) = (oldKeys[i], oldCounts[i]);
            }
        }
    }

    private void CoarsenTo(int newShift)
    {
        if (newShift <= _shift)
        {
            return;
        }

        var old = ToHistogram();
        Array.Clear(_counts);
        _cells = 0;
        var drop = newShift - _shift;
        _shift = newShift;
        for (var i = 0; i < old.Cells; i++)
        {
            AddKey(old.Keys[i] >> drop, old.Counts[i]);
        }
    }
}
