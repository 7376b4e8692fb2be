namespace MlGates.Comparison;

/// <summary>
/// The population stability index, the symmetric Kullback–Leibler divergence in nats (H. Jeffreys 1946), with half a row added to every
/// cell: Σ (p′ − q′) ln(p′/q′), p′ = (c₁ + ½)/(n + k/2). Its tail is heavier than Jensen–Shannon's: for at most 20 cells.
/// </summary>
public static class PopulationStability
{
    /// <summary>The scale at which the index over h = c(1/n + 1/m) is noncentral chi-square (B. Yurdakul and J. Naranjo, Statistical properties of the population stability index, 2020).</summary>
    public const double Scale = 1;

    /// <summary>The largest number of cells to use it with.</summary>
    public const int MostCells = 20;

    /// <summary>The index, at least 0. O(cells).</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static double Index(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var half = first.Length / 2.0;
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var p = (first[i] + 0.5) / (n + half);
            var q = (second[i] + 0.5) / (m + half);
            sum += (p - q) * Math.Log(p / q);
        }

        return sum;
    }
}
