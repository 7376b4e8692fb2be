using MlGates.Metrics;

namespace MlGates.Multivariate;

/// <summary>
/// How well a classifier tells two samples apart: the area under its ROC curve on rows it did not learn from, ½ where they are alike (S. Rabanser, S. Günnemann and Z. C. Lipton, Failing loudly, 2019).
/// </summary>
/// <param name="Area">Mean of the folds' areas, in [0, 1].</param>
/// <param name="Variance">Its variance by DeLong's components, by groups where rows come in groups (N. A. Obuchowski 1997).</param>
/// <param name="Parts">What each feature's splits gained, as a share of all gains; all 0 without a split.</param>
/// <param name="Surest">The second sample's rows that are surest to be of it, at most five, the surest first.</param>
internal sealed record DomainClassifier(double Area, double Variance, double[] Parts, long[] Surest)
{
    /// <summary>The most rows a side that are looked at.</summary>
    internal const int MostRows = 10_000;

    private const int Folds = 4;
    private const int MostShown = 5;

    /// <summary>Learns and judges by cross-validation in four folds; rows of a group stay in one fold.</summary>
    internal static DomainClassifier Of(FeatureRows rows)
    {
        var features = BinnedFeatures.Of(rows);
        var (n, m) = (rows.First.Count, rows.Second.Count);
        bool[] labels = [.. Enumerable.Repeat(false, n), .. Enumerable.Repeat(true, m)];
        var folds = new int[n + m];
        var offset = rows.First.Groups is null ? 0 : rows.First.Groups.Max() + 1;
        var groups = rows.First.Groups is { } a && rows.Second.Groups is { } b ? [.. a, .. b.Select(g => g + offset)] : (int[]?)null;
        for (var i = 0; i < folds.Length; i++)
        {
            folds[i] = (groups is null ? i < n ? i : i - n : groups[i] < offset ? groups[i] : groups[i] - offset) % Folds;
        }

        var (area, variance) = (0.0, 0.0);
        var gains = new double[rows.Features.Count];
        var scores = new double[n + m];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] learned = [.. Enumerable.Range(0, n + m).Where(i => folds[i] != fold)];
            int[] judged = [.. Enumerable.Range(0, n + m).Where(i => folds[i] == fold)];
            var trees = BoostedTrees.Learn(features, labels, learned);
            foreach (var row in judged)
            {
                scores[row] = trees.Score(features, row);
            }

            for (var i = 0; i < gains.Length; i++)
            {
                gains[i] += trees.Gains[i];
            }

            var roc = RocArea.Compute(Array.ConvertAll(judged, r => labels[r]), Array.ConvertAll(judged, r => scores[r]));
            area += roc.Value / Folds;
            var spread = groups is null ? roc.Variance : roc.VarianceOfGroups(Array.ConvertAll(judged, r => groups[r]), Array.ConvertAll(judged, r => labels[r]));

            // Without a spread of its own: that of as many pairs in order as there are.
            variance += (spread > 0 ? spread : 0.25 / roc.DisjointPairs) / (Folds * Folds);
        }

        var all = gains.Sum();
        return new DomainClassifier(
            area, variance, Array.ConvertAll(gains, g => all > 0 ? g / all : 0),
            [.. Enumerable.Range(0, m).OrderByDescending(i => scores[n + i]).ThenBy(i => rows.Second.Numbers[i]).Take(MostShown).Select(i => rows.Second.Numbers[i])]);
    }
}
