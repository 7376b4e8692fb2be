namespace MlGates.Statistics;

/// <summary>The weighted distribution of a numeric column: sums of weights in cells of the number line, see <see cref="ValueHistogram"/>. Finite values only. Immutable.</summary>
public sealed class WeightedHistogram
{
    private readonly ulong[] _keys;
    private readonly double[] _weights;

    internal WeightedHistogram(int shift, ulong[] keys, double[] weights, double min, double max)
    {
        Shift = shift;
        _keys = keys;
        _weights = weights;
        Min = min;
        Max = max;
        var sum = default(CompensatedSum);
        foreach (var weight in weights)
        {
            sum.Add(weight);
        }

        Total = sum.Value;
    }

    /// <summary>Whether every cell holds one value.</summary>
    public bool IsExact => Shift == 0;

    /// <summary>Number of cells that hold weight.</summary>
    public int Cells => _keys.Length;

    /// <summary>Sum of all weights.</summary>
    public double Total { get; }

    /// <summary>Smallest value with weight; NaN when there is none.</summary>
    public double Min { get; }

    /// <summary>Largest value with weight; NaN when there is none.</summary>
    public double Max { get; }

    internal int Shift { get; }

    internal ReadOnlySpan<ulong> Keys => _keys;

    internal ReadOnlySpan<double> Weights => _weights;

    /// <summary>The start of a cell, in ascending order; with <see cref="IsExact"/> the value itself.</summary>
    public double CellStart(int cell) => OrderedBits.ToDouble(_keys[cell] << Shift);

    /// <summary>The sum of weights in a cell, above 0.</summary>
    public double CellWeight(int cell) => _weights[cell];

    /// <summary>
    /// Weighted quantile: the smallest value up to which more than the share <paramref name="p"/> of the weight lies (the inverse of the distribution function, taken
    /// from the right); interpolated inside its cell when not exact.
    /// </summary>
    /// <param name="p">Between 0 and 1; these two give the smallest and the largest value.</param>
    /// <returns>NaN when there is no weight. O(cells).</returns>
    public double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile's level is between 0 and 1.");
        }

        if (_keys.Length == 0 || p is 0 or 1)
        {
            return p == 0 ? Min : Max;
        }

        var (wanted, before) = (p * Total, 0.0);
        for (var i = 0; i < _keys.Length; i++)
        {
            if (before + _weights[i] > wanted)
            {
                return IsExact ? CellStart(i) : Inside(i, (wanted - before) / _weights[i]);
            }

            before += _weights[i];
        }

        return Max;
    }

    /// <summary>Sums the weights in the bins between ascending edges; a value lies right of all edges that are at most as large.</summary>
    /// <param name="edges">Ascending and distinct.</param>
    /// <param name="binWeights">One more than edges; overwritten.</param>
    /// <returns>False when an edge falls inside a cell that holds values on both sides, as far as is known. O(cells + edges).</returns>
    public bool TryCount(ReadOnlySpan<double> edges, Span<double> binWeights) => GridCounts.TryCount<double>(Shift, _keys, _weights, Min, Max, edges, binWeights);

    private double Inside(int cell, double part)
    {
        var low = Math.Max(Min, CellStart(cell));
        var high = Math.Min(Max, OrderedBits.ToDouble(((_keys[cell] + 1) << Shift) - 1));
        return low + (Math.Clamp(part, 0, 1) * (high - low));
    }
}
