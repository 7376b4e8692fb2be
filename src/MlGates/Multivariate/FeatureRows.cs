namespace MlGates.Multivariate;

/// <summary>Rows of two samples as features: numbers, and categories as small whole numbers; in an order that does not depend on that of the source.</summary>
/// <param name="Features">The features.</param>
/// <param name="First">The first sample.</param>
/// <param name="Second">The second.</param>
internal sealed record FeatureRows(IReadOnlyList<Feature> Features, SampleRows First, SampleRows Second)
{
    /// <summary>Fewer rows a side are not looked at together.</summary>
    internal const int Fewest = 100;
}

/// <summary>A feature.</summary>
/// <param name="Column">The column it comes from.</param>
/// <param name="Name">Its name: the column's, with the place in brackets for a part of a vector.</param>
/// <param name="Categories">Number of categories; 0 for numbers.</param>
internal sealed record Feature(string Column, string Name, int Categories);

/// <summary>Rows of one sample.</summary>
/// <param name="Values">By feature and row; NaN is missing.</param>
/// <param name="Groups">Which rows belong together, numbered from 0; null for independent rows.</param>
/// <param name="Numbers">The rows' numbers in their source, 1 for the first.</param>
internal sealed record SampleRows(float[][] Values, int[]? Groups, long[] Numbers)
{
    internal int Count => Numbers.Length;

    /// <summary>So many of the rows, evenly spread over their order; all when there are no more.</summary>
    internal SampleRows Thin(int rows)
    {
        if (Count <= rows)
        {
            return this;
        }

        int[] kept = [.. Enumerable.Range(0, rows).Select(i => (int)((long)i * Count / rows))];
        return new SampleRows(Array.ConvertAll(Values, v => Array.ConvertAll(kept, i => v[i])), Groups is { } g ? Renumbered(Array.ConvertAll(kept, i => g[i])) : null, Array.ConvertAll(kept, i => Numbers[i]));
    }

    private static int[] Renumbered(int[] groups)
    {
        var places = groups.Distinct().Order().Select((g, i) => (g, i)).ToDictionary(g => g.g, g => g.i);
        return Array.ConvertAll(groups, g => places[g]);
    }
}
