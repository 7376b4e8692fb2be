namespace MlGates.Profiles;

/// <summary>Counts of a numeric column between quantiles of itself or of its baseline. NaN is in no bin, infinities are in the outer ones.</summary>
/// <param name="Edges">Inner edges, ascending and distinct; a value lies right of all edges that are at most as large.</param>
/// <param name="Counts">Number of values in each bin, one more than edges.</param>
public sealed record QuantileBins(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts)
{
    /// <summary>The number of bins a column is cut into, fewer when edges are equal.</summary>
    public const int Default = 20;

    /// <summary>
    /// Cuts a distribution at its quantiles 1/n, 2/n, …; equal edges are merged. Type 7 when the histogram is exact; else the quantiles are
    /// rounded down to the histogram's grid, on which counts are exact.
    /// </summary>
    /// <param name="histogram">The distribution; without a finite value there are no edges.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public static QuantileBins From(Statistics.ValueHistogram histogram, int bins = Default)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var edges = new List<double>(bins);
        for (var i = 1; i < bins && histogram.Finite > 0; i++)
        {
            var edge = histogram.Quantile(i / (double)bins);
            edge = Statistics.ValueHistogram.SnapToGrid(edge, histogram.Resolution);
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
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
