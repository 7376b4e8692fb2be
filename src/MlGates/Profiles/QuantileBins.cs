namespace MlGates.Profiles;

/// <summary>Counts of a numeric column between quantiles of itself or of its baseline. NaN is in no bin, infinities are in the outer ones.</summary>
/// <param name="Edges">Inner edges, ascending and distinct; a value lies right of all edges that are at most as large.</param>
/// <param name="Counts">Number of values in each bin, one more than edges.</param>
public sealed record QuantileBins(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts)
{
    /// <summary>The number of bins a column is cut into, fewer when edges are equal.</summary>
    public const int Default = 20;

    /// <summary>
    /// Cuts a distribution at its quantiles 1/n, 2/n, …; equal edges are merged, and a value so frequent that it is several of them gets a bin of its
    /// own by a second edge right above it: without that, a constant column could move up, or a column of mostly zeros grow, inside one bin.
    /// Type 7 when the histogram is exact; else the quantiles are rounded down to the histogram's grid, on which counts are exact.
    /// </summary>
    /// <param name="histogram">The distribution; without a finite value there are no edges.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public static QuantileBins From(Statistics.ValueHistogram histogram, int bins = Default)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var edges = new List<double>(bins);
        var last = double.NegativeInfinity;
        for (var i = 1; i < bins && histogram.Finite > 0; i++)
        {
            var edge = histogram.Quantile(i / (double)bins);
            edge = Statistics.ValueHistogram.SnapToGrid(edge, histogram.Resolution);
            var next = edge > last ? edge : Statistics.ValueHistogram.NextOnGrid(edge, histogram.Resolution);
            last = edge;
            if ((edges.Count == 0 || next > edges[^1]) && double.IsFinite(next))
            {
                edges.Add(next);
            }
        }

        var counts = new long[edges.Count + 1];
        if (!histogram.TryCount([.. edges], counts))
        {
            throw new InvalidOperationException("Edges on a histogram's own grid must be countable.");
        }

        return new QuantileBins(edges, counts);
    }
}
