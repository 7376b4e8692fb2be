using MathNet.Numerics.LinearAlgebra;

namespace MlGates.Multivariate;

/// <summary>The principal components that hold a share of the variance of standardised columns.</summary>
public sealed class PrincipalComponents
{
    private readonly double[][] _axes;

    private PrincipalComponents(double[][] axes, double[] explained) => (_axes, Explained) = (axes, explained);

    /// <summary>Number of components kept.</summary>
    public int Count => _axes.Length;

    /// <summary>The share of the variance that the first, the first two, … components hold; as many as columns.</summary>
    public IReadOnlyList<double> Explained { get; }

    /// <summary>Fits the fewest components that hold more than a share of the variance. O(rows · columns² + columns³).</summary>
    /// <param name="columns">By column and row, each with mean 0 and of one unit.</param>
    /// <param name="held">The share, in (0, 1).</param>
    /// <param name="step">Every so many rows are looked at; 1 for all.</param>
    /// <exception cref="ArgumentException">There is no column.</exception>
    public static PrincipalComponents Fit(double[][] columns, double held, int step = 1)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0)
        {
            throw new ArgumentException("There is no column.", nameof(columns));
        }

        var covariance = Matrix<double>.Build.Dense(columns.Length, columns.Length);
        Parallel.For(0, columns.Length, i =>
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < columns[i].Length; row += step)
                {
                    sum += columns[i][row] * columns[j][row];
                }

                covariance[i, j] = sum;
            }
        });
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                covariance[j, i] = covariance[i, j];
            }
        }

        // Eigenvalues ascend.
        var decomposition = covariance.Evd(Symmetricity.Symmetric);
        double[] values = [.. decomposition.EigenValues.Select(v => Math.Max(0, v.Real)).Reverse()];
        var (all, running) = (values.Sum(), 0.0);
        var explained = Array.ConvertAll(values, v => all > 0 ? (running += v) / all : 1);
        var count = Math.Min(columns.Length, explained.TakeWhile(e => e <= held).Count() + 1);
        return new PrincipalComponents([.. Enumerable.Range(0, count).Select(c => decomposition.EigenVectors.Column(columns.Length - 1 - c).ToArray())], explained);
    }

    /// <summary>The length of what the components leave of each row, and the mean square left by column. O(rows · columns · components).</summary>
    /// <param name="columns">Columns standardised as those that were fitted.</param>
    /// <param name="rows">The rows to look at; null for all.</param>
    public (double[] Rows, double[] Columns) Errors(double[][] columns, int[]? rows = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        rows ??= [.. Enumerable.Range(0, columns[0].Length)];
        var (errors, squaresLeft) = (new double[rows.Length], new double[columns.Length]);
        var rest = new double[columns.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var column = 0; column < rest.Length; column++)
            {
                rest[column] = columns[column][rows[i]];
            }

            foreach (var axis in _axes)
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
                squaresLeft[column] += rest[column] * rest[column] / rows.Length;
            }

            errors[i] = Math.Sqrt(squares);
        }

        return (errors, squaresLeft);
    }
}
