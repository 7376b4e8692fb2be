using MlGates.Comparison;

namespace MlGates.Multivariate;

/// <summary>
/// The maximum mean discrepancy of two samples of vectors, for the Gaussian kernel whose width is the median distance within the first (A. Gretton, K. Borgwardt, M. Rasch, B. Schölkopf
/// and A. Smola, A kernel two-sample test, 2012): 0 where the distributions are alike, at most √2.
/// </summary>
/// <param name="Square">Unbiased estimate of its square; may be below 0.</param>
/// <param name="Error">Standard error of <paramref name="Square"/>: of its projection on single rows, and what is left when nothing changed, from the permutations.</param>
/// <param name="PermutationP">The chance of as large a value when rows of both samples are exchanged at random: of "no change", not of "within the limit".</param>
/// <param name="Width">The kernel's width.</param>
internal sealed record MeanDiscrepancy(double Square, double Error, double PermutationP, double Width)
{
    /// <summary>The most rows a side: every pair of them is looked at.</summary>
    internal const int MostRows = 1000;

    /// <summary>The largest value.</summary>
    internal static readonly double Largest = Math.Sqrt(2);

    private const int Permutations = 200;

    /// <summary>O(rows² · (columns + permutations)), O(rows²) memory. The permutations are seeded.</summary>
    internal static MeanDiscrepancy Of(FeatureRows rows, StandardFeatures features)
    {
        var (n, m) = (rows.First.Count, rows.Second.Count);
        var all = n + m;
        var kernel = new float[all][];
        Parallel.For(0, all, i =>
        {
            kernel[i] = new float[all];
            for (var j = 0; j < i; j++)
            {
                var sum = 0.0;
                for (var column = 0; column < features.First.Length; column++)
                {
                    var difference = Value(features, column, i, n) - Value(features, column, j, n);
                    sum += difference * difference;
                }

                kernel[i][j] = (float)Math.Sqrt(sum);
            }
        });
        var within = new List<float>(n * (n - 1) / 2);
        for (var i = 0; i < n; i++)
        {
            within.AddRange(kernel[i].AsSpan(0, i));
        }

        within.Sort();
        double width = within[within.Count / 2] > 0 ? within[within.Count / 2] : 1;
        for (var i = 0; i < all; i++)
        {
            for (var j = 0; j < i; j++)
            {
                kernel[i][j] = (float)Math.Exp(-(double)kernel[i][j] * kernel[i][j] / (2 * width * width));
            }
        }

        Parallel.For(0, all, i =>
        {
            for (var j = i + 1; j < all; j++)
            {
                kernel[i][j] = kernel[j][i];
            }
        });

        var groups = rows.First.Groups is { } a && rows.Second.Groups is { } b ? (First: a, Second: b) : default;
        var isSecond = Enumerable.Range(0, all).Select(i => i >= n).ToArray();
        var square = Estimate(kernel, isSecond, n, m);
        var variance = Projection(kernel, n, m, 0, n, groups.First) + Projection(kernel, n, m, n, all, groups.Second);

        // Rows of a group change sides together.
        int[] units = groups.First is null ? [.. Enumerable.Range(0, all)] : [.. groups.First, .. groups.Second.Select(g => groups.First.Max() + 1 + g)];
        var drawn = new double[Permutations];
        Parallel.For(0, Permutations, draw =>
        {
            var mixed = Mixed(units, n, new Random((draw * 7919) + 17));
            var second = mixed.Count(s => s);
            drawn[draw] = second < 2 || all - second < 2 ? 0 : Estimate(kernel, mixed, all - second, second);
        });
        var spread = drawn.Sum(d => d * d) / Permutations;
        return new MeanDiscrepancy(square, Math.Sqrt(variance + spread), (1.0 + drawn.Count(d => d >= square)) / (Permutations + 1), width);
    }

    private static double Value(StandardFeatures features, int column, int row, int n) => row < n ? features.First[column][row] : features.Second[column][row - n];

    // Units in random order go to the first side until it has its number of rows.
    private static bool[] Mixed(int[] units, int n, Random random)
    {
        var count = units.Max() + 1;
        var sizes = new int[count];
        foreach (var unit in units)
        {
            sizes[unit]++;
        }

        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        var isFirst = new bool[count];
        var rows = 0;
        foreach (var unit in order)
        {
            isFirst[unit] = rows < n;
            rows += sizes[unit];
        }

        return Array.ConvertAll(units, u => !isFirst[u]);
    }

    private static double Estimate(float[][] kernel, bool[] isSecond, int n, int m)
    {
        var (first, second, across) = (0.0, 0.0, 0.0);
        for (var i = 0; i < kernel.Length; i++)
        {
            var (same, other) = (0.0, 0.0);
            var row = kernel[i];
            for (var j = 0; j < i; j++)
            {
                if (isSecond[i] == isSecond[j])
                {
                    same += row[j];
                }
                else
                {
                    other += row[j];
                }
            }

            across += other;
            first += isSecond[i] ? 0 : same;
            second += isSecond[i] ? same : 0;
        }

        return (2 * first / ((double)n * (n - 1))) + (2 * second / ((double)m * (m - 1))) - (2 * across / ((double)n * m));
    }

    // Four times the variance of the mean of a row's mean kernel with its own side less that with the other.
    private static double Projection(float[][] kernel, int n, int m, int from, int to, int[]? groups)
    {
        var values = new double[to - from];
        for (var i = from; i < to; i++)
        {
            var (left, right) = (0.0, 0.0);
            for (var j = 0; j < n; j++)
            {
                left += j == i ? 0 : kernel[i][j];
            }

            for (var j = n; j < n + m; j++)
            {
                right += j == i ? 0 : kernel[i][j];
            }

            values[i - from] = from == 0 ? (left / (n - 1)) - (right / m) : (right / (m - 1)) - (left / n);
        }

        return 4 * GroupedMean.Of(values, groups).Variance;
    }
}
