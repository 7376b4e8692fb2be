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
        return Index(first, second, new EffectiveSizes(n, m));
    }

    /// <summary>The index with half a row of so many effective rows.</summary>
    internal static double Index(ReadOnlySpan<long> first, ReadOnlySpan<long> second, EffectiveSizes sizes)
    {
        var (n, m) = CountPair.Totals(first, second);
        var (halfFirst, halfSecond) = (n / sizes.First / 2, m / sizes.Second / 2);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var p = (first[i] + halfFirst) / (n + (halfFirst * first.Length));
            var q = (second[i] + halfSecond) / (m + (halfSecond * first.Length));
            sum += (p - q) * Math.Log(p / q);
        }

        return sum;
    }

    /// <summary>
    /// The index Σ (p − q) ln(p/q) from plain shares, as other tools have it: for teams that move. Its size depends on what is done with empty cells, and no
    /// guarantee is known for it. O(cells).
    /// </summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <param name="zeros">What is done with empty cells.</param>
    /// <returns>At least 0; infinite with <see cref="ZeroShares.Keep"/> where exactly one side's cell is empty. Cells empty on both sides add nothing then.</returns>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static double Index(ReadOnlySpan<long> first, ReadOnlySpan<long> second, ZeroShares zeros)
    {
        var (n, m) = CountPair.Totals(first, second);
        var (p, q) = (Shares(first, n, zeros), Shares(second, m, zeros));
        var sum = new Statistics.CompensatedSum();
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] == 0 || q[i] == 0)
            {
                if (p[i] != q[i])
                {
                    return double.PositiveInfinity;
                }

                continue;
            }

            // Of shares that came from counts the difference is exact.
            var isPlain = p[i] == (double)first[i] / n && q[i] == (double)second[i] / m;
            var difference = isPlain ? (double)(((Int128)first[i] * m) - ((Int128)second[i] * n)) / ((double)n * m) : p[i] - q[i];
            var ratio = difference / q[i];
            sum.Add(difference * (Math.Abs(ratio) < 0.5 ? LogOfOnePlus(ratio) : Math.Log(p[i] / q[i])));
        }

        return sum.Value;
    }

    internal static double[] Shares(ReadOnlySpan<long> counts, long total, ZeroShares zeros)
    {
        var shares = new double[counts.Length];
        var smallest = 1.0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = (double)counts[i] / total;
            smallest = counts[i] > 0 ? Math.Min(smallest, shares[i]) : smallest;
        }

        var instead = zeros switch
        {
            ZeroShares.TenThousandth => 1e-4,
            ZeroShares.HundredThousandth => 1e-5,
            ZeroShares.Evidently => smallest <= 1e-4 ? smallest / 1e6 : 1e-4,
            _ => 0,
        };
        foreach (ref var share in shares.AsSpan())
        {
            share = zeros == ZeroShares.FloorHundredth ? Math.Max(share, 0.01) : share == 0 ? instead : share;
        }

        return shares;
    }

    // ln(1+x) without losing the digits of a small x (W. Kahan).
    private static double LogOfOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
