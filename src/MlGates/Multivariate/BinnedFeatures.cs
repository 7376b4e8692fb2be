namespace MlGates.Multivariate;

/// <summary>Features of both samples together, cut into bins: numbers at quantiles, categories one by one; the last bin is for missing.</summary>
/// <param name="Bins">By feature and row, the first sample's rows first.</param>
/// <param name="IsCategory">Whether a feature's bins have no order.</param>
internal sealed record BinnedFeatures(byte[][] Bins, bool[] IsCategory)
{
    /// <summary>The largest number of bins.</summary>
    internal const int Most = 64;

    /// <summary>Cuts them. O(features · n log n).</summary>
    internal static BinnedFeatures Of(FeatureRows rows)
    {
        var bins = new byte[rows.Features.Count][];
        Parallel.For(0, bins.Length, feature =>
        {
            float[] values = [.. rows.First.Values[feature], .. rows.Second.Values[feature]];
            bins[feature] = rows.Features[feature].Categories > 0 ? Array.ConvertAll(values, v => float.IsNaN(v) ? (byte)(Most - 1) : (byte)v) : Cut(values);
        });
        return new BinnedFeatures(bins, [.. rows.Features.Select(f => f.Categories > 0)]);
    }

    private static byte[] Cut(float[] values)
    {
        var sorted = values.Where(v => !float.IsNaN(v)).ToArray();
        Array.Sort(sorted);
        var edges = new List<float>(Most);
        for (var i = 1; i < Most - 1 && sorted.Length > 0; i++)
        {
            var edge = sorted[(int)((long)i * sorted.Length / (Most - 1))];
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        float[] cuts = [.. edges];
        return Array.ConvertAll(values, v =>
        {
            if (float.IsNaN(v))
            {
                return (byte)(Most - 1);
            }

            var place = Array.BinarySearch(cuts, v);
            return (byte)(place >= 0 ? place + 1 : ~place);
        });
    }
}
