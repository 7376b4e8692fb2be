namespace MlGates.Training;

/// <summary>What is measured of one loss: its level, its trend at the end and how far it fell.</summary>
public sealed class LossCurve
{
    private readonly double[] _steps;

    private LossCurve(double[] steps) => _steps = steps;

    /// <summary>Number of finite points.</summary>
    public required int Points { get; init; }

    /// <summary>The level at the end against the best.</summary>
    public required LossLevel Level { get; init; }

    /// <summary>The trend over the last part.</summary>
    public required TailTrend Trend { get; init; }

    /// <summary>Median of the last fifth of the tail (5 points at least) over the median of the first 2 % of points (1 at least).</summary>
    public required double EndOverStart { get; init; }

    /// <summary>Step of the best level.</summary>
    public double BestStep => _steps[Level.Best];

    /// <summary>Steps of the spikes in the tail.</summary>
    public IReadOnlyList<double> SpikeSteps => [.. Trend.Spikes.Select(i => _steps[i])];

    /// <summary>Whether the loss ends above its best level by more than <paramref name="allowed"/> (as a share) and three times its noise.</summary>
    public bool RoseAbove(double allowed) => Level.Rise > Math.Log(1 + allowed) + (3 * Level.Noise);

    /// <summary>Measures a series; values that are not finite are left out. O(n log n), and O(w²) in a tail of w ≤ 2000 points.</summary>
    /// <param name="series">At least <see cref="TailTrend.MinimumPoints"/> finite values, all above 0.</param>
    /// <exception cref="ArgumentException">There are fewer, or a value is 0 or below.</exception>
    public static LossCurve Measure(LossSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var values = new List<double>(series.Count);
        var steps = new List<double>(series.Count);
        for (var i = 0; i < series.Count; i++)
        {
            if (double.IsFinite(series.Values[i]))
            {
                values.Add(series.Values[i] > 0 ? series.Values[i] : throw new ArgumentException("A loss must be above 0 to be judged by its relative change.", nameof(series)));
                steps.Add(series.Steps[i]);
            }
        }

        var logLoss = values.ConvertAll(Math.Log).ToArray();
        var trend = TailTrend.Estimate(logLoss);
        var start = Statistics.Order.Median(values.ToArray().AsSpan(0, Math.Max(1, values.Count / 50)));
        var end = Statistics.Order.Median(values.ToArray().AsSpan(values.Count - Math.Max(5, trend.Points / 5)));
        return new LossCurve([.. steps])
        {
            Points = values.Count,
            Level = LossLevel.Measure(logLoss),
            Trend = trend,
            EndOverStart = end / start,
        };
    }
}
