namespace MlGates.Multivariate;

/// <summary>
/// The square of the maximum mean discrepancy of two samples of vectors with the kernel exp(−|x − y|²/(2σ²)) (A. Gretton et al., A kernel two-sample test, 2012), for small samples and other tools' widths.
/// </summary>
public static class GaussianDiscrepancy
{
    /// <summary>The estimate. O((n + m)² · dimensions).</summary>
    /// <param name="first">Vectors of one length, at least two.</param>
    /// <param name="second">Vectors of the same length, at least two.</param>
    /// <param name="width">σ, above 0.</param>
    /// <param name="unbiased">Without each vector's kernel with itself; may be below 0.</param>
    /// <exception cref="ArgumentException">A side has fewer than two vectors, or the width is not above 0.</exception>
    public static double Square(double[][] first, double[][] second, double width, bool unbiased = true)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length < 2 || second.Length < 2 || !(width > 0))
        {
            throw new ArgumentException("A discrepancy needs two vectors a side and a width above 0.");
        }

        return Mean(first, first, width, unbiased) + Mean(second, second, width, unbiased) - (2 * Mean(first, second, width, false));
    }

    /// <summary>√½ times the nearest-rank median distance of all n² pairs of the reference, itself among them: Evidently's width.</summary>
    public static double EvidentlyWidth(double[][] reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        double[] squares = [.. reference.SelectMany(x => reference.Select(y => Distance(x, y))).Order()];
        return Math.Sqrt(0.5 * squares[(int)Math.Round((squares.Length - 1) / 2.0)]);
    }

    /// <summary>√½ times the median distance of the pairs of both samples together.</summary>
    public static double PooledMedianWidth(double[][] first, double[][] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double[][] all = [.. first, .. second];
        double[] squares = [.. Enumerable.Range(0, all.Length).SelectMany(i => Enumerable.Range(0, i).Select(j => Distance(all[i], all[j]))).Order()];
        return Math.Sqrt(0.5 * (squares[(squares.Length - 1) / 2] + squares[squares.Length / 2]) / 2);
    }

    private static double Mean(double[][] first, double[][] second, double width, bool withoutSame)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            for (var j = 0; j < second.Length; j++)
            {
                sum += withoutSame && i == j ? 0 : Math.Exp(-Distance(first[i], second[j]) / (2 * width * width));
            }
        }

        return sum / (withoutSame ? first.Length * (first.Length - 1.0) : first.Length * (double)second.Length);
    }

    private static double Distance(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }

        return sum;
    }
}
