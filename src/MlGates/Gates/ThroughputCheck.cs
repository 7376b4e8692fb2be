using MlGates.Serving;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>
/// Holds a model's speed to a floor of predictions per second, to a baseline's speed, or to both. Its numbers are measured and differ from run to run:
/// its findings carry <c>"measured": true</c> in their details.
/// </summary>
public sealed record ThroughputCheck : Check
{
    /// <summary>The smallest median of predictions per second allowed; null for none.</summary>
    public double? AtLeast { get; init; }

    /// <summary>How much more time per prediction than the baseline the candidate may take, 0.05 for 5 %; used when there is a baseline.</summary>
    public double AllowedSlowdown { get; init; } = 0.05;

    /// <summary>How to measure.</summary>
    public ThroughputOptions Measurement { get; init; } = new();

    /// <summary>One piece of evidence for the floor (MLG6001) and one for the comparison (MLG6002), as far as given; MLG6003 where nothing was measured.</summary>
    /// <param name="sample">The candidate's speed; given exactly when <see cref="AtLeast"/> is set.</param>
    /// <param name="duel">The candidate's speed against the baseline's; null without a baseline.</param>
    /// <exception cref="ArgumentException">Neither is given, a limit is not positive, or a sample and <see cref="AtLeast"/> are not given together.</exception>
    public IReadOnlyList<Evidence> Examine(ThroughputSample? sample = null, ThroughputDuel? duel = null)
    {
        if (sample is not null != AtLeast is not null)
        {
            throw new ArgumentException(sample is null ? "A floor needs a measured sample." : "A measured sample needs a floor (AtLeast).");
        }

        if (sample is null && duel is null)
        {
            throw new ArgumentException("Nothing to hold the speed to: set a floor, or a baseline.");
        }

        if (AtLeast is { } atLeast && !(atLeast > 0 && double.IsFinite(atLeast)))
        {
            throw new ArgumentException(Invariant($"AtLeast is {atLeast}; it must be positive and finite."));
        }

        if (!(AllowedSlowdown > 0 && double.IsFinite(AllowedSlowdown)))
        {
            throw new ArgumentException(Invariant($"AllowedSlowdown is {AllowedSlowdown}; it must be positive and finite."));
        }

        var evidence = new List<Evidence>(2);
        if (sample is not null)
        {
            evidence.Add(Floor(sample, AtLeast!.Value));
        }

        if (duel is not null)
        {
            evidence.Add(Slower(duel));
        }

        return evidence;
    }

    private Evidence Floor(ThroughputSample sample, double floor)
    {
        var limit = new Limit { AtLeast = floor };
        if (sample.Problem is { } problem)
        {
            return Unmeasured(sample.Name, problem, Outcome.Error, limit);
        }

        var test = new MedianRateTest(sample.Rates, floor);
        return new Evidence
        {
            Rule = RuleIds.ThroughputFloor,
            Subject = sample.Name,
            Measure = "predictions-per-second",
            Limit = limit,
            Test = test,
            N = [sample.Rates.Count],
            Decision = Decision,
            Details = Details(("blocks", sample.Rates.Count), ("plannedBlocks", sample.PlannedBlocks), ("predictionsPerBlock", sample.PredictionsPerBlock), ("rows", sample.Rows)),
            Message = j => FloorMessage(sample, test, j),
        };
    }

    private Evidence Slower(ThroughputDuel duel)
    {
        var limit = new Limit { AtMost = AllowedSlowdown };
        if (duel.Problem is { } problem)
        {
            return Unmeasured(duel.Candidate, problem, Outcome.Error, limit);
        }

        if (duel.LogRatios.Count < SlowdownTest.FewestInstances)
        {
            return Unmeasured(
                duel.Candidate,
                Invariant($"only {duel.LogRatios.Count} of {duel.PlannedInstances} pairs of instances were measured in time and {SlowdownTest.FewestInstances} are needed; allow more seconds"),
                Outcome.Inconclusive,
                limit);
        }

        var test = new SlowdownTest(duel.LogRatios, AllowedSlowdown);
        return new Evidence
        {
            Rule = RuleIds.ThroughputSlower,
            Subject = duel.Candidate,
            Measure = "slowdown",
            Limit = limit,
            Test = test,
            N = [duel.LogRatios.Count, duel.LogRatios.Count],
            Decision = Decision,
            Details = Details(
                ("baseline", duel.Baseline),
                ("baselineRate", duel.BaselineRate),
                ("candidateRate", duel.CandidateRate),
                ("instances", duel.LogRatios.Count),
                ("pairsPerInstance", duel.PairsPerInstance),
                ("plannedInstances", duel.PlannedInstances),
                ("predictionsPerBlock", duel.PredictionsPerBlock),
                ("rows", duel.Rows)),
            Message = j => SlowerMessage(duel, test, j),
        };
    }

