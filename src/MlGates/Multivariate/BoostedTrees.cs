namespace MlGates.Multivariate;

/// <summary>
/// A classifier of two classes: gradient boosting of small regression trees on the logistic loss (J. H. Friedman, Greedy function approximation: a gradient boosting machine, 2001), second-order
/// as in T. Chen and C. Guestrin (XGBoost, 2016), on features cut into at most 64 bins. It draws no random numbers, and sums in a fixed order: the same rows give the same scores on every machine.
/// </summary>
/// <remarks>Categories are put into the order of their gradients at every split (W. D. Fisher 1958). O(trees · depth · rows · features).</remarks>
internal sealed class BoostedTrees
{
    private const int Trees = 50;
    private const int Depth = 3;
    private const int Nodes = (1 << Depth) - 1;
    private const double Rate = 0.15;
    private const double Penalty = 1;
    private const double LeastHessian = 5;

    private readonly Tree[] _trees = new Tree[Trees];
    private readonly double _start;

    private BoostedTrees(BinnedFeatures features, bool[] labels, int[] rows)
    {
        var share = (rows.Count(r => labels[r]) + 1.0) / (rows.Length + 2);
        _start = Math.Log(share / (1 - share));
        Gains = new double[features.Bins.Length];
        var scores = new double[labels.Length];
        Array.Fill(scores, _start);
        var (gradients, hessians) = (new double[labels.Length], new double[labels.Length]);
        var places = new int[labels.Length];
        for (var tree = 0; tree < Trees; tree++)
        {
            foreach (var row in rows)
            {
                var p = 1 / (1 + Math.Exp(-scores[row]));
                gradients[row] = p - (labels[row] ? 1 : 0);
                hessians[row] = Math.Max(p * (1 - p), 1e-6);
                places[row] = 0;
            }

            _trees[tree] = Grow(features, rows, gradients, hessians, places);
            foreach (var row in rows)
            {
                scores[row] += _trees[tree].Values[places[row] - Nodes];
            }
        }
    }

    /// <summary>What each feature's splits gained: how much the classifier goes by it.</summary>
    internal double[] Gains { get; }

    /// <summary>Learns from some of the rows.</summary>
    internal static BoostedTrees Learn(BinnedFeatures features, bool[] labels, int[] rows) => new(features, labels, rows);

    /// <summary>The score of a row: the log odds of being positive.</summary>
    internal double Score(BinnedFeatures features, int row)
    {
        var score = _start;
        foreach (var tree in _trees)
        {
            var node = 0;
            while (node < Nodes)
            {
                node = (2 * node) + (GoesRight(tree.Splits[node], features, row) ? 2 : 1);
            }

            score += tree.Values[node - Nodes];
        }

        return score;
    }

    private Tree Grow(BinnedFeatures features, int[] rows, double[] gradients, double[] hessians, int[] places)
    {
        var tree = new Tree(new Split[Nodes], new double[Nodes + 1]);
        for (var (level, first) = (0, 0); level < Depth; level++, first = (2 * first) + 1)
        {
            var count = first + 1;
            var best = new Split[features.Bins.Length][];
            Parallel.For(0, best.Length, feature => best[feature] = Best(features, feature, rows, gradients, hessians, places, first, count));
            for (var node = 0; node < count; node++)
            {
                var split = Split.None;
                for (var feature = 0; feature < best.Length; feature++)
                {
                    split = best[feature][node].Gain > split.Gain ? best[feature][node] : split;
                }

                tree.Splits[first + node] = split;
                if (split.Feature >= 0)
                {
                    Gains[split.Feature] += split.Gain;
                }
            }

            foreach (var row in rows)
            {
                places[row] = (2 * places[row]) + (GoesRight(tree.Splits[places[row]], features, row) ? 2 : 1);
            }
        }

        Span<double> sums = stackalloc double[2 * (Nodes + 1)];
        sums.Clear();
        foreach (var row in rows)
        {
            sums[2 * (places[row] - Nodes)] += gradients[row];
            sums[(2 * (places[row] - Nodes)) + 1] += hessians[row];
        }

        for (var leaf = 0; leaf <= Nodes; leaf++)
        {
            tree.Values[leaf] = -Rate * sums[2 * leaf] / (sums[(2 * leaf) + 1] + Penalty);
        }

        return tree;
    }

    private static Split[] Best(BinnedFeatures features, int feature, int[] rows, double[] gradients, double[] hessians, int[] places, int first, int count)
    {
        const int width = BinnedFeatures.Most;
        var (g, h) = (new double[count * width], new double[count * width]);
        var bins = features.Bins[feature];
        foreach (var row in rows)
        {
            var cell = ((places[row] - first) * width) + bins[row];
            g[cell] += gradients[row];
            h[cell] += hessians[row];
        }

        var splits = new Split[count];
        Span<int> order = stackalloc int[width];
        for (var node = 0; node < count; node++)
        {
            splits[node] = Best(feature, features.IsCategory[feature], g.AsSpan(node * width, width), h.AsSpan(node * width, width), order);
        }

        return splits;
    }

    // The best cut of the bins in their order; categories in the order of their gradients.
    private static Split Best(int feature, bool isCategory, ReadOnlySpan<double> g, ReadOnlySpan<double> h, Span<int> order)
    {
        var (used, allG, allH) = (0, 0.0, 0.0);
        for (var bin = 0; bin < g.Length; bin++)
        {
            if (h[bin] > 0)
            {
                order[used++] = bin;
                allG += g[bin];
                allH += h[bin];
            }
        }

        if (isCategory)
        {
            var keys = new double[used];
            for (var i = 0; i < used; i++)
            {
                keys[i] = g[order[i]] / (h[order[i]] + Penalty);
            }

            var sorted = order[..used].ToArray();
            Array.Sort(keys, sorted);
            sorted.CopyTo(order);
        }

        var (best, left, leftG, leftH) = (Split.None, 0UL, 0.0, 0.0);
        for (var i = 0; i + 1 < used; i++)
        {
            left |= 1UL << order[i];
            leftG += g[order[i]];
            leftH += h[order[i]];
            if (leftH < LeastHessian || allH - leftH < LeastHessian)
            {
                continue;
            }

            var gain = Gain(leftG, leftH) + Gain(allG - leftG, allH - leftH) - Gain(allG, allH);
            if (gain > best.Gain)
            {
                best = new Split(feature, left, gain);
            }
        }

        return best;
    }

    private static double Gain(double g, double h) => g * g / (h + Penalty);

    private static bool GoesRight(in Split split, BinnedFeatures features, int row) => split.Feature >= 0 && (split.Left & (1UL << features.Bins[split.Feature][row])) == 0;

    private sealed record Tree(Split[] Splits, double[] Values);

    // A bit for each bin that goes left; without a feature all do.
    private readonly record struct Split(int Feature, ulong Left, double Gain)
    {
        internal static Split None => new(-1, ulong.MaxValue, 1e-9);
    }
}
