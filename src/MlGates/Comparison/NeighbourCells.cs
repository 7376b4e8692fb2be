namespace MlGates.Comparison;

/// <summary>
/// Merges neighbouring bins until few enough are left, by the baseline's counts only: bins chosen by a look at the candidate would raise
/// the rate of false alarms.
/// </summary>
public static class NeighbourCells
{
    /// <summary>The number of bins for two samples: a tenth of the smaller one, between 2 and 10.</summary>
    public static int For(long n, long m) => For(new EffectiveSizes(n, m));

    /// <summary>The number of bins for two samples of so many effective rows.</summary>
    internal static int For(EffectiveSizes sizes) => (int)Math.Clamp(sizes.Smaller / 10, 2, 10);

    /// <summary>
    /// The first bin of every merged cell, ascending and starting with 0: at most <paramref name="cells"/> of them, cut where the
    /// baseline's running total is nearest to equal parts. Fewer bins than that stay as they are. O(bins + cells).
    /// </summary>
    /// <param name="baseline">Counts by bin, in order.</param>
    /// <param name="cells">At least 1.</param>
    public static int[] Starts(ReadOnlySpan<long> baseline, int cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        if (baseline.Length <= cells)
        {
            return [.. Enumerable.Range(0, baseline.Length)];
        }

        var running = new double[baseline.Length + 1];
        for (var i = 0; i < baseline.Length; i++)
        {
            running[i + 1] = running[i] + baseline[i];
        }

        var starts = new int[cells];
        for (var cell = 1; cell < cells; cell++)
        {
            // Every later cell must keep a bin, so the cut may not go beyond the last of them.
            var target = running[^1] * cell / cells;
            var (cut, last) = (starts[cell - 1] + 1, baseline.Length - (cells - cell));
            while (cut < last && Math.Abs(running[cut + 1] - target) <= Math.Abs(running[cut] - target))
            {
                cut++;
            }

            starts[cell] = cut;
        }

        return starts;
    }

    /// <summary>The counts of merged cells.</summary>
    /// <param name="counts">Counts by bin.</param>
    /// <param name="starts">What <see cref="Starts"/> gave.</param>
    public static long[] Merge(ReadOnlySpan<long> counts, ReadOnlySpan<int> starts)
    {
        var merged = new long[starts.Length];
        for (var cell = 0; cell < starts.Length; cell++)
        {
            var end = cell + 1 < starts.Length ? starts[cell + 1] : counts.Length;
            foreach (var count in counts[starts[cell]..end])
            {
                merged[cell] += count;
            }
        }

        return merged;
    }
}
