namespace MlGates.Comparison;

/// <summary>
/// The Jensen–Shannon divergence in bits, not square-rooted (J. Lin, Divergence measures based on the Shannon entropy, 1991):
/// ½ Σ p log2(p/M) + ½ Σ q log2(q/M) with M = (p+q)/2 and 0·log 0 = 0.
/// </summary>
public static class JensenShannon
{
    /// <summary>The largest divergence, reached by sides without a common cell.</summary>
    public const double Largest = 1;

    /// <summary>The scale at which the divergence over h = c(1/n + 1/m) is noncentral chi-square: 1/(8 ln 2).</summary>
    public const double Scale = 0.125 / Ln2;

    /// <summary>A bit in nats, ln 2.</summary>
    public const double Bit = Ln2;

    private const double Ln2 = 0.69314718055994530942;

    /// <summary>
    /// The divergence between the shares of two sides, in [0, 1]; exactly 0 on equal shares, exactly symmetric, and to about 1e-15 the same
    /// in any order of the cells. O(cells).
    /// </summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static double Divergence(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var sum = 0.0;
        var lost = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            // On a common denominator both are whole, so that equal shares differ by exactly 0.
            var p = (Int128)first[i] * m;
            var q = (Int128)second[i] * n;
            if (p + q == 0)
            {
                continue;
            }

            var share = ((double)first[i] / n) + ((double)second[i] / m);
            var term = share / 4 * Excess((double)(p > q ? p - q : q - p) / (double)(p + q));
            var corrected = term - lost;
            var next = sum + corrected;
            lost = next - sum - corrected;
            sum = next;
        }

        return Math.Min(Largest, sum / Ln2);
    }

    // (1+u) ln(1+u) + (1−u) ln(1−u) for u in [0, 1]: what one cell adds, never negative, so that no digits cancel between cells.
    private static double Excess(double u)
    {
        if (u == 1)
        {
            return 2 * Ln2;
        }

        if (u > 0.125)
        {
            return ((1 + u) * Math.Log(1 + u)) + ((1 - u) * Math.Log(1 - u));
        }

        // Σ u^2k / (k(2k−1)); nine terms reach 1e-17 of the first at 1/8.
        var square = u * u;
        var sum = 0.0;
        for (var k = 9; k >= 1; k--)
        {
            sum = (sum * square) + (1.0 / (k * ((2 * k) - 1)));
        }

        return sum * square;
    }
}
