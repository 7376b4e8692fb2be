namespace MlGates.Comparison;

/// <summary>
/// The Hellinger distance √(½ Σ (√p − √q)²) = √(1 − Σ √(pq)) (E. Hellinger, Neue Begründung der Theorie quadratischer Formen, 1909).
/// </summary>
public static class Hellinger
{
    /// <summary>The largest distance, reached by sides without a common cell.</summary>
    public const double Largest = 1;

    /// <summary>The scale at which the squared distance over h = c(1/n + 1/m) is noncentral chi-square, by the same expansion as for Jensen–Shannon.</summary>
    public const double Scale = 0.125;

    /// <summary>The distance between the shares of two sides, in [0, 1]; exactly 0 on equal shares, exactly symmetric. O(cells).</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static double Distance(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            // (√p − √q)² = (p − q)² / (√p + √q)², where no digits cancel and equal shares give exactly 0.
            var root = Math.Sqrt((double)first[i] / n) + Math.Sqrt((double)second[i] / m);
            var difference = CountPair.ShareDifference(first[i], n, second[i], m);
            var part = root == 0 ? 0 : difference / root;
            sum += part * part;
        }

        return Math.Min(Largest, Math.Sqrt(sum / 2));
    }
}
