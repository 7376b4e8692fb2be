using MathNet.Numerics.LinearAlgebra;

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
        var covariance = Matrix<double>.Build.Dense(columns, columns);
        Parallel.For(0, columns, i =>
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < rows.First.Count; row += 2)
                {
                    sum += features.First[i][row] * features.First[j][row];
                }

                covariance[i, j] = sum;
            }
        });
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < i; j++)
            {
                covariance[j, i] = covariance[i, j];
            }
        }

        var decomposition = covariance.Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Select(v => v.Real).ToArray();
        var (all, held, components) = (values.Sum(), 0.0, 0);
        while (components < columns && held < Held * all)
        {
            held += values[columns - 1 - components];
            components++;
        }

        double[][] axes = [.. Enumerable.Range(0, components).Select(c => decomposition.EigenVectors.Column(columns - 1 - c).ToArray())];
        int[] unseen = [.. Enumerable.Range(0, rows.First.Count).Where(i => i % 2 == 1)];
        var before = Errors(features.First, axes, unseen);
        var after = Errors(features.Second, axes, [.. Enumerable.Range(0, rows.Second.Count)]);
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
        return new Reconstruction(Math.Abs((meanAfter / mean) - 1), error, mean, meanAfter, components, Array.ConvertAll(parts, p => total > 0 ? p / total : 0));
    }

    // Length of what is left of each row, and the mean square left by column.
    private static (double[] Rows, double[] Columns) Errors(double[][] features, double[][] axes, int[] rows)
    {
        var (errors, columns) = (new double[rows.Length], new double[features.Length]);
        var rest = new double[features.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var column = 0; column < rest.Length; column++)
            {
                rest[column] = features[column][rows[i]];
            }

            foreach (var axis in axes)
            {
                var along = 0.0;
                for (var column = 0; column < rest.Length; column++)
                {
                    along += axis[column] * rest[column];
                }

                // Axes are orthonormal, so one after the other is all at once.
                for (var column = 0; column < rest.Length; column++)
                {
                    rest[column] -= along * axis[column];
                }
            }

            var squares = 0.0;
            for (var column = 0; column < rest.Length; column++)
            {
                squares += rest[column] * rest[column];
                columns[column] += rest[column] * rest[column] / rows.Length;
            }

            errors[i] = Math.Sqrt(squares);
        }

        return (errors, columns);
    }
}
