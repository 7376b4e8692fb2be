namespace MlGates.Statistics;

/// <summary>
/// Builds a <see cref="ValueHistogram"/> value by value, mergeable: integer counts on a grid that depends only on the set of values, so the
/// result is the same whatever the order, the blocks and the threads. At most <see cref="MaxCells"/> cells, 128 KiB; less for few values.
/// Not safe for concurrent use.
/// </summary>
/// <remarks>
/// The grid is made of prefixes of the numbers' IEEE 754 bits, turned so that their order is that of the numbers. It starts at all 64 bits,
/// which keeps every value apart, and drops the last bits whenever there are too many cells. The final width is the finest that fits, which a
/// set of values has only one of. Far outliers use up cells, so that most values may share one: <see cref="ValueHistogram.LargestCell"/> tells.
/// </remarks>
public sealed class ValueHistogramState
{
    /// <summary>The largest number of cells.</summary>
    public const int MaxCells = GridCells<long>.Max;

    private readonly GridCells<long> _cells = new();
    private long _zeros;
    private long _negativeInfinity;
    private long _positiveInfinity;
    private double _min = double.NaN;
    private double _max = double.NaN;

    /// <summary>Counts a batch; NaN is left out. Expected O(n), no allocation but while the table grows or its cells widen.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, MomentKernel.Chunk)];
            values = values[part.Length..];
            var scan = MomentKernel.Scan(part);
            if (scan.Count == part.Length)
            {
                AddFinite(part, scan);
            }
            else
            {
                AddAny(part, scan);
            }
        }
    }

    /// <summary>Counts a value that occurs several times; NaN is left out. Expected O(1).</summary>
    /// <param name="value">Any number.</param>
    /// <param name="count">At least 0.</param>
    public void Add(double value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0 || double.IsNaN(value))
        {
            return;
        }

        if (double.IsFinite(value))
        {
            _cells.Add(OrderedBits.From(value), count);
            _zeros += value == 0 ? count : 0;
            Widen(value, value);
        }
        else
        {
            _positiveInfinity += value > 0 ? count : 0;
            _negativeInfinity += value < 0 ? count : 0;
        }
    }

    /// <summary>Adds what another state has seen. Expected O(cells).</summary>
    public void Merge(ValueHistogramState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _cells.Merge(other._cells);
        _zeros += other._zeros;
        _negativeInfinity += other._negativeInfinity;
        _positiveInfinity += other._positiveInfinity;
        Widen(other._min, other._max);
    }

    /// <summary>Adds a histogram. Expected O(cells).</summary>
    public void Merge(ValueHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _cells.Coarsen(other.Shift);
        for (var i = 0; i < other.Cells; i++)
        {
            _cells.Add(other.Keys[i] << other.Shift, other.Counts[i]);
        }

        _zeros += other.Zeros;
        _negativeInfinity += other.NegativeInfinity;
        _positiveInfinity += other.PositiveInfinity;
        Widen(other.Min, other.Max);
    }

    /// <summary>The histogram of everything counted so far. O(cells log cells).</summary>
    public ValueHistogram ToHistogram()
    {
        _cells.CopySorted(out var keys, out var counts);
        return new ValueHistogram(_cells.Shift, keys, counts, _zeros, _negativeInfinity, _positiveInfinity, _min, _max);
    }

    /// <summary>Forgets everything: the state is as new, but keeps its memory.</summary>
    public void Clear() => Clear(0);

    /// <summary>
    /// Forgets everything and starts on the grid that <paramref name="whole"/> has reached, for values that will be merged into it. The result
    /// of that merge is the same as from a new state, since a grid never becomes finer, and comes sooner: the grid need not be found again.
    /// </summary>
    public void Clear(ValueHistogramState whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        Clear(whole._cells.Shift);
    }

    private void Clear(int shift)
    {
        _cells.Clear(shift);
        (_zeros, _negativeInfinity, _positiveInfinity) = (0, 0, 0);
        (_min, _max) = (double.NaN, double.NaN);
    }

    /// <summary>
    /// Starts a new state on the grid that some values will need, which are added next. The result is the same as without, and comes sooner: a grid that
    /// fits need not be found step by step.
    /// </summary>
    internal void Begin(ReadOnlySpan<double> values) => _cells.Begin(values);

    /// <summary>Adds finite values that were scanned already.</summary>
    internal void AddFinite(ReadOnlySpan<double> values, in MomentScan scan)
    {
        _cells.AddEach(values);
        _zeros += scan.Zeros;
        Widen(scan.Min, scan.Max);
    }

    /// <summary>Adds what a scan counted beside the finite values.</summary>
    internal void AddNonFinite(in MomentScan scan)
    {
        _negativeInfinity += scan.NegativeInfinity;
        _positiveInfinity += scan.PositiveInfinity;
    }

    private void AddAny(ReadOnlySpan<double> values, in MomentScan scan)
    {
        Span<double> finite = stackalloc double[MomentKernel.Chunk];
        AddNonFinite(scan);
        if (scan.Count > 0)
        {
            AddFinite(finite[..MomentKernel.KeepFinite(values, finite)], scan);
        }
    }

    private void Widen(double low, double high)
    {
        // Written so that NaN, the range of no value, gives way. Adding 0.0 makes a negative zero positive.
        _min = _min <= low ? _min : double.IsNaN(low) ? _min : low + 0.0;
        _max = _max >= high ? _max : double.IsNaN(high) ? _max : high + 0.0;
    }

    internal void Write(StateWriter writer)
    {
        _cells.Write(writer);
        writer.Count(_zeros);
        writer.Count(_negativeInfinity);
        writer.Count(_positiveInfinity);
        writer.Double(_min);
        writer.Double(_max);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    /// <returns>The number of finite values.</returns>
    internal long Read(ref StateReader reader)
    {
        var finite = _cells.Read(ref reader);
        StateReader.Check(finite <= StateReader.MostCount, "a count is out of range");
        _zeros = reader.Count(finite);
        (_negativeInfinity, _positiveInfinity) = (reader.Count(), reader.Count());
        (_min, _max) = reader.Range(_cells.Count > 0);
        return finite;
    }
}
