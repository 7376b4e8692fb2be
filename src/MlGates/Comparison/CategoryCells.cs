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
    /// <summary>Pools every category whose count on both sides together is below 5(n+m)/min(n,m). O(categories), with too many cells O(c log c).</summary>
    /// <param name="first">Counts by category, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same categories.</param>
    /// <param name="most">The largest number of cells, at least 2: the categories with the largest counts on both sides together are kept, among equals the earlier.</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static CategoryCells Pool(ReadOnlySpan<long> first, ReadOnlySpan<long> second, int most = int.MaxValue, EffectiveSizes? sizes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        var (n, m) = CountPair.Totals(first, second);
        var rows = EffectiveSizes.Or(sizes, n, m);
        var enough = 5 * (rows.First + rows.Second) / rows.Smaller;
        var kept = Kept(first, second, rows.First / n, rows.Second / m, enough, most);
        var keptFirst = new List<long>(first.Length);
        var keptSecond = new List<long>(first.Length);
        var (restFirst, restSecond, pooled) = (0L, 0L, 0);
        for (var i = 0; i < first.Length; i++)
        {
            if (!kept[i])
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

    private static bool[] Kept(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double rowFirst, double rowSecond, double enough, int most)
    {
        var kept = new bool[first.Length];
        var order = new List<(double Rows, int Place)>(first.Length);
        for (var i = 0; i < kept.Length; i++)
        {
            var rows = (first[i] * rowFirst) + (second[i] * rowSecond);
            kept[i] = rows >= enough;
            if (kept[i])
            {
                order.Add((rows, i));
            }
        }

        var cells = order.Count + (order.Count < kept.Length ? 1 : 0);
        if (cells > most)
        {
            // One cell is for what is pooled.
            foreach (var (_, place) in order.OrderByDescending(o => o.Rows).ThenBy(o => o.Place).Skip(most - 1))
            {
                kept[place] = false;
            }
        }

        return kept;
    }
}
