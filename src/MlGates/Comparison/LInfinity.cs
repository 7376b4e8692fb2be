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

    /// <summary>
    /// max |a − b| / (n + m) over the cells, counts in place of shares, as TensorFlow Data Validation's normalised absolute difference: it sees that a table grew as well. In [0, 1]. O(cells).
    /// </summary>
    /// <inheritdoc cref="Distance" path="/param"/>
    /// <inheritdoc cref="Distance" path="/exception"/>
    public static double NormalizedAbsoluteDifference(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var most = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            most = Math.Max(most, Math.Abs((double)first[i] - second[i]));
        }

        return most / ((double)n + m);
    }
}
