using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The Kullback–Leibler divergence Σ p ln(p/q) in nats, not symmetric (S. Kullback and R. Leibler, On information and sufficiency, 1951).</summary>
public static class KullbackLeibler
{
    /// <summary>The divergence of the first side's shares from the second's; exactly 0 on equal shares; infinite where only the second has an empty cell. O(cells).</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static double Divergence(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var sum = new CompensatedSum();
        for (var i = 0; i < first.Length; i++)
        {
            if (second[i] == 0)
            {
                if (first[i] > 0)
                {
                    return double.PositiveInfinity;
                }

                continue;
            }

            // Σ p ln(p/q) = Σ q((1+x) ln(1+x) − x), x = p/q − 1, as both sum to 1: no digits cancel between cells.
            var excess = (double)(((Int128)first[i] * m) - ((Int128)second[i] * n)) / ((double)second[i] * n);
            sum.Add((double)second[i] / m * RelativeEntropy.Excess(excess));
        }

        return sum.Value;
    }

    /// <summary>The divergence after other tools' rule for empty cells, the shares normalised again, as Evidently has it: for teams that move, no guarantee. O(cells).</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <param name="zeros">What is done with empty cells.</param>
    public static double Divergence(ReadOnlySpan<long> first, ReadOnlySpan<long> second, ZeroShares zeros)
    {
        var (n, m) = CountPair.Totals(first, second);
        var (p, q) = (PopulationStability.Shares(first, n, zeros), PopulationStability.Shares(second, m, zeros));
        var (sumP, sumQ) = (p.Sum(), q.Sum());
        var sum = new CompensatedSum();
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > 0)
            {
                sum.Add(p[i] / sumP * Math.Log(p[i] / sumP / (q[i] / sumQ)));
            }
        }

        return sum.Value;
    }
}
