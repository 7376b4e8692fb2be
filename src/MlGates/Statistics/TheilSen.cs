namespace MlGates.Statistics;

/// <summary>
/// The line through equally spaced points by the median of all pairwise slopes (H. Theil 1950; P. K. Sen, Estimates of the regression coefficient
/// based on Kendall's tau, 1968): up to 29 % of the points may be anything.
/// </summary>
public static class TheilSen
{
    private const int MostPoints = 2000;

    /// <summary>
    /// Slope per point and intercept at the first point, which is median(y) − slope · median(x). O(n²) up to 2000 points; beyond, the slope
    /// is taken over the medians of 2000 even groups of neighbours, so that cost stays bounded.
    /// </summary>
    /// <param name="values">y at x = 0, 1, …; at least 2, finite.</param>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static (double Slope, double Intercept) Fit(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException("A line needs two points.", nameof(values));
        }

        var slope = values.Length <= MostPoints ? Slope(values, 1) : Slope(Groups(values), (double)values.Length / MostPoints);
        return (slope, Order.Median(values) - (slope * ((values.Length - 1) / 2.0)));
    }

    private static double Slope(ReadOnlySpan<double> values, double spacing)
    {
        var slopes = new double[values.Length * (values.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                slopes[count++] = (values[j] - values[i]) / (j - i);
            }
        }

        return Order.MedianInPlace(slopes) / spacing;
    }

    private static double[] Groups(ReadOnlySpan<double> values)
    {
        var groups = new double[MostPoints];
        for (var g = 0; g < groups.Length; g++)
        {
            var start = (int)((long)values.Length * g / MostPoints);
            var end = (int)((long)values.Length * (g + 1) / MostPoints);
            groups[g] = Order.Median(values[start..end]);
        }

        return groups;
    }
}
