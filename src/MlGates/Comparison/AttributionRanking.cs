using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Measures of how two attributions of the same features rank them: for comparison with other tools, never for a verdict.</summary>
public static class AttributionRanking
{
    /// <summary>
    /// Normalised discounted cumulative gain: the baseline's attributions as gains in the candidate's order, 1/log₂(rank + 1) each, over the best order (K. Järvelin and J. Kekäläinen 2002; as SageMaker Model
    /// Monitor has it). In (0, 1]. With equally important features it is near 1 even when the first drops to nothing. O(n log n); among equals the earlier feature comes first.
    /// </summary>
    /// <param name="baseline">At least 0, one above.</param>
    /// <param name="candidate">Of the same features.</param>
    /// <exception cref="ArgumentException">The lengths differ, or no baseline value is above 0.</exception>
    public static double Ndcg(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        Check(baseline, candidate);
        return Gain(baseline, Order(candidate)) / Gain(baseline, Order(baseline));
    }

    /// <summary>Σ |difference of shares|, in [0, 2].</summary>
    /// <inheritdoc cref="Ndcg" path="/param"/>
    public static double ShareDistance(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        Check(baseline, candidate);
        var (n, m, sum) = (Sum(baseline), Sum(candidate), 0.0);
        for (var i = 0; i < baseline.Length; i++)
        {
            sum += Math.Abs((baseline[i] / n) - (candidate[i] / m));
        }

        return sum;
    }

    /// <summary>Spearman's correlation of the two rankings, in [−1, 1]; NaN when a side has one value throughout.</summary>
    /// <inheritdoc cref="Ndcg" path="/param"/>
    public static double Spearman(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        Check(baseline, candidate);
        var (a, b) = (Midranks.Doubled(baseline), Midranks.Doubled(candidate));
        double middle = baseline.Length + 1;
        var (aa, bb, ab) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - middle, b[i] - middle);
            (aa, bb, ab) = (aa + (x * x), bb + (y * y), ab + (x * y));
        }

        return ab / Math.Sqrt(aa * bb);
    }

    /// <summary>The share of the baseline's first k features that are among the candidate's first k.</summary>
    /// <inheritdoc cref="Ndcg" path="/param"/>
    public static double TopOverlap(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, int k)
    {
        Check(baseline, candidate);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, baseline.Length);
        return Order(baseline).Take(k).Intersect(Order(candidate).Take(k)).Count() / (double)k;
    }

    internal static int[] Order(ReadOnlySpan<double> values)
    {
        var kept = values.ToArray();
        return [.. Enumerable.Range(0, kept.Length).OrderByDescending(i => kept[i]).ThenBy(i => i)];
    }

    private static double Gain(ReadOnlySpan<double> gains, int[] order)
    {
        var sum = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            sum += gains[order[rank]] / Math.Log2(rank + 2);
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static void Check(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        if (baseline.Length != candidate.Length || !(Sum(baseline) > 0))
        {
            throw new ArgumentException("Both sides need the same features, and the baseline a value above 0.");
        }
    }
}
