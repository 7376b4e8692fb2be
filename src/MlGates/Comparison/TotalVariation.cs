namespace MlGates.Comparison;

/// <summary>The total variation distance ½ Σ |p − q|. For reports: no bound is known that holds (it has kinks where shares are equal), so there is no test of it.</summary>
public static class TotalVariation
{
    /// <summary>The distance between the shares of two sides, in [0, 1]; exactly 0 on equal shares. O(cells).</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static double Distance(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += CountPair.ShareDifference(first[i], n, second[i], m);
        }

        return Math.Min(1, sum / 2);
    }
}
