namespace MlGates.Multivariate;

/// <summary>
/// Features as numbers in standard deviations of the first sample: categories one column each, what is missing as the mean and a column of its own, values further than
/// ten deviations out as ten. Columns that are constant in the first sample have no unit and are left out.
/// </summary>
/// <param name="First">By column and row.</param>
/// <param name="Second">By column and row.</param>
/// <param name="Origin">The feature of each column.</param>
internal sealed record StandardFeatures(double[][] First, double[][] Second, int[] Origin)
{
    private const double Far = 10;

    /// <summary>Makes them. O(columns · rows).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="numbersOnly">Whether categories are left out and missing stays NaN.</param>
    internal static StandardFeatures Of(FeatureRows rows, bool numbersOnly = false)
    {
        var (first, second, origin) = (new List<double[]>(), new List<double[]>(), new List<int>());
        for (var feature = 0; feature < rows.Features.Count; feature++)
        {
            var (a, b) = (rows.First.Values[feature], rows.Second.Values[feature]);
            var categories = rows.Features[feature].Categories;
            if (categories == 0)
            {
                Add(Array.ConvertAll(a, v => (double)v), Array.ConvertAll(b, v => (double)v));
            }

            for (var category = 0; category < categories && !numbersOnly; category++)
            {
                Add(Indicator(a, category), Indicator(b, category));
            }

            if (!numbersOnly && (Array.Exists(a, float.IsNaN) || Array.Exists(b, float.IsNaN)))
            {
                Add(Array.ConvertAll(a, v => float.IsNaN(v) ? 1.0 : 0), Array.ConvertAll(b, v => float.IsNaN(v) ? 1.0 : 0));
            }

            void Add(double[] left, double[] right)
            {
                var (mean, variance, count) = GroupedMean.Of(left, null);
                var deviation = Math.Sqrt(variance * count);
                if (count < 2 || !(deviation > 1e-12 * Math.Abs(mean)))
                {
                    return;
                }

                double Standard(double v) => double.IsNaN(v) ? numbersOnly ? double.NaN : 0 : Math.Clamp((v - mean) / deviation, -Far, Far);
                first.Add(Array.ConvertAll(left, Standard));
                second.Add(Array.ConvertAll(right, Standard));
                origin.Add(feature);
            }
        }

        return new StandardFeatures([.. first], [.. second], [.. origin]);
    }

    private static double[] Indicator(float[] values, int category) => Array.ConvertAll(values, v => v == category ? 1.0 : 0);
}
