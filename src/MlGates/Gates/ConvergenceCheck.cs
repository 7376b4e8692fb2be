using MlGates.Training;

namespace MlGates.Gates;

/// <summary>
/// Judges whether a training run converged: on its validation loss where it has one, else on its training loss. The level rule (how far the end lies above
/// the best), a loss that hardly fell, values that are not finite and a missing validation are facts; the trend at the end is a test
/// whose error rate the whole run shares. A run with fewer than 20 points of a loss is inconclusive.
/// </summary>
public sealed record ConvergenceCheck : Check
{
    /// <summary>δ: the largest relative rise over the last 30 % of the points, above 0. Default 0.05.</summary>
    public double Delta { get; init; } = new ConvergenceLimits().Delta;

    /// <summary>ε: a fall by more than this over the last 30 % of the points means the run has not converged; in (0, 1). Default 0.05.</summary>
    public double Epsilon { get; init; } = new ConvergenceLimits().Epsilon;

    /// <summary>κ: how far the end may lie above the best level, above 0. Default 0.2.</summary>
    public double Kappa { get; init; } = new ConvergenceLimits().Kappa;

    /// <summary>Whether a loss that still falls fails (MLG4006); else it is inconclusive. Default false.</summary>
    public bool RequireConverged { get; init; }

    // A loss that did not fall by a twentieth learned nothing worth the name; some good ones fall by only a tenth in all.
    private const double HardlyFell = 0.95;

    /// <summary>Judges a history: one evidence as a rule, several where several rules fire. O(n log n), and O(w²) in a tail of w ≤ 2000 points.</summary>
    /// <param name="history">The run.</param>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    public IReadOnlyList<Evidence> Examine(LossHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var limits = new ConvergenceLimits { Delta = Delta, Epsilon = Epsilon, Kappa = Kappa, RequireConverged = RequireConverged };
        limits.Check();
        var evidence = new List<Evidence>();
        var text = new ConvergenceMessages(history, limits);
        var missing = MissingEvaluation.Find(history);
        var validation = missing is null ? history.Validation : null;
        AddNotFinite(evidence, history, history.Train, text);
        if (validation is not null)
        {
            AddNotFinite(evidence, history, validation, text);
        }

        if (missing is not null)
        {
            evidence.Add(Evidence.Fact(RuleIds.LossEvaluationMissing, history.Name, Outcome.Failed, text.EvaluationMissing(missing)));
        }

        if (Unfit(history.Train) || (validation is not null && Unfit(validation)))
        {
            evidence.Add(Evidence.Fact(RuleIds.LossConvergence, history.Name, Outcome.Error, text.Unfit()));
        }
        else if (evidence.All(e => e.Rule != RuleIds.LossNotFinite))
        {
            AddCurves(evidence, history, validation, limits, text);
        }

