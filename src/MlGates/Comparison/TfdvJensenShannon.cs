namespace MlGates.Comparison;

/// <summary>
/// The Jensen–Shannon divergence (bits) of two histograms as TensorFlow Data Validation computes it from stored statistics: both are cut at all ends of either, buckets
/// being evenly filled. For teams that move; no guarantee: with equal-width buckets one far value makes it nearly 1.
/// </summary>
/// <remarks>Kept as there: NaN of one side never matches NaN of the other, nor do buckets with an infinite end, so a dataset with such values differs from itself.</remarks>
public static class TfdvJensenShannon
{
    /// <summary>The divergence in [0, 1]. O(buckets²).</summary>
    /// <param name="first">Buckets of the first side.</param>
    /// <param name="firstNaN">Its NaN values.</param>
    /// <param name="second">Buckets of the second side.</param>
    /// <param name="secondNaN">Its NaN values.</param>
    /// <exception cref="ArgumentException">A side holds nothing, or a bucket is no bucket.</exception>
    public static double Divergence(IReadOnlyList<HistogramBucket> first, double firstNaN, IReadOnlyList<HistogramBucket> second, double secondNaN)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (n, m) = (Total(first, firstNaN, nameof(first)), Total(second, secondNaN, nameof(second)));
        var ends = new SortedSet<double>(first.Concat(second).Where(IsFinite).SelectMany(b => new[] { b.Low, b.High })).ToArray();
        var sum = 0.0;
        for (var i = 0; i < ends.Length; i++)
        {
            sum += Part(At(first, ends[i]) / n, At(second, ends[i]) / m);
            if (i + 1 < ends.Length)
            {
                sum += Part(Between(first, ends[i], ends[i + 1]) / n, Between(second, ends[i], ends[i + 1]) / m);
            }
        }

        foreach (var bucket in first)
        {
            sum += IsFinite(bucket) ? 0 : Part(bucket.Count / n, 0);
        }

        foreach (var bucket in second)
        {
            sum += IsFinite(bucket) ? 0 : Part(bucket.Count / m, 0);
        }

        return Math.Clamp(sum + Part(firstNaN / n, 0) + Part(secondNaN / m, 0), 0, 1);
    }

    private static double Part(double p, double q)
    {
        var middle = (p + q) / 2;
        return ((p > 0 ? p * Math.Log2(p / middle) : 0) + (q > 0 ? q * Math.Log2(q / middle) : 0)) / 2;
    }

    private static double At(IReadOnlyList<HistogramBucket> buckets, double value) => buckets.Where(b => b.Low == value && b.High == value).Sum(b => b.Count);

    private static double Between(IReadOnlyList<HistogramBucket> buckets, double low, double high) =>
        buckets.Where(b => IsFinite(b) && b.Low <= low && b.High >= high && b.High > b.Low).Sum(b => b.Count * ((high - low) / (b.High - b.Low)));

    private static bool IsFinite(HistogramBucket bucket) => double.IsFinite(bucket.Low) && double.IsFinite(bucket.High);

    private static double Total(IReadOnlyList<HistogramBucket> buckets, double missing, string name)
    {
        var total = missing;
        foreach (var bucket in buckets)
        {
            if (!(bucket.Low <= bucket.High) || !(bucket.Count >= 0 && double.IsFinite(bucket.Count)))
            {
                throw new ArgumentException(FormattableString.Invariant($"A bucket from {bucket.Low} to {bucket.High} with {bucket.Count} is none: ends ascend, and a count is at least 0."), name);
            }

            total += bucket.Count;
        }

        return total > 0 && double.IsFinite(total) ? total : throw new ArgumentException("A side holds nothing.", name);
    }
}
