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
    private ulong[] keys = new ulong[64];
    private long[] counts = new long[64];
    private int cells;
    private int shift;
    private long negativeInfinity;
    private long positiveInfinity;
    private double min = double.NaN;
    private double max = double.NaN;

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
            AddKey((other.Keys[i] << other.Shift) >> shift, other.Counts[i]);
        }

        negativeInfinity += other.NegativeInfinity;
        positiveInfinity += other.PositiveInfinity;
        Widen(other.Min, other.Max);
    }

    /// <summary>The histogram of everything counted so far. O(cells log cells).</summary>
    public ValueHistogram ToHistogram()
    {
        var sortedKeys = new ulong[cells];
        var sortedCounts = new long[cells];
        var n = 0;
        for (var slot = 0; slot < counts.Length; slot++)
        {
            if (counts[slot] != 0)
            {
                sortedKeys[n] = keys[slot];
                sortedCounts[n++] = counts[slot];
            }
        }

        Array.Sort(sortedKeys, sortedCounts);
        return new ValueHistogram(shift, sortedKeys, sortedCounts, negativeInfinity, positiveInfinity, min, max);
    }

    private void Add(double value, long count)
    {
        if (double.IsFinite(value))
        {
            AddKey(OrderedBits.From(value) >> shift, count);
            Widen(value, value);
        }
        else if (value > 0)
        {
            positiveInfinity += count;
        }
        else if (value < 0)
        {
            negativeInfinity += count;
        }
    }

    private void Widen(double low, double high)
    {
        // Written so that NaN, the range of no value, gives way. Adding 0.0 makes a negative zero positive.
        min = min <= low ? min : double.IsNaN(low) ? min : low + 0.0;
        max = max >= high ? max : double.IsNaN(high) ? max : high + 0.0;
    }

    private void AddKey(ulong key, long count)
    {
        while (true)
        {
            var slot = Find(key);
            if (counts[slot] != 0)
            {
                counts[slot] += count;
                return;
            }

            if (cells < MaxCells)
            {
                if (2 * cells == counts.Length)
                {
                    Grow();
                    slot = Find(key);
                }

                keys[slot] = key;
                counts[slot] = count;
                cells++;
                return;
            }

            CoarsenTo(shift + 1);
            key >>= 1;
        }
    }

    // A free slot has a count of 0.
    private int Find(ulong key)
    {
        var mask = counts.Length - 1;
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 32) & mask;
        while (counts[slot] != 0 && keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (oldKeys, oldCounts) = (keys, counts);
        keys = new ulong[4 * oldKeys.Length];
        counts = new long[keys.Length];
        for (var i = 0; i < oldCounts.Length; i++)
        {
            if (oldCounts[i] != 0)
            {
                var slot = Find(oldKeys[i]);
                (keys[slot], counts[slot]) = (oldKeys[i], oldCounts[i]);
            }
        }
    }

    private void CoarsenTo(int newShift)
    {
        if (newShift <= shift)
        {
            return;
        }

        var old = ToHistogram();
        Array.Clear(counts);
        cells = 0;
        var drop = newShift - shift;
        shift = newShift;
        for (var i = 0; i < old.Cells; i++)
        {
            AddKey(old.Keys[i] >> drop, old.Counts[i]);
        }
    }
}
