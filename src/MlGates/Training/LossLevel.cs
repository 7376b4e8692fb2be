using MlGates.Statistics;

namespace MlGates.Training;

/// <summary>
/// How high a loss ends above its best level: the logarithm is cut, from the end, into windows of 5 % of the points (3 at least), and the
/// last window's median is compared with the lowest one. Medians keep single spikes out.
/// </summary>
public sealed class LossLevel
{
    private LossLevel()
    {
    }

    /// <summary>D: ln(end ÷ best), at least 0.</summary>
    public required double Rise { get; init; }

    /// <summary>σ: noise of a window's median, from the differences of neighbouring windows over the last half.</summary>
    public required double Noise { get; init; }

    /// <summary>Place of the middle point of the best window, counted from the first point of the series.</summary>
    public required int Best { get; init; }

    /// <summary>The loss at its best level.</summary>
    public required double BestLoss { get; init; }

    /// <summary>The loss at the end.</summary>
    public required double EndLoss { get; init; }

    /// <summary>End ÷ best, at least 1.</summary>
    public double EndOverBest => Math.Exp(Rise);

    /// <summary>Measures the level. O(n log n).</summary>
    /// <param name="logLoss">ln(loss) of the whole series, finite; at least 6 points.</param>
    /// <exception cref="ArgumentException">There are fewer than two windows.</exception>
    public static LossLevel Measure(ReadOnlySpan<double> logLoss)
    {
        var size = Math.Max(3, (logLoss.Length + 19) / 20);
        var windows = logLoss.Length / size;
        if (windows < 2)
        {
            throw new ArgumentException("A level needs two windows of points.", nameof(logLoss));
        }

        // Fewer than a window of points at the start is left out.
        var offset = logLoss.Length - (windows * size);
        var medians = new double[windows];
        var best = 0;
        for (var w = 0; w < windows; w++)
        {
            medians[w] = Order.Median(logLoss.Slice(offset + (w * size), size));
            best = medians[w] < medians[best] ? w : best;
        }

        var differences = new double[windows - 1];
        for (var w = 1; w < windows; w++)
        {
            differences[w - 1] = medians[w] - medians[w - 1];
        }

        var recent = windows < 8 ? differences : differences[(differences.Length / 2)..];
        return new LossLevel
        {
            Rise = medians[^1] - medians[best],
            Noise = Order.DeviationsPerMad * Order.MedianAbsoluteDeviation(recent, Order.Median(recent)) / Math.Sqrt(2),
            Best = offset + (best * size) + (size / 2),
            BestLoss = Math.Exp(medians[best]),
            EndLoss = Math.Exp(medians[^1]),
        };
    }
}