        return evidence;
    }

    private void AddCurves(List<Evidence> evidence, LossHistory history, LossSeries? validationSeries, ConvergenceLimits limits, ConvergenceMessages text)
    {
        var shorter = validationSeries is not null && FinitePoints(validationSeries) < FinitePoints(history.Train) ? validationSeries : history.Train;
        if (FinitePoints(shorter) < TailTrend.MinimumPoints)
        {
            if (evidence.Count == 0)
            {
                evidence.Add(Evidence.Fact(RuleIds.LossConvergence, history.Name, Outcome.Inconclusive, text.TooShort(shorter, FinitePoints(shorter))));
            }

            return;
        }

        var train = LossCurve.Measure(history.Train);
        var validation = validationSeries is null ? null : LossCurve.Measure(validationSeries);
        var judged = validation ?? train;
        var trainFails = train.RoseAbove(Kappa) || train.EndOverStart >= HardlyFell;
        if (train.RoseAbove(Kappa))
        {
            evidence.Add(Level(RuleIds.LossCollapsed, history, train, text.Collapsed(train)));
        }
        else if (train.EndOverStart >= HardlyFell)
        {
            evidence.Add(Level(RuleIds.LossNotLearning, history, train, text.NotLearning(train)));
        }

        var overfits = !trainFails && validation?.RoseAbove(Kappa) == true;
        if (overfits)
        {
            evidence.Add(Level(RuleIds.LossOverfitting, history, validation!, text.Overfitting(validation!, train)));
        }

        // What already fails needs no further test of the same loss, and its other one is judged only while the training loss holds.
        var test = new ConvergenceTest(train.Trend, trainFails || overfits ? null : validation?.Trend, limits, judged.Level.Rise <= Math.Log(1 + Kappa));
        if (evidence.Count == 0 || (test.Kind == TrendKind.TrainRises && test.PFail <= ConvergenceTest.CertainRise))
        {
            evidence.Insert(0, Trend(history, train, validation, test, text));
        }
    }

    private Evidence Trend(LossHistory history, LossCurve train, LossCurve? validation, ConvergenceTest test, ConvergenceMessages text)
    {
        var judged = validation ?? train;
        return new Evidence
        {
            Rule = test.Kind switch
            {
                TrendKind.TrainRises => RuleIds.LossDiverging,
                TrendKind.ValidationRises => RuleIds.LossOverfitting,
                TrendKind.StillFalling => RuleIds.LossNotConverged,
                _ => RuleIds.LossConvergence,
            },
            Subject = history.Name,
            Measure = "tail-change",
            Limit = test.Kind == TrendKind.StillFalling ? new Limit { AtLeast = test.Tolerance } : new Limit { AtMost = test.Tolerance },
            Test = test,
            N = [test.Kind == TrendKind.TrainRises ? train.Points : judged.Points],
            Decision = Decision,
            Details = Details(train, validation),
            Message = j => text.Trend(test, train, judged, j),
        };
    }

    private Evidence Level(string rule, LossHistory history, LossCurve curve, string message) => new()
    {
        Rule = rule,
        Subject = history.Name,
        Measure = rule == RuleIds.LossNotLearning ? "end-over-start" : "end-over-best",
        Limit = new Limit { AtMost = rule == RuleIds.LossNotLearning ? HardlyFell : 1 + Kappa },
        Settled = Outcome.Failed,
        Value = rule == RuleIds.LossNotLearning ? curve.EndOverStart : curve.Level.EndOverBest,
        N = [curve.Points],
        Message = _ => message,
    };

    private static void AddNotFinite(List<Evidence> evidence, LossHistory history, LossSeries series, ConvergenceMessages text)
    {
        var tail = series.Count - TailTrend.Length(series.Count);
        var first = -1;
        var count = 0;
        for (var i = tail; i < series.Count; i++)
        {
            if (!double.IsFinite(series.Values[i]))
            {
                first = first < 0 ? i : first;
                count++;
            }
        }

        if (count > 0)
        {
            evidence.Add(Evidence.Fact(RuleIds.LossNotFinite, history.Name, Outcome.Failed, text.NotFinite(series, first, count, series.Count - tail)));
        }
    }

    private static bool Unfit(LossSeries series)
    {
        foreach (var value in series.Values)
        {
            if (double.IsFinite(value) && value <= 0)
            {
                return true;
            }
        }

        return series.Count == 0;
    }

    private static int FinitePoints(LossSeries series)
    {
        var count = 0;
        foreach (var value in series.Values)
        {
            count += double.IsFinite(value) ? 1 : 0;
        }

        return count;
    }

    private static SortedDictionary<string, object?> Details(LossCurve train, LossCurve? validation)
    {
        var details = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        Add("train", train);
        if (validation is not null)
        {
            Add("validation", validation);
        }

        return details;

        void Add(string name, LossCurve curve)
        {
            details[name + ".autocorrelation"] = curve.Trend.Autocorrelation;
            details[name + ".bestLoss"] = curve.Level.BestLoss;
            details[name + ".bestStep"] = curve.BestStep;
            details[name + ".endLoss"] = curve.Level.EndLoss;
            details[name + ".endOverBest"] = curve.Level.EndOverBest;
            details[name + ".levelNoise"] = curve.Level.Noise;
            details[name + ".noise"] = curve.Trend.Noise;
            details[name + ".spikes"] = curve.SpikeSteps;
            details[name + ".tailChange"] = Math.Exp(curve.Trend.Change) - 1;
            details[name + ".tailPoints"] = curve.Trend.Points;
        }
    }
}
