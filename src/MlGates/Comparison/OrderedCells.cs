using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Counts of two samples of numbers in the same cells of the number line, in ascending order. Infinities are cells of their own; NaN is in none.</summary>
public sealed class OrderedCells
{
    private OrderedCells(double[] lows, double[] highs, long[] first, long[] second)
    {
        Lows = lows;
        Highs = highs;
        First = first;
        Second = second;
    }

    /// <summary>Number of cells.</summary>
    public int Count => Lows.Length;

    /// <summary>The first sample's counts.</summary>
    public long[] First { get; }

    /// <summary>The second sample's counts.</summary>
    public long[] Second { get; }

    /// <summary>The smallest value each cell can hold.</summary>
    internal double[] Lows { get; }

    /// <summary>The largest value each cell can hold.</summary>
    internal double[] Highs { get; }

    /// <summary>Whether a cell holds a single value.</summary>
    public bool IsPoint(int cell) => Lows[cell] == Highs[cell];

    /// <summary>The largest value a cell can hold; infinite for the last one between edges.</summary>
    public double HighOf(int cell) => Highs[cell];

    /// <summary>Cells of two distributions on the coarser of their two grids: each a single value when both are exact. O(cells).</summary>
    public static OrderedCells Of(ValueHistogram first, ValueHistogram second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var resolution = Math.Min(first.Resolution, second.Resolution);
        var (a, b) = (first.Coarsen(resolution), second.Coarsen(resolution));
        var (min, max) = (Least(a.Min, b.Min), -Least(-a.Max, -b.Max));
        var zero = OrderedBits.From(0) >> a.Shift;
        var cells = new Builder(a.Cells + b.Cells + 4);
        cells.Add(double.NegativeInfinity, double.NegativeInfinity, a.NegativeInfinity, b.NegativeInfinity);
        for (var (i, j) = (0, 0); i < a.Cells || j < b.Cells;)
        {
            var key = j == b.Cells || (i < a.Cells && a.Keys[i] <= b.Keys[j]) ? a.Keys[i] : b.Keys[j];
            var (left, right) = (i < a.Cells && a.Keys[i] == key ? a.Counts[i++] : 0, j < b.Cells && b.Keys[j] == key ? b.Counts[j++] : 0);
            var low = OrderedBits.ToDouble(key << a.Shift);
            var high = OrderedBits.ToDouble(((key + 1) << a.Shift) - 1);
            if (key == zero)
            {
                // Zeros are counted, and are the smallest values of their cell: ties there hide nothing.
                cells.Add(0, 0, first.Zeros, second.Zeros);
                (left, right, low) = (left - first.Zeros, right - second.Zeros, double.Epsilon);
            }

            cells.Add(Math.Max(low, min), Math.Min(high, max), left, right);
        }

        cells.Add(double.PositiveInfinity, double.PositiveInfinity, a.PositiveInfinity, b.PositiveInfinity);
        return cells.Build();
    }

    /// <summary>Cells between edges; the outer ones go on without end.</summary>
    /// <param name="edges">Ascending; a value lies right of all edges that are at most as large.</param>
    /// <param name="first">Counts of the first sample, one more than edges.</param>
    /// <param name="second">Counts of the second.</param>
    public static OrderedCells Between(IReadOnlyList<double> edges, IReadOnlyList<long> first, IReadOnlyList<long> second)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != edges.Count + 1 || second.Count != edges.Count + 1)
        {
            throw new ArgumentException($"{edges.Count} edges make {edges.Count + 1} cells, not {first.Count} and {second.Count}.");
        }

        var cells = new Builder(first.Count);
        for (var i = 0; i < first.Count; i++)
        {
            cells.Add(i == 0 ? double.NegativeInfinity : edges[i - 1], i == edges.Count ? double.PositiveInfinity : Math.BitDecrement(edges[i]), first[i], second[i]);
        }

        return cells.Build();
    }

    // The smaller of two of which either may be NaN.
    private static double Least(double a, double b) => a <= b || double.IsNaN(b) ? a : b;

    private sealed class Builder(int capacity)
    {
        private readonly List<double> _lows = new(capacity);
        private readonly List<double> _highs = new(capacity);
        private readonly List<long> _first = new(capacity);
        private readonly List<long> _second = new(capacity);

        internal void Add(double low, double high, long first, long second)
        {
            if ((first | second) != 0)
            {
                _lows.Add(low);
                _highs.Add(high);
                _first.Add(first);
                _second.Add(second);
            }
        }

        internal OrderedCells Build() => new([.. _lows], [.. _highs], [.. _first], [.. _second]);
    }
}
