namespace MlGates.Statistics;

/// <summary>
/// Builds a <see cref="WeightedHistogram"/>: sums of weights on the grid of <see cref="ValueHistogramState"/>, mergeable. The grid depends only on the set of
/// values; the sums are exact for whole weights below 2^53 in all, else up to rounding in the order of merging. At most 128 KiB. Not safe for concurrent use.
/// </summary>
public sealed class WeightedHistogramState
{
    private readonly GridCells<double> _cells = new();
    private double _min = double.NaN;
    private double _max = double.NaN;

    /// <summary>Adds a batch; NaN and infinities are left out. Expected O(n), no allocation once the table has grown.</summary>
    /// <param name="values">Any numbers.</param>
    /// <param name="weights">One for each value; finite and at least 0, else nothing is added and an <see cref="ArgumentException"/> tells which. Values without weight do not count.</param>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Weight.Check(values.Length, weights);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]) && weights[i] > 0)
            {
                _cells.Add(OrderedBits.From(values[i]), weights[i]);
                Widen(values[i], values[i]);
            }
        }
    }

    /// <summary>Adds what another state has seen. Expected O(cells).</summary>
    public void Merge(WeightedHistogramState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _cells.Merge(other._cells);
        Widen(other._min, other._max);
    }

    /// <summary>Forgets everything: the state is as new, but keeps its memory.</summary>
    public void Clear()
    {
        _cells.Clear(0);
        (_min, _max) = (double.NaN, double.NaN);
    }

    /// <summary>The histogram of everything added so far. O(cells log cells).</summary>
    public WeightedHistogram ToHistogram()
    {
        _cells.CopySorted(out var keys, out var weights);
        return new WeightedHistogram(_cells.Shift, keys, weights, _min, _max);
    }

    private void Widen(double low, double high)
    {
        _min = _min <= low ? _min : double.IsNaN(low) ? _min : low + 0.0;
        _max = _max >= high ? _max : double.IsNaN(high) ? _max : high + 0.0;
    }

    internal void Write(StateWriter writer)
    {
        _cells.Write(writer);
        writer.Double(_min);
        writer.Double(_max);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        _cells.Read(ref reader);
        (_min, _max) = reader.Range(_cells.Count > 0);
    }
}
