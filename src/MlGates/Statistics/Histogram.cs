namespace MlGates.Statistics;

/// <summary>
/// Counts of finite values between edges. A bin holds the values above its lower edge up to its upper edge; the first one holds its lower edge, too.
/// Bins of equal mass may have no width, where a value is more frequent than a bin: then they share its count.
/// </summary>
/// <param name="Edges">One more than bins, ascending; empty when there is no finite value.</param>
/// <param name="Counts">Values, or their weights, in each bin; fractions where a cell of the grid was divided.</param>
/// <param name="IsExact">Whether each bin holds just the values that lie in it; else values of a divided cell may be counted in a neighbouring bin.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Counts, bool IsExact)
{
    /// <summary>No values.</summary>
    public static Histogram Empty { get; } = new([], [], true);

    /// <summary>The largest number of bins of <see cref="Natural"/>.</summary>
    public const int MaxNaturalBins = 100;

    /// <summary>Bins of equal width between the smallest and the largest value; one bin when those are equal. O(cells + bins).</summary>
    /// <param name="values">The distribution.</param>
    /// <param name="bins">At least 1.</param>
    public static Histogram EqualWidth(ValueHistogram values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return values.Finite == 0 ? Empty : Between(values, HistogramEdges.EqualWidth(values.Min, values.Max, bins));
    }

    /// <summary>As <see cref="EqualWidth(ValueHistogram, int)"/>, of weights.</summary>
    /// <param name="values">The weighted distribution.</param>
    /// <param name="bins">At least 1.</param>
    public static Histogram EqualWidth(WeightedHistogram values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return values.Cells == 0 ? Empty
            : Between(values.Shift, values.Keys, values.Weights, values.Min, values.Max, values.Total, HistogramEdges.EqualWidth(values.Min, values.Max, bins));
    }

    /// <summary>
    /// Bins that each hold about as many values: the edges are the smallest value, those at the ranks n/k, 2n/k, …, and the largest. A value lies in the bin that it
    /// ends, as <see cref="FromQuantiles"/> says. O(cells + bins).
    /// </summary>
    /// <param name="values">The distribution.</param>
    /// <param name="bins">At least 1.</param>
    public static Histogram EqualMass(ValueHistogram values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return EqualMass(values.Shift, values.Keys, values.Counts, values.Min, values.Max, values.Finite, bins);
    }

    /// <summary>As <see cref="EqualMass(ValueHistogram, int)"/>, of weights.</summary>
    /// <param name="values">The weighted distribution.</param>
    /// <param name="bins">At least 1.</param>
    public static Histogram EqualMass(WeightedHistogram values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return EqualMass(values.Shift, values.Keys, values.Weights, values.Min, values.Max, values.Total, bins);
    }

    /// <summary>As <see cref="EqualMass(ValueHistogram, int)"/>, from a sketch: edges and counts are off by at most its <see cref="QuantileState.RankError"/>. O(k log k) for the k values it keeps.</summary>
    /// <param name="values">The sketch.</param>
    /// <param name="bins">At least 1.</param>
    public static Histogram EqualMass(QuantileState values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (values.Count == 0)
        {
            return Empty;
        }

        var quantiles = new double[bins + 1];
        var cumulative = new double[bins + 1];
        for (var i = 0; i <= bins; i++)
        {
            quantiles[i] = values.ValueAt((long)(values.Count * (i / (double)bins)));
            cumulative[i] = values.Rank(quantiles[i]);
        }

        return FromQuantiles(quantiles, cumulative) with { IsExact = values.IsExact };
    }

    /// <summary>
    /// Bins on round numbers for people to read. The width is that of Freedman and Diaconis, "On the histogram as a density estimator" (1981), 2·IQR·n^(-1/3), at least a
    /// hundredth of the range, rounded up to 1, 2 or 5 times a power of ten; edges are its multiples. A tenth of the range where the quartiles are equal. O(cells + bins).
    /// </summary>
    /// <param name="values">The distribution.</param>
    /// <param name="integers">Whether all values are whole: then the width is, too, and every bin has the same number of whole numbers.</param>
    public static Histogram Natural(ValueHistogram values, bool integers)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Finite == 0 ? Empty : Between(values, HistogramEdges.Natural(values, integers, MaxNaturalBins));
    }

    /// <summary>Counts between given edges, exact where the grid allows. O(cells + bins).</summary>
    /// <param name="values">The distribution.</param>
    /// <param name="edges">At least 2, ascending and distinct, from at most the smallest value to at least the largest.</param>
    public static Histogram Between(ValueHistogram values, IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(edges);
        return Between(values.Shift, values.Keys, values.Counts, values.Min, values.Max, values.Finite, [.. edges]);
    }

    /// <summary>
    /// Counts between quantiles. The values up to a quantile, beyond those up to the one before, lie in the bin that it ends, and those of the first in the first bin; equal
    /// quantiles share. Quantiles of infinity are left out: values below the first finite one that are not infinite join the first bin.
    /// </summary>
    /// <param name="quantiles">At least 1, ascending, may repeat.</param>
    /// <param name="cumulative">For each quantile, how many values are at most as large.</param>
    public static Histogram FromQuantiles(ReadOnlySpan<double> quantiles, ReadOnlySpan<double> cumulative) => HistogramEdges.FromQuantiles(quantiles, cumulative);

    /// <summary>The same values in bins of equal width, each bin of this one taken as evenly filled; those without width count where their value lies.</summary>
    /// <param name="min">Lower end.</param>
    /// <param name="max">Upper end, above the lower one.</param>
    /// <param name="bins">At least 1.</param>
    public Histogram Rebin(double min, double max, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var edges = HistogramEdges.EqualWidth(min, max, bins);
        var counts = new double[edges.Length - 1];
        for (var i = 0; i < Counts.Count; i++)
        {
            HistogramEdges.Spread(Edges[i], Edges[i + 1], Counts[i], edges, counts);
        }

        return new Histogram(edges, counts, false);
    }

    private static Histogram EqualMass<T>(int shift, ReadOnlySpan<ulong> keys, ReadOnlySpan<T> amounts, double min, double max, double total, int bins)
        where T : struct, System.Numerics.INumber<T>
    {
        if (keys.IsEmpty)
        {
            return Empty;
        }

        var quantiles = new double[bins + 1];
        var cumulative = new double[bins + 1];
        var (cell, upTo) = (0, double.CreateChecked(amounts[0]));
        for (var i = 0; i <= bins; i++)
        {
            while (cell + 1 < keys.Length && upTo <= total * (i / (double)bins))
            {
                upTo += double.CreateChecked(amounts[++cell]);
            }

            // The last number of the cell, so that all of it lies up to there.
            quantiles[i] = i == 0 ? min : Math.Min(max, OrderedBits.ToDouble(((keys[cell] + 1) << shift) - 1));
            cumulative[i] = i == 0 && shift > 0 ? 0 : upTo;
        }

        return FromQuantiles(quantiles, cumulative);
    }

    private static Histogram Between<T>(int shift, ReadOnlySpan<ulong> keys, ReadOnlySpan<T> amounts, double min, double max, double total, double[] edges)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        HistogramEdges.Check(edges, min, max);
        // A value on an edge belongs to the bin below: it lies left of the next number.
        var inner = Array.ConvertAll(edges[1..^1], Math.BitIncrement);
        var amountsBetween = new T[inner.Length + 1];
        var exact = GridCounts.TryCount(shift, keys, amounts, min, max, inner, amountsBetween);
        var counts = Array.ConvertAll(amountsBetween, double.CreateChecked);
        if (!exact)
        {
            GridCounts.Below(shift, keys, amounts, min, max, inner, counts);
            counts[^1] = total;
            for (var i = counts.Length - 1; i > 0; i--)
            {
                counts[i] -= counts[i - 1];
            }
        }

        return new Histogram(edges, counts, exact);
    }
}
