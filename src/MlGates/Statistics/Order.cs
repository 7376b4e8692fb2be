namespace MlGates.Statistics;

/// <summary>Order statistics of small arrays, by sorting.</summary>
internal static class Order
{
    /// <summary>What a median absolute deviation is multiplied by to estimate a normal standard deviation.</summary>
    public const double DeviationsPerMad = 1.4826;

    /// <summary>The median; the mean of the two middle values when their number is even. NaN when there are none. O(n log n).</summary>
    public static double Median(ReadOnlySpan<double> values) => MedianInPlace(values.ToArray());

    /// <summary>As <see cref="Median"/>, sorting the given array.</summary>
    public static double MedianInPlace(double[] values)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Median absolute deviation from <paramref name="centre"/>, unscaled. NaN when there are no values.</summary>
    public static double MedianAbsoluteDeviation(ReadOnlySpan<double> values, double centre)
    {
        var deviations = new double[values.Length];
        for (var i = 0; i < deviations.Length; i++)
        {
            deviations[i] = Math.Abs(values[i] - centre);
        }

        return MedianInPlace(deviations);
    }
}
