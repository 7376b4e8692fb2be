namespace MlGates.Comparison;

/// <summary>Guards and exact sums for two sides of counts over the same cells.</summary>
internal static class CountPair
{
    /// <summary>The totals of both sides.</summary>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static (long First, long Second) Totals(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Both sides need the same cells, not {first.Length} and {second.Length}.");
        }

        var (n, m) = (Total(first), Total(second));
        return n > 0 && m > 0 ? (n, m) : throw new ArgumentException("Both sides need at least one row.");
    }

    /// <summary>The larger distance of a proportion a/n to b/m, exact until the last rounding: |a·m − b·n| / (n·m).</summary>
    public static double ShareDifference(long a, long n, long b, long m)
    {
        var difference = ((Int128)a * m) - ((Int128)b * n);
        return (double)(difference < 0 ? -difference : difference) / ((double)n * m);
    }

    private static long Total(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            total = checked(total + count);
        }

        return total;
    }
}
