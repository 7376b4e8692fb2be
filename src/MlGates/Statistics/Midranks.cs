namespace MlGates.Statistics;

/// <summary>Ranks with ties sharing the mean of their places.</summary>
internal static class Midranks
{
    /// <summary>Twice the rank of each value, 2 to 2n, so that a shared rank is a whole number. O(n log n).</summary>
    /// <param name="values">No NaN; negative zero equals zero.</param>
    public static long[] Doubled(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var ranks = new long[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            // Places start + 1 to end have the mean (start + 1 + end) / 2.
            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (long)start + 1 + end;
            }

            start = end;
        }

        return ranks;
    }
}
