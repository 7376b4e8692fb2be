using System.Runtime;
using MlGates.Statistics;
using static System.FormattableString;

namespace MlGates.Serving;

/// <summary>
/// Measures predictions per second on one thread, in blocks of about 20 ms. A candidate and a baseline are measured interleaved in one process with
/// fresh instances (after Bulej et al., Duet benchmarking, 2020), because speeds measured apart, or on another machine, differ by more than models do.
/// Everything but the clock is deterministic. Not safe for use by several threads: they would share the processor they measure.
/// </summary>
/// <param name="clock">The clock, <see cref="TimeProvider.System"/> but in tests.</param>
/// <param name="options">How long to measure; null for the defaults.</param>
public sealed class ThroughputMeasurement(TimeProvider clock, ThroughputOptions? options = null)
{
    private readonly TimeProvider _clock = clock ?? throw new ArgumentNullException(nameof(clock));
    private readonly ThroughputOptions _options = Checked(options ?? new ThroughputOptions());

    // By another clock than the machine's, what the machine compiles meanwhile means nothing.
    private readonly Func<long> _compiledMethods = clock == TimeProvider.System ? () => JitInfo.GetCompiledMethodCount() : () => 0;

    /// <summary>Measures one predictor. A predictor that throws or has no rows gives a result with a <see cref="ThroughputSample.Problem"/>.</summary>
    /// <param name="predictor">Not disposed.</param>
    public ThroughputSample Measure(IPredictor predictor)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        var sample = new ThroughputSample { Name = predictor.Name, Rates = [], PlannedBlocks = _options.Blocks, Rows = predictor.RowCount };
        if (predictor.RowCount == 0)
        {
            return sample with { Problem = NoRows(predictor) };
        }

