namespace MlGates.Multivariate;

/// <summary>How much Pearson's correlation of each pair of numeric features changed. Pairs of rows with a missing value are left out.</summary>
/// <param name="Pairs">The pairs' features.</param>
/// <param name="First">Correlations in the first sample.</param>
/// <param name="Second">Correlations in the second.</param>
/// <param name="Errors">Standard errors of their differences, from the influence zₓz_y − r(zₓ² + z_y²)/2 of each row (S. J. Devlin, R. Gnanadesikan and J. R. Kettenring 1975).</param>
internal sealed record CorrelationChange((int A, int B)[] Pairs, double[] First, double[] Second, double[] Errors)
{
    /// <summary>The most numeric features that are compared pair by pair.</summary>
    internal const int MostColumns = 200;

    /// <summary>The absolute differences.</summary>
    internal double[] Changes => [.. First.Zip(Second, (a, b) => Math.Abs(a - b))];

    /// <summary>Of all pairs that vary on both sides. O(rows · columns²).</summary>
    internal static CorrelationChange Of(FeatureRows rows, StandardFeatures features)
    {
        var columns = features.First.Length;
        var results = new (double First, double Second, double Error)[columns * columns];
        Parallel.For(0, columns, i =>
        {
            for (var j = 0; j < i; j++)
            {
                var (a, va) = Correlation(features.First[i], features.First[j], rows.First.Groups);
                var (b, vb) = Correlation(features.Second[i], features.Second[j], rows.Second.Groups);

                // A correlation of exactly 1 has no spread; nor has it a chance of being another.
                results[(i * columns) + j] = (a, b, Math.Sqrt(Math.Max(va + vb, 1e-18)));
            }
        });
        var kept = new List<(int A, int B, int Place)>();
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b, error) = results[(i * columns) + j];
                if (!double.IsNaN(a + b + error))
                {
                    kept.Add((features.Origin[j], features.Origin[i], (i * columns) + j));
                }
            }
        }

        return new CorrelationChange(
            [.. kept.Select(k => (k.A, k.B))], [.. kept.Select(k => results[k.Place].First)], [.. kept.Select(k => results[k.Place].Second)], [.. kept.Select(k => results[k.Place].Error)]);
    }

    private static (double Correlation, double Variance) Correlation(double[] x, double[] y, int[]? groups)
    {
        var (n, sx, sy) = (0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i] + y[i]))
            {
                (n, sx, sy) = (n + 1, sx + x[i], sy + y[i]);
            }
        }

        var (mx, my, xx, yy, xy) = (sx / n, sy / n, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i] + y[i]))
            {
                var (dx, dy) = (x[i] - mx, y[i] - my);
                (xx, yy, xy) = (xx + (dx * dx), yy + (dy * dy), xy + (dx * dy));
            }
        }

        if (n < FeatureRows.Fewest || !(xx > 1e-9 * n && yy > 1e-9 * n))
        {
            return (double.NaN, double.NaN);
        }

        var r = Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
        var (ux, uy) = (Math.Sqrt(xx / n), Math.Sqrt(yy / n));
        var influence = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (zx, zy) = ((x[i] - mx) / ux, (y[i] - my) / uy);
            influence[i] = (zx * zy) - (r * ((zx * zx) + (zy * zy)) / 2);
        }

        return (r, GroupedMean.Of(influence, groups).Variance);
    }
}
