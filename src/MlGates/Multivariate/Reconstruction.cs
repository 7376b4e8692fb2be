namespace MlGates.Multivariate;

/// <summary>
/// How much worse the principal components of a baseline describe a candidate: mean distance of a standardised row to what the components that hold 65 % of the variance make of it (NannyML's
/// measure), against that of baseline rows which the components were not fitted to.
/// </summary>
/// <param name="Change">|mean error of the candidate over that of the baseline, less 1|, at least 0.</param>
/// <param name="Error">Its standard error, by the delta method.</param>
/// <param name="Baseline">Mean error of the baseline's rows.</param>
/// <param name="Candidate">Mean error of the candidate's rows.</param>
/// <param name="Components">Number of components.</param>
/// <param name="Parts">By feature, its part in the change of the squared error; 0 where it fell.</param>
internal sealed record Reconstruction(double Change, double Error, double Baseline, double Candidate, int Components, double[] Parts)
{
    /// <summary>The most columns, categories one each, for which components are computed.</summary>
    internal const int MostColumns = 400;

    private const double Held = 0.65;

    /// <summary>Fits the components to every other row of the baseline. O(rows · columns² + columns³).</summary>
    /// <returns>Null when the components leave no error to compare: the columns depend on each other exactly.</returns>
    internal static Reconstruction? Of(FeatureRows rows, StandardFeatures features)
    {
        var columns = features.First.Length;
        var components = PrincipalComponents.Fit(features.First, Held, step: 2);
        int[] unseen = [.. Enumerable.Range(0, rows.First.Count).Where(i => i % 2 == 1)];
        var before = components.Errors(features.First, unseen);
        var after = components.Errors(features.Second);
        var (mean, variance, _) = GroupedMean.Of(before.Rows, rows.First.Groups is { } g ? Array.ConvertAll(unseen, i => g[i]) : null);
        var (meanAfter, varianceAfter, _) = GroupedMean.Of(after.Rows, rows.Second.Groups);
        if (!(mean > 1e-9))
        {
            return null;
        }

        var error = Math.Sqrt((varianceAfter / (mean * mean)) + (meanAfter * meanAfter * variance / (mean * mean * mean * mean)));
        var parts = new double[rows.Features.Count];
        for (var column = 0; column < columns; column++)
        {
            parts[features.Origin[column]] += Math.Max(0, after.Columns[column] - before.Columns[column]);
        }

        var total = parts.Sum();
        return new Reconstruction(Math.Abs((meanAfter / mean) - 1), error, mean, meanAfter, components.Count, Array.ConvertAll(parts, p => total > 0 ? p / total : 0));
    }
}
