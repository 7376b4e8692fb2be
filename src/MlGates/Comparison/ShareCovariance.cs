namespace MlGates.Comparison;

/// <summary>
/// The shares of cells in a sample whose rows come in groups (users, sessions, days), and how they vary from group to group: the covariance
/// G/(G−1) Σ R Rᵀ / W² with R the group's residual, counts less rows times share (J. N. K. Rao and A. J. Scott 1981). Rows may have weights.
/// </summary>
internal sealed class ShareCovariance
{
    // Takes the place of log2(0) in the direction of a divergence.
    private const double EmptyCell = -5;

    private readonly double[] _matrix;

    private ShareCovariance(double[] shares, double[] matrix, int groups, double kish)
    {
        Shares = shares;
        _matrix = matrix;
        Groups = groups;
        Kish = kish;
    }

    /// <summary>The cells' shares, which sum to 1.</summary>
    internal double[] Shares { get; }

    /// <summary>Number of groups with a row.</summary>
    internal int Groups { get; }

    /// <summary>Effective rows by weights alone, (Σw)²/Σw² (L. Kish 1965): the most there can be.</summary>
    internal double Kish { get; }

    /// <summary>O(groups · cells²).</summary>
    /// <param name="table">Weight by group and cell, groups one after the other.</param>
    /// <param name="width">Cells of a group in the table.</param>
    /// <param name="cells">The first so many of them are looked at.</param>
    /// <param name="kish">Effective rows by weights.</param>
    /// <returns>Null when all weights are 0.</returns>
    internal static ShareCovariance? Of(ReadOnlySpan<double> table, int width, int cells, double kish)
    {
        var shares = new double[cells];
        var (total, groups) = (0.0, 0);
        for (var start = 0; start < table.Length; start += width)
        {
            var sum = 0.0;
            for (var i = 0; i < cells; i++)
            {
                shares[i] += table[start + i];
                sum += table[start + i];
            }

            total += sum;
            groups += sum > 0 ? 1 : 0;
        }

        if (!(total > 0))
        {
            return null;
        }

        for (var i = 0; i < cells; i++)
        {
            shares[i] /= total;
        }

        var matrix = new double[cells * cells];
        var residual = new double[cells];
        for (var start = 0; start < table.Length; start += width)
        {
            var sum = 0.0;
            for (var i = 0; i < cells; i++)
            {
                sum += table[start + i];
            }

            for (var i = 0; i < cells; i++)
            {
                residual[i] = table[start + i] - (sum * shares[i]);
                for (var j = 0; j <= i; j++)
                {
                    matrix[(i * cells) + j] += residual[i] * residual[j];
                }
            }
        }

        var scale = groups > 1 ? groups / (groups - 1.0) / total / total : 0;
        for (var i = 0; i < cells; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(j * cells) + i] = matrix[(i * cells) + j] *= scale;
            }
        }

        return new ShareCovariance(shares, matrix, groups, kish);
    }

    /// <summary>With cells put together.</summary>
    /// <param name="target">For each cell its new place.</param>
    /// <param name="cells">Number of new places.</param>
    internal ShareCovariance Merge(ReadOnlySpan<int> target, int cells)
    {
        var (shares, matrix) = (new double[cells], new double[cells * cells]);
        for (var i = 0; i < Shares.Length; i++)
        {
            shares[target[i]] += Shares[i];
            for (var j = 0; j < Shares.Length; j++)
            {
                matrix[(target[i] * cells) + target[j]] += _matrix[(i * Shares.Length) + j];
            }
        }

        return new ShareCovariance(shares, matrix, Groups, Kish);
    }

    /// <summary>
    /// Independent rows of equal weight that would tell as much: by the mean over the cells, along the gradient of the Jensen–Shannon divergence from the
    /// other sample, and along a direction of the measure's own; the fewest of them, and no more than <see cref="Kish"/>.
    /// </summary>
    /// <param name="other">The other sample's shares of the same cells.</param>
    /// <param name="direction">A weight for each cell; empty for none.</param>
    internal double EffectiveRows(ReadOnlySpan<double> other, ReadOnlySpan<double> direction = default)
    {
        var (variance, used) = (0.0, 0);
        var gradient = new double[Shares.Length];
        for (var i = 0; i < Shares.Length; i++)
        {
            if (Shares[i] > 0)
            {
                variance += _matrix[(i * Shares.Length) + i] / Shares[i];
                used++;
            }

            gradient[i] = Shares[i] > 0 ? Math.Log2(2 * Shares[i] / (Shares[i] + other[i])) / 2 : EmptyCell;
        }

        if (used < 2)
        {
            return Kish;
        }

        var largest = Math.Max(variance / (used - 1), Along(gradient));
        return Math.Min(Kish, 1 / (direction.IsEmpty ? largest : Math.Max(largest, Along(direction))));
    }

    // Variance of the direction's mean over that of a single independent row.
    private double Along(ReadOnlySpan<double> direction)
    {
        var (sum, squares, variance) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Shares.Length; i++)
        {
            sum += Shares[i] * direction[i];
            squares += Shares[i] * direction[i] * direction[i];
            for (var j = 0; j < Shares.Length; j++)
            {
                variance += direction[i] * _matrix[(i * Shares.Length) + j] * direction[j];
            }
        }

        var single = squares - (sum * sum);
        return single > 1e-12 * squares && double.IsFinite(variance) ? variance / single : 0;
    }
}
