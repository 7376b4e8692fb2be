namespace MlGates.Comparison;

/// <summary>
/// Categories with the rare ones pooled into one cell, so that every cell holds enough rows for a divergence. A coarser table never shows
/// a larger divergence (data-processing inequality), so pooling cannot make a false alarm.
/// </summary>
/// <param name="First">Counts of the first side: the kept categories in their order, then the pooled ones' sum if there are any.</param>
/// <param name="Second">Counts of the second side over the same cells.</param>
/// <param name="Pooled">Number of categories that were pooled.</param>
public sealed record CategoryCells(long[] First, long[] Second, int Pooled)
{
    /// <summary>Pools every category whose count on both sides together is below 5(n+m)/min(n,m). O(categories).</summary>
    /// <param name="first">Counts by category, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same categories.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static CategoryCells Pool(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var enough = 5 * ((double)n + m) / Math.Min(n, m);
        var keptFirst = new List<long>(first.Length);
        var keptSecond = new List<long>(first.Length);
        var (restFirst, restSecond, pooled) = (0L, 0L, 0);
        for (var i = 0; i < first.Length; i++)
        {
            if ((double)first[i] + second[i] < enough)
            {
                restFirst += first[i];
                restSecond += second[i];
                pooled++;
            }
            else
            {
                keptFirst.Add(first[i]);
                keptSecond.Add(second[i]);
            }
        }

        if (pooled > 0)
        {
            keptFirst.Add(restFirst);
            keptSecond.Add(restSecond);
        }

        return new CategoryCells([.. keptFirst], [.. keptSecond], pooled);
    }
}
