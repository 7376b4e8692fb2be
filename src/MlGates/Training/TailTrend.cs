using MlGates.Statistics;

namespace MlGates.Training;

/// <summary>
/// How the logarithm of a loss changes over the last part of a run: spikes are pulled in around a Theil-Sen line, the rest is averaged in
/// blocks, and the least-squares slope over the block means is judged by Student's t with b − 2 degrees of freedom. Neighbouring points of a loss are
/// alike, so the standard error grows by √((1 + r_b) / (1 − r_b)), where r_b is the correlation of neighbouring block means of a first-order
/// autoregression.
/// </summary>
public sealed class TailTrend
{
    /// <summary>The fewest points a trend is estimated from.</summary>
    public const int MinimumPoints = 20;

    // Below this many points there are few blocks of few points, and p-values are multiplied by four.
    private const int ShortTail = 40;
    private const double HighestAutocorrelation = 0.97;
    private const double SpikeDeviations = 6;

    private TailTrend()
    {
    }

    /// <summary>Number of points in the tail: the last 30 %, 20 at least.</summary>
    public required int Points { get; init; }

    /// <summary>s: change of ln(loss) from the first to the last point of the tail, along the line.</summary>
    public required double Change { get; init; }

    /// <summary>Standard error of <see cref="Change"/>, autocorrelation included; 0 when the blocks lie on a line.</summary>
    public required double StandardError { get; init; }

    /// <summary>Degrees of freedom: 6, or 3 for fewer than 40 points.</summary>
    public required int Degrees { get; init; }

    /// <summary>Estimated correlation of neighbouring points around the line, corrected for bias, in [0, 0.97].</summary>
    public required double Autocorrelation { get; init; }

    /// <summary>Robust standard deviation of ln(loss) around the line.</summary>
    public required double Noise { get; init; }

    /// <summary>Places of the spikes that were pulled in, counted from the first point of the series.</summary>
    public required IReadOnlyList<int> Spikes { get; init; }

    /// <summary>Number of points in the tail of a series of <paramref name="count"/>.</summary>
    public static int Length(int count) => Math.Min(count, Math.Max(MinimumPoints, (int)(((3L * count) + 9) / 10)));

    /// <summary>Estimates the trend. O(w²) in the points of the tail up to 2000, then O(w log w).</summary>
    /// <param name="logLoss">ln(loss) of the whole series, finite.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="MinimumPoints"/> points.</exception>
    public static TailTrend Estimate(ReadOnlySpan<double> logLoss)
    {
        if (logLoss.Length < MinimumPoints)
        {
            throw new ArgumentException($"A trend needs {MinimumPoints} points.", nameof(logLoss));
        }

        var points = Length(logLoss.Length);
        var first = logLoss.Length - points;
        var (slope, intercept) = TheilSen.Fit(logLoss[first..]);
        var residuals = new double[points];
        for (var i = 0; i < points; i++)
        {
            residuals[i] = logLoss[first + i] - (intercept + (slope * i));
        }

        var noise = PullInSpikes(residuals, first, out var spikes);
        var autocorrelation = Lag(residuals);
        var blocks = points < ShortTail ? 5 : 8;
        var (residualSlope, error) = BlockSlope(residuals, blocks);
        var inflation = BlockCorrelation(autocorrelation, (double)points / blocks);
        return new TailTrend
        {
            Points = points,
            Change = (slope + residualSlope) * (points - 1),
            StandardError = error * (points - 1) * Math.Sqrt((1 + inflation) / (1 - inflation)),
            Degrees = blocks - 2,
            Autocorrelation = autocorrelation,
            Noise = noise,
            Spikes = spikes,
        };
    }

    /// <summary>P-value of "the true change is at most <paramref name="limit"/>".</summary>
    public double PAbove(double limit) => Tail(Change - limit);

    /// <summary>P-value of "the true change is at least <paramref name="limit"/>".</summary>
    public double PBelow(double limit) => Tail(limit - Change);

    /// <summary>One-sided bounds of the true change.</summary>
    public (double Lower, double Upper) Bounds(double lowerLevel, double upperLevel) => StandardError == 0
        ? (Change, Change)
        : (Change - (StudentT.UpperQuantile(lowerLevel / Multiplicity, Degrees) * StandardError),
            Change + (StudentT.UpperQuantile(upperLevel / Multiplicity, Degrees) * StandardError));

    private int Multiplicity => Points < ShortTail ? 4 : 1;

    private double Tail(double distance) => StandardError > 0
        ? Math.Min(1, Multiplicity * StudentT.UpperTail(distance / StandardError, Degrees))
        : distance > 0 ? 0 : 1;

    private static double PullInSpikes(double[] residuals, int first, out IReadOnlyList<int> spikes)
    {
        var centre = Order.Median(residuals);
        var noise = Order.DeviationsPerMad * Order.MedianAbsoluteDeviation(residuals, centre);
        var found = new List<int>();
        spikes = found;

        // More than half the points on one line leave no scale to call the others spikes by.
        for (var i = 0; noise > 0 && i < residuals.Length; i++)
        {
            if (Math.Abs(residuals[i] - centre) > SpikeDeviations * noise)
            {
                residuals[i] = centre + Math.CopySign(SpikeDeviations * noise, residuals[i] - centre);
                found.Add(first + i);
            }
        }

        return noise;
    }

    private static double Lag(double[] residuals)
    {
        var mean = Mean(residuals);
        double squares = 0, products = 0;
        for (var i = 0; i < residuals.Length; i++)
        {
            var deviation = residuals[i] - mean;
            squares += deviation * deviation;
            products += i == 0 ? 0 : deviation * (residuals[i - 1] - mean);
        }

        if (!(squares > 0))
        {
            return 0;
        }

        // The estimate is too small by about (1 + 4r)/n (Marriott and Pope 1954; Kendall 1954). Below zero it would narrow the bounds.
        var lag = products / squares;
        return Math.Clamp(lag + ((1 + (4 * lag)) / residuals.Length), 0, HighestAutocorrelation);
    }

    // Correlation of the means of neighbouring blocks of l points: r (1 − r^l)² / (l (1 − r²) − 2r (1 − r^l)).
    private static double BlockCorrelation(double r, double length)
    {
        var decay = 1 - Math.Pow(r, length);
        return r * decay * decay / ((length * (1 - (r * r))) - (2 * r * decay));
    }

    // Least squares over the block means; the slope is per point.
    private static (double Slope, double Error) BlockSlope(double[] values, int blocks)
    {
        var x = new double[blocks];
        var y = new double[blocks];
        for (var b = 0; b < blocks; b++)
        {
            var start = (int)((long)values.Length * b / blocks);
            var end = (int)((long)values.Length * (b + 1) / blocks);
            x[b] = (start + end - 1) / 2.0;
            y[b] = Mean(values.AsSpan(start, end - start));
        }

        var xMean = Mean(x);
        var yMean = Mean(y);
        double xx = 0, xy = 0;
        for (var b = 0; b < blocks; b++)
        {
            xx += (x[b] - xMean) * (x[b] - xMean);
            xy += (x[b] - xMean) * (y[b] - yMean);
        }

        var slope = xy / xx;
        double squares = 0;
        for (var b = 0; b < blocks; b++)
        {
            var rest = y[b] - yMean - (slope * (x[b] - xMean));
            squares += rest * rest;
        }

        return (slope, Math.Sqrt(squares / (blocks - 2) / xx));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            // Neumaier's compensation.
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return (sum + lost) / values.Length;
    }
}
