namespace MlGates.Statistics;

/// <summary>
/// The distribution of a numeric column: counts in cells of the number line, exact values while there are at most
/// <see cref="ValueHistogramState.MaxCells"/> of them. Two histograms made apart always have a common grid, on which their counts are exact.
/// NaN is left out, infinities are counted apart. Immutable.
/// </summary>
public sealed class ValueHistogram
{
    private readonly ulong[] _keys;
    private readonly long[] _counts;

    internal ValueHistogram(int shift, ulong[] keys, long[] counts, long zeros, long negativeInfinity, long positiveInfinity, double min, double max)
    {
        Shift = shift;
        _keys = keys;
        _counts = counts;
        Zeros = zeros;
        NegativeInfinity = negativeInfinity;
        PositiveInfinity = positiveInfinity;
        Min = min;
        Max = max;
        foreach (var count in counts)
        {
            Finite += count;
        }
    }

    /// <summary>Leading bits that tell two values apart: 64 when every value has its own cell, 12 when only sign and binary exponent count.</summary>
    public int Resolution => 64 - Shift;

    /// <summary>Whether every cell holds one value.</summary>
    public bool IsExact => Shift == 0;

    /// <summary>Number of cells that hold a value.</summary>
    public int Cells => _keys.Length;

    /// <summary>Number of finite values.</summary>
    public long Finite { get; }

    /// <summary>Number of zeros, of either sign.</summary>
    public long Zeros { get; }

    /// <summary>
    /// Share of the finite values in the cell that holds most of them, zeros apart; 0 when <see cref="IsExact"/> or empty. What is read inside a
    /// cell is a guess, so a rank is known only to this share: 0.3 % for a normal distribution, up to 1 where far outliers use up the cells.
    /// </summary>
    public double LargestCell
    {
        get
        {
            if (IsExact || Finite == 0)
            {
                return 0;
            }

            long largest = 0;
            var zero = OrderedBits.From(0) >> Shift;
            for (var i = 0; i < _keys.Length; i++)
            {
                largest = Math.Max(largest, _counts[i] - (_keys[i] == zero ? Zeros : 0));
            }

            return largest / (double)Finite;
        }
    }

    /// <summary>Number of negative infinities.</summary>
    public long NegativeInfinity { get; }

    /// <summary>Number of positive infinities.</summary>
    public long PositiveInfinity { get; }

    /// <summary>Smallest finite value; NaN when there is none.</summary>
    public double Min { get; }

    /// <summary>Largest finite value; NaN when there is none.</summary>
    public double Max { get; }

    internal int Shift { get; }

    internal ReadOnlySpan<ulong> Keys => _keys;

    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>The start of a cell, in ascending order; with <see cref="IsExact"/> the value itself.</summary>
    public double CellStart(int cell) => OrderedBits.ToDouble(_keys[cell] << Shift);

    /// <summary>The number of values in a cell, at least 1.</summary>
    public long CellCount(int cell) => _counts[cell];

    /// <summary>
    /// Quantile of the finite values. Exact histograms give type 7 of Hyndman and Fan (1996), the default of NumPy and R; others interpolate
    /// inside the cell that holds the rank, so the error is at most that cell's width (a relative 2^-(<see cref="Resolution"/> − 12)).
    /// </summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <returns>NaN when there is no finite value. O(cells).</returns>
    public double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile's level is between 0 and 1.");
        }

        if (Finite == 0)
        {
            return double.NaN;
        }

        var rank = (Finite - 1) * p;
        if (rank == 0 || rank == Finite - 1)
        {
            return rank == 0 ? Min : Max;
        }

        var whole = (long)Math.Floor(rank);
        var cell = 0;
        long before = 0;
        while (before + _counts[cell] <= whole)
        {
            before += _counts[cell++];
        }

        return IsExact ? Between(cell, before, whole, rank - whole) : Inside(cell, (rank - before + 0.5) / _counts[cell]);
    }

    /// <summary>
    /// Counts the values in the bins between ascending edges; a value lies right of all edges that are at most as large. Infinities go to the
    /// outer bins.
    /// </summary>
    /// <param name="edges">Ascending and distinct.</param>
    /// <param name="binCounts">One more than edges; overwritten.</param>
    /// <returns>False when an edge falls inside a cell that holds values on both sides, as far as is known. O(cells + edges).</returns>
    public bool TryCount(ReadOnlySpan<double> edges, Span<long> binCounts)
    {
        if (!GridCounts.TryCount(Shift, _keys, _counts, Min, Max, edges, binCounts))
        {
            return false;
        }

        binCounts[0] += NegativeInfinity;
        binCounts[^1] += PositiveInfinity;
        return true;
    }

    /// <summary>The same distribution on a coarser grid; this one when it is as coarse already.</summary>
    /// <param name="resolution">Leading bits to keep, 12 to 64.</param>
    public ValueHistogram Coarsen(int resolution)
    {
        CheckResolution(resolution);
        if (resolution >= Resolution)
        {
            return this;
        }

        var drop = Resolution - resolution;
        var newKeys = new List<ulong>(_keys.Length);
        var newCounts = new List<long>(_keys.Length);
        for (var i = 0; i < _keys.Length; i++)
        {
            if (newKeys.Count > 0 && newKeys[^1] == _keys[i] >> drop)
            {
                newCounts[^1] += _counts[i];
            }
            else
            {
                newKeys.Add(_keys[i] >> drop);
                newCounts.Add(_counts[i]);
            }
        }

        return new ValueHistogram(64 - resolution, [.. newKeys], [.. newCounts], Zeros, NegativeInfinity, PositiveInfinity, Min, Max);
    }

    /// <summary>The start of the cell that would hold a value: the largest number on the grid that is not above it.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="resolution">Leading bits of the grid, 12 to 64.</param>
    public static double SnapToGrid(double value, int resolution)
    {
        CheckResolution(resolution);
        var shift = 64 - resolution;
        return OrderedBits.ToDouble(OrderedBits.From(value) >> shift << shift);
    }

    /// <summary>The start of the cell after the one that would hold a value; infinite after the last.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="resolution">Leading bits of the grid, 12 to 64.</param>
    public static double NextOnGrid(double value, int resolution)
    {
        CheckResolution(resolution);
        var shift = 64 - resolution;
        return OrderedBits.ToDouble(((OrderedBits.From(value) >> shift) + 1) << shift);
    }

    /// <summary>The histogram of both sets of values.</summary>
    public static ValueHistogram Merge(ValueHistogram first, ValueHistogram second)
    {
        var state = new ValueHistogramState();
        state.Merge(first);
        state.Merge(second);
        return state.ToHistogram();
    }

    private static void CheckResolution(int resolution)
    {
        if (resolution is < 12 or > 64)
        {
            throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "A grid keeps 12 to 64 leading bits.");
        }
    }

    private double Between(int cell, long before, long whole, double fraction)
    {
        var low = CellStart(cell);
        if (fraction == 0 || whole + 1 < before + _counts[cell])
        {
            return low;
        }

        var high = CellStart(cell + 1);
        var step = high - low;
        return double.IsFinite(step) ? low + (fraction * step) : (low * (1 - fraction)) + (high * fraction);
    }

    private double Inside(int cell, double part)
    {
        var low = Math.Max(Min, CellStart(cell));
        var end = cell + 1 < _keys.Length ? OrderedBits.ToDouble((_keys[cell] + 1) << Shift) : Max;
        var high = Math.Min(Max, end);
        return low + (Math.Clamp(part, 0, 1) * (high - low));
    }
}