    private static string FloorMessage(ThroughputSample sample, MedianRateTest test, Judgement judgement)
    {
        var found = Invariant($"{sample.Name} makes {Rate(test.Value)} predictions per second [{Rate(judgement.Lower)}, {Rate(judgement.Upper)}]");
        var size = Invariant($"({Blocks(sample.Rates.Count, sample.PlannedBlocks, "blocks")} of {sample.PredictionsPerBlock}, {sample.Rows} rows, one thread; the machine is in the environment section)");
        return judgement.Outcome switch
        {
            Outcome.Passed when test.Exceeds => $"{found}, fewer than {Rate(test.Tolerance)} by no more than chance {size}",
            Outcome.Passed => $"{found}, which is within its limit of at least {Rate(test.Tolerance)} {size}",
            Outcome.Failed => $"{found}, fewer than {Rate(test.Tolerance)}: make the model smaller, or lower the limit for this machine {size}",
            _ => $"{found}, which leaves open whether it makes at least {Rate(test.Tolerance)}: {Needs(judgement, Invariant($"{Rate(judgement.MinimumDetectable)} predictions per second"), "blocks")} {size}",
        };
    }

    private static string SlowerMessage(ThroughputDuel duel, SlowdownTest test, Judgement judgement)
    {
        var found = Invariant($"{duel.Candidate} takes {Text.Percent(test.Value)} [{Text.Percent(judgement.Lower)}, {Text.Percent(judgement.Upper)}] more time per prediction than {duel.Baseline} ({Rate(duel.CandidateRate)} and {Rate(duel.BaselineRate)} predictions per second)");
        var size = Invariant($"({Blocks(duel.LogRatios.Count, duel.PlannedInstances, "instances")} of {duel.PairsPerInstance} pairs of blocks of {duel.PredictionsPerBlock}; the machine is in the environment section)");
        return judgement.Outcome switch
        {
            Outcome.Passed when test.Exceeds => $"{found}, beyond the allowed {Text.Percent(test.Tolerance)} by no more than chance {size}",
            Outcome.Passed => $"{found}, which is within the allowed {Text.Percent(test.Tolerance)} {size}",
            Outcome.Failed => $"{found}, beyond the allowed {Text.Percent(test.Tolerance)}: make the model smaller, or allow the slowdown on purpose {size}",
            _ => $"{found}, which leaves open whether it exceeds the allowed {Text.Percent(test.Tolerance)}: {Needs(judgement, Text.Percent(judgement.MinimumDetectable), "instances")} {size}",
        };
    }

    private static string Needs(Judgement judgement, string detectable, string unit) =>
        (double.IsNaN(judgement.MinimumDetectable) ? $"so few {unit} can find nothing" : $"these {unit} can find {detectable}")
        + (judgement.RowsNeeded is { } needed ? Invariant($", about {needed} {unit} would decide") : $", and more {unit} may not decide");

    private static Evidence Unmeasured(string subject, string problem, Outcome outcome, Limit limit) => new()
    {
        Rule = RuleIds.ThroughputUnmeasured,
        Subject = subject,
        Settled = outcome,
        Limit = limit,
        Details = Details(),
        Message = _ => $"the throughput of {subject} cannot be judged: {problem}",
    };

    private static string Blocks(int measured, int planned, string unit) =>
        measured == planned ? Invariant($"{measured} {unit}") : Invariant($"{measured} of {planned} {unit}, the time was up,");

    private static string Rate(double rate) => double.IsNaN(rate) ? "?" : rate < 100 ? Invariant($"{rate:G3}") : Invariant($"{rate:F0}");

    private static SortedDictionary<string, object?> Details(params ReadOnlySpan<(string Name, object? Value)> details) => Evidence.Named([("measured", true), .. details]);
}
