using MlGates.Statistics;

namespace MlGates.Metrics;

/// <summary>
/// The area under the ROC curve with its variance by structural components (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson,
/// Comparing the areas under two or more correlated receiver operating characteristic curves, 1988), computed from midranks (X. Sun and
/// W. Xu, Fast implementation of DeLong's algorithm, 2014). Components are kept as whole numbers and summed exactly, so that
/// neither the order of rows nor a common monotone change of the scores alters a bit of the result.
/// </summary>
public sealed class RocArea
{
    // Twice the number of negatives below each positive (ties half), and twice the number of positives above each negative.
    private readonly long[] _positive;
    private readonly long[] _negative;

    private RocArea(long[] positive, long[] negative)
    {
        _positive = positive;
        _negative = negative;
        Value = (double)Sum(positive) / (2.0 * positive.Length * negative.Length);
        Variance = Component(positive, negative.Length) + Component(negative, positive.Length);
    }

    /// <summary>The AUC, in [0, 1].</summary>
    public double Value { get; }

    /// <summary>DeLong's variance of <see cref="Value"/>; NaN when a class has a single row.</summary>
    public double Variance { get; }

    /// <summary>Square root of <see cref="Variance"/>. Zero when the classes are fully separated or all scores are equal.</summary>
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>Number of positive rows.</summary>
    public int Positives => _positive.Length;

    /// <summary>Number of negative rows.</summary>
    public int Negatives => _negative.Length;

    /// <summary>Rows of the smaller class: how many pairs of a positive and a negative row can be formed without using a row twice.</summary>
    public int DisjointPairs => Math.Min(Positives, Negatives);

    /// <summary>Computes the area. O(n log n) time, O(n) memory.</summary>
    /// <param name="labels">True for positive rows; both classes must occur.</param>
    /// <param name="scores">Finite scores, row by row; ties count half.</param>
    /// <exception cref="ArgumentException">Lengths differ, a class is absent or a score is NaN.</exception>
    public static RocArea Compute(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        if (labels.Length != scores.Length)
        {
            throw new ArgumentException($"{scores.Length} scores for {labels.Length} labels.", nameof(scores));
        }

        var positives = labels.Count(true);
        var negatives = labels.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            throw new ArgumentException("The AUC needs rows of both classes.", nameof(labels));
        }

        var positiveScores = new double[positives];
        var negativeScores = new double[negatives];
        for (int i = 0, p = 0, n = 0; i < labels.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                throw new ArgumentException($"Score {i + 1} is NaN.", nameof(scores));
            }

            if (labels[i])
            {
                positiveScores[p++] = scores[i];
            }
            else
            {
                negativeScores[n++] = scores[i];
            }
        }

        var all = Midranks.Doubled(scores);
        var amongPositive = Midranks.Doubled(positiveScores);
        var amongNegative = Midranks.Doubled(negativeScores);
        for (int i = 0, p = 0, n = 0; i < labels.Length; i++)
        {
            if (labels[i])
            {
                amongPositive[p] = all[i] - amongPositive[p];
                p++;
            }
            else
            {
                amongNegative[n] = (2L * positives) - (all[i] - amongNegative[n]);
                n++;
            }
        }

        return new RocArea(amongPositive, amongNegative);
    }

    /// <summary>DeLong's variance of the difference of two areas on the same rows in the same order; NaN when a class has a single row.</summary>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public static double VarianceOfDifference(RocArea first, RocArea second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Positives != second.Positives || first.Negatives != second.Negatives)
        {
            throw new ArgumentException("The areas are not of the same rows.", nameof(second));
        }

        return Component(Subtract(first._positive, second._positive), first.Negatives)
            + Component(Subtract(first._negative, second._negative), first.Positives);
    }

    /// <summary>The variance of <see cref="Value"/> for rows that come in groups, whose components may depend on each other (N. A. Obuchowski, Nonparametric analysis of clustered ROC curve data, 1997, of groups within one class).</summary>
    /// <param name="groups">The rows' groups, as the rows were given.</param>
    /// <param name="labels">The rows' labels.</param>
    internal double VarianceOfGroups(ReadOnlySpan<int> groups, ReadOnlySpan<bool> labels)
    {
        var sums = new Dictionary<(bool, int), double>();
        var (p, n) = (0, 0);
        for (var i = 0; i < labels.Length; i++)
        {
            var component = labels[i] ? _positive[p++] / (2.0 * Negatives) : _negative[n++] / (2.0 * Positives);
            sums[(labels[i], groups[i])] = sums.GetValueOrDefault((labels[i], groups[i])) + component - Value;
        }

        return Of(true, Positives) + Of(false, Negatives);

        double Of(bool label, int rows)
        {
            var (squares, count) = (0.0, 0);
            foreach (var ((side, _), sum) in sums)
            {
                squares += side == label ? sum * sum : 0;
                count += side == label ? 1 : 0;
            }

            return count < 2 ? double.NaN : squares * count / (count - 1.0) / rows / rows;
        }
    }

    private static long[] Subtract(long[] first, long[] second)
    {
        var difference = new long[first.Length];
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = first[i] - second[i];
        }

        return difference;
    }

    private static Int128 Sum(long[] values)
    {
        Int128 sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    // Sample variance (n - 1) of the components, over n. They are values / (2 others). All sums are exact: n² 4 others² < 2^127.
    private static double Component(long[] values, int others)
    {
        Int128 squares = 0;
        foreach (var value in values)
        {
            squares += (Int128)value * value;
        }

        var sum = Sum(values);
        double n = values.Length;
        var scale = 2.0 * others;
        return (double)((values.Length * squares) - (sum * sum)) / (n * n * (n - 1)) / (scale * scale);
    }
}
