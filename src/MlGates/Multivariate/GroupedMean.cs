namespace MlGates.Multivariate;

/// <summary>The variance of a mean of rows that may come in groups.</summary>
internal static class GroupedMean
{
    /// <summary>
    /// Mean and variance of the mean: of independent rows the sample variance over n, of grouped ones G/(G−1) Σ (group's sum of deviations)² / n² (J. N. K. Rao and A. J. Scott 1981).
    /// O(n).
    /// </summary>
    /// <param name="values">At least two; NaN is left out.</param>
    /// <param name="groups">The rows' groups, numbered from 0; null for independent rows.</param>
    internal static (double Mean, double Variance, int Count) Of(ReadOnlySpan<double> values, int[]? groups)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        var mean = sum / count;
        var squares = 0.0;
        if (groups is null)
        {
            foreach (var value in values)
            {
                squares += double.IsNaN(value) ? 0 : (value - mean) * (value - mean);
            }

            return (mean, squares / (count - 1.0) / count, count);
        }

        var sums = new double[groups.Max() + 1];
        var used = new bool[sums.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                sums[groups[i]] += values[i] - mean;
                used[groups[i]] = true;
            }
        }

        foreach (var deviation in sums)
        {
            squares += deviation * deviation;
        }

        var g = used.Count(u => u);
        return (mean, g < 2 ? double.NaN : squares * g / (g - 1.0) / count / count, count);
    }
}
