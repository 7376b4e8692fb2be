using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Tests of "both sides have the same shares", from counts over the same cells. Cells without a row on either side are left out. O(cells).</summary>
public static class CountTests
{
    /// <summary>Pearson's chi-square of the two-row table (K. Pearson 1900), without a correction.</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <returns>Statistic, p-value and k − 1 degrees; 0 and 1 for a single cell.</returns>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, or a side is empty.</exception>
    public static SignificanceResult ChiSquare(ReadOnlySpan<long> first, ReadOnlySpan<long> second) => Independence(first, second, (d, e) => d * d / e);

    /// <summary>The same with the continuity correction of F. Yates (1934) where there are two cells, as SciPy and NannyML have it; with more cells as without.</summary>
    /// <inheritdoc cref="ChiSquare"/>
    public static SignificanceResult ChiSquareYates(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var used = 0;
        for (var i = 0; i < first.Length && i < second.Length; i++)
        {
            used += (first[i] | second[i]) != 0 ? 1 : 0;
        }

        var correction = used == 2 ? 0.5 : 0;
        return Independence(first, second, (d, e) => Math.Abs(d) - Math.Min(correction, Math.Abs(d)) is var rest ? rest * rest / e : 0);
    }

    /// <summary>The likelihood-ratio statistic G = 2 Σ O ln(O/E) of the two-row table (S. Wilks 1938), without a correction; empty cells add 0.</summary>
    /// <inheritdoc cref="ChiSquare"/>
    public static SignificanceResult G(ReadOnlySpan<long> first, ReadOnlySpan<long> second) => Independence(first, second, (d, e) => 2 * e * RelativeEntropy.Excess(d / e));

    /// <summary>Chi-square of the second side against the first's shares taken as known, as Evidently has it.</summary>
    /// <param name="first">Counts by cell; each with a row where the second has one, or the statistic is infinite.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <inheritdoc cref="ChiSquare"/>
    public static SignificanceResult GoodnessOfFit(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var (n, m) = CountPair.Totals(first, second);
        var sum = new CompensatedSum();
        var used = 0;
        for (var i = 0; i < first.Length; i++)
        {
            used += (first[i] | second[i]) != 0 ? 1 : 0;
            if (first[i] == 0 && second[i] > 0)
            {
                return new SignificanceResult(double.PositiveInfinity, 0, double.NaN);
            }

            var difference = (double)(((Int128)second[i] * n) - ((Int128)first[i] * m)) / n;
            sum.Add(first[i] == 0 ? 0 : difference * difference / ((double)first[i] / n * m));
        }

        return Result(sum.Value, used - 1);
    }

    /// <summary>Fisher's exact test of a two-by-two table (R. Fisher 1922): O(the smallest margin).</summary>
    /// <param name="a">First row, first column.</param>
    /// <param name="b">First row, second column.</param>
    /// <param name="c">Second row, first column.</param>
    /// <param name="d">Second row, second column.</param>
    /// <returns>P-values: of tables that are no more probable, of a first count at most as large, of one at least as large.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static (double TwoSided, double Less, double Greater) FisherExact(long a, long b, long c, long d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(Math.Min(a, b), Math.Min(c, d)));
        var (row, column, total) = (a + b, a + c, a + b + c + d);
        var (low, high) = (Math.Max(0, row + column - total), Math.Min(row, column));

        // Weights relative to the most probable table, so that nothing overflows; each from its neighbour.
        var mode = Math.Clamp((long)Math.Floor((row + 1.0) * (column + 1.0) / (total + 2.0)), low, high);
        var weights = new double[high - low + 1];
        weights[mode - low] = 1;
        for (var x = mode; x < high; x++)
        {
            weights[x + 1 - low] = weights[x - low] * ((double)(row - x) * (column - x) / ((x + 1.0) * (total - row - column + x + 1.0)));
        }

        for (var x = mode; x > low; x--)
        {
            weights[x - 1 - low] = weights[x - low] * (x * (double)(total - row - column + x) / ((row - x + 1.0) * (column - x + 1.0)));
        }

        var (all, less, greater, unlikely) = (0.0, 0.0, 0.0, 0.0);
        var observed = weights[a - low];
        for (var x = low; x <= high; x++)
        {
            var weight = weights[x - low];
            all += weight;
            less += x <= a ? weight : 0;
            greater += x >= a ? weight : 0;
            unlikely += weight <= observed * (1 + 1e-12) ? weight : 0;
        }

        return (Math.Min(1, unlikely / all), Math.Min(1, less / all), Math.Min(1, greater / all));
    }

    /// <summary>The z-test of two proportions with pooled variance, two-sided, without a correction.</summary>
    /// <param name="first">Successes of the first side.</param>
    /// <param name="n">Its trials, at least 1.</param>
    /// <param name="second">Successes of the second side.</param>
    /// <param name="m">Its trials, at least 1.</param>
    /// <returns>Statistic 0 and p-value 1 where both sides are all or none.</returns>
    public static SignificanceResult TwoProportions(long first, long n, long second, long m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        var pooled = ((double)first + second) / ((double)n + m);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / n) + (1.0 / m)));
        var z = error == 0 ? 0 : (((double)first / n) - ((double)second / m)) / error;
        return new SignificanceResult(z, Math.Min(1, 2 * NormalDistribution.UpperTail(Math.Abs(z))));
    }

    /// <summary>L-infinity less a margin for the rows, as Deequ has it: max(0, D − c√((n+m)/(nm))), c = 1.8, or √(−ln(α/2)/2) for a level.</summary>
    /// <param name="distance">The L-infinity distance.</param>
    /// <param name="n">Rows of the first side, at least 1.</param>
    /// <param name="m">Rows of the second side, at least 1.</param>
    /// <param name="level">α, in (0, 1); null for Deequ's default margin.</param>
    public static double RobustLInfinity(double distance, long n, long m, double? level = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        Probability.CheckLevel(level ?? 0.5);
        return Math.Max(0, distance - (RobustMargin(level) * Math.Sqrt((1.0 / n) + (1.0 / m))));
    }

    internal static double RobustMargin(double? level) => level is { } alpha ? Math.Sqrt(-Math.Log(alpha / 2) / 2) : 1.8;

    // Each of the 2k cells, by its difference from the expected count and that count.
    private static SignificanceResult Independence(ReadOnlySpan<long> first, ReadOnlySpan<long> second, Func<double, double, double> part)
    {
        var (n, m) = CountPair.Totals(first, second);
        var total = (double)n + m;
        var sum = new CompensatedSum();
        var used = 0;
        for (var i = 0; i < first.Length; i++)
        {
            if ((first[i] | second[i]) == 0)
            {
                continue;
            }

            used++;
            var both = (double)first[i] + second[i];
            var difference = (double)(((Int128)first[i] * m) - ((Int128)second[i] * n)) / total;
            sum.Add(part(difference, both * (n / total)));
            sum.Add(part(-difference, both * (m / total)));
        }

        return Result(sum.Value, used - 1);
    }

    private static SignificanceResult Result(double statistic, int degrees) =>
        new(statistic, degrees == 0 ? 1 : NoncentralChiSquare.UpperTail(statistic, degrees, 0), degrees);
}
