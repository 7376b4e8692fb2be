namespace MlGates.Serving;

/// <summary>Medians of small arrays.</summary>
internal static class OrderStatistics
{
    /// <summary>The median, the mean of the middle two for an even count; NaN for none. Sorts the array. O(n log n).</summary>
    public static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length == 0 ? double.NaN : values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