        try
        {
            var start = _clock.GetTimestamp();
            var timer = new BlockTimer(predictor, _clock, _compiledMethods);
            var each = Calibrate(timer);
            var count = BlockTimer.Predictions(_options.BlockSeconds, each);
            var rates = new List<double>(_options.Blocks);
            while (rates.Count < _options.Blocks && (rates.Count == 0 || Used(start) + (count * each) <= _options.Seconds))
            {
                rates.Add(count / timer.Time(count));
            }

            return sample with { Rates = rates, PredictionsPerBlock = count };
        }
        catch (MeasurementException problem)
        {
            return sample with { Problem = problem.Message };
        }
    }

    /// <summary>
    /// Measures a candidate against a baseline on the same rows. Both are created afresh for each of the instances, since memory layout and
    /// compilation make instances of one model differ; order within a pair is a seeded coin's.
    /// </summary>
    /// <param name="candidate">Creates the predictor to judge, with the baseline's rows; each is disposed after use.</param>
    /// <param name="baseline">Creates the predictor to compare with; each is disposed after use.</param>
    public ThroughputDuel Duel(Func<IPredictor> candidate, Func<IPredictor> baseline)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(baseline);
        var duel = new ThroughputDuel { Candidate = "candidate", Baseline = "baseline", LogRatios = [], PlannedInstances = _options.Instances };
        var start = _clock.GetTimestamp();
        var logRatios = new List<double>(_options.Instances);
        var candidateRates = new List<double>();
        var baselineRates = new List<double>();
        long count = 0;
        var (warmUp, pairs) = (_options.WarmUpPairs, _options.Pairs);
        try
        {
            // A further instance is begun only with time left, so that each one measured is measured whole.
            for (var instance = 0; instance < _options.Instances && (instance == 0 || Used(start) < _options.Seconds); instance++)
            {
                using var first = Create(candidate, "candidate");
                using var second = Create(baseline, "baseline");
                duel = duel with { Candidate = first.Name, Baseline = second.Name, Rows = first.RowCount };
                if (instance == 0)
                {
                    CheckRows(first, second);
                    var pairSeconds = Plan(first, second, out count);
                    (warmUp, pairs) = Fit(_options.Seconds - Used(start), pairSeconds);
                }

                var (candidateTimer, baselineTimer) = (new BlockTimer(first, _clock, _compiledMethods), new BlockTimer(second, _clock, _compiledMethods));
                var ratios = new double[pairs];
                for (var pair = -warmUp; pair < pairs; pair++)
                {
                    var candidateFirst = Coin(instance, pair + warmUp);
                    var early = (candidateFirst ? candidateTimer : baselineTimer).Time(count);
                    var late = (candidateFirst ? baselineTimer : candidateTimer).Time(count);
                    if (pair >= 0)
                    {
                        var (ours, theirs) = candidateFirst ? (early, late) : (late, early);
                        ratios[pair] = Math.Log(ours / theirs);
                        candidateRates.Add(count / ours);
                        baselineRates.Add(count / theirs);
                    }
                }

                logRatios.Add(Order.MedianInPlace(ratios));
            }
        }
        catch (MeasurementException problem)
        {
            return duel with { Problem = problem.Message };
        }

        return duel with
        {
            LogRatios = logRatios,
            PairsPerInstance = pairs,
            PredictionsPerBlock = count,
            CandidateRate = Order.MedianInPlace([.. candidateRates]),
            BaselineRate = Order.MedianInPlace([.. baselineRates]),
        };
    }

    // Both sides do the same work, so one count fits the block to their mean; returns the seconds a pair of blocks takes.
    private double Plan(IPredictor first, IPredictor second, out long count)
    {
        var ours = Calibrate(new BlockTimer(first, _clock, _compiledMethods));
        var theirs = Calibrate(new BlockTimer(second, _clock, _compiledMethods));
        count = BlockTimer.Predictions(_options.BlockSeconds, (ours + theirs) / 2);
        return count * (ours + theirs);
    }

    // Fewer pairs widen the bounds honestly; fewer instances would leave nothing to judge.
    private (int WarmUp, int Pairs) Fit(double seconds, double pairSeconds)
    {
        const int FewestPairs = 5;
        var affordable = seconds / _options.Instances / pairSeconds;
        if (affordable >= _options.WarmUpPairs + _options.Pairs)
        {
            return (_options.WarmUpPairs, _options.Pairs);
        }

        var warmUp = Math.Min(1, _options.WarmUpPairs);
        return (warmUp, Math.Min(_options.Pairs, Math.Max(FewestPairs, (int)affordable - warmUp)));
    }

    private double Calibrate(BlockTimer timer) => timer.Calibrate(_options.BlockSeconds, _options.WarmUpSeconds, _options.Seconds / 8);

    private double Used(long start) => _clock.GetElapsedTime(start).TotalSeconds;

    // Counter-based (SplitMix64; Steele, Lea, Flood 2014), so that the order depends on the seed and the place alone.
    private bool Coin(int instance, int pair)
    {
        var z = _options.Seed + (0x9E3779B97F4A7C15UL * (((ulong)instance << 32) + (ulong)pair + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) & 1) == 0;
    }

    private static IPredictor Create(Func<IPredictor> create, string role)
    {
        try
        {
            return create() ?? throw new InvalidOperationException("it was null");
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            throw new MeasurementException($"the {role} could not be created: {FirstLine.Of(cause)}", cause);
        }
    }

    private static void CheckRows(IPredictor first, IPredictor second)
    {
        if (first.RowCount == 0 || second.RowCount == 0)
        {
            throw new MeasurementException(NoRows(first.RowCount == 0 ? first : second));
        }

        if (first.RowCount != second.RowCount)
        {
            throw new MeasurementException(Invariant($"{first.Name} has {first.RowCount} rows and {second.Name} {second.RowCount}; both must predict the same rows"));
        }
    }

    private static string NoRows(IPredictor predictor) => $"{predictor.Name} has no rows to predict";

    private static ThroughputOptions Checked(ThroughputOptions options)
    {
        options.Check();
        return options;
    }
}
