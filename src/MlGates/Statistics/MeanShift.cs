namespace MlGates.Statistics;

/// <summary>
/// Where the mean of a series changes most: the cut into two parts by least squares, and the largest two-sample t over all cuts with Bonferroni's factor for having looked
/// at each (K. J. Worsley, On the likelihood ratio test for a shift in location of normal populations, 1979).
/// </summary>
/// <param name="At">The place of the first value after the change, at least 1.</param>
/// <param name="Before">Mean before it.</param>
/// <param name="After">Mean from it on.</param>
/// <param name="PValue">P-value of "the mean never changes", in [0, 1]: an upper bound for independent normal values of one deviation; trends make it small too.</param>
public readonly record struct MeanShift(int At, double Before, double After, double PValue)
{
    /// <summary>The fewest values in which a change is looked for.</summary>
    public const int Fewest = 5;

    /// <summary>The change, among equals the earliest; null for fewer than <see cref="Fewest"/> values, and where all are equal. O(n).</summary>
    /// <param name="values">The series, finite.</param>
    public static MeanShift? Find(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n < Fewest)
        {
            return null;
        }

        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var step = values[i] - mean;
            mean += step / (i + 1);
            squares += step * (values[i] - mean);
        }

        // The square between the parts, n/(k(n−k)) times the squared sum of deviations before the cut, is largest where least is left within them.
        var (at, between, sum, best) = (0, 0.0, 0.0, 0.0);
        for (var k = 1; k < n; k++)
        {
            sum += values[k - 1] - mean;
            var part = sum * sum / k * n / (n - k);
            if (part > between)
            {
                (at, between, best) = (k, part, sum);
            }
        }

        // What rounding alone leaves of equal values is no change.
        if (!(squares > mean * mean * n * 1e-28))
        {
            return null;
        }

        var within = Math.Max(0, squares - between);
        var t = Math.Sqrt(between / (within / (n - 2)));
        return new MeanShift(at, mean + (best / at), mean - (best / (n - at)), Math.Min(1, 2 * (n - 1) * StudentT.UpperTail(t, n - 2)));
    }
}
