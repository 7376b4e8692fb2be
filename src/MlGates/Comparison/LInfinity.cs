namespace MlGates.Comparison;

/// <summary>The L-infinity distance: the largest difference of a share.</summary>
public static class LInfinity
{
    /// <summary>The largest distance.</summary>
    public const double Largest = 1;

    /// <summary>
    /// max |p − q| over the cells and the first cell that reaches it, in [0, 1]; exactly 0 on equal shares and exactly symmetric. O(cells).
    /// </summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static (double Distance, int Cell) Distance(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var (distance, cell) = (-1.0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            var difference = CountPair.ShareDifference(first[i], n, second[i], m);
            if (difference > distance)
            {
                (distance, cell) = (difference, i);
            }
        }

        return (distance, cell);
    }
}
