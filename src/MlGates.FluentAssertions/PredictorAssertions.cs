using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Gates;
using MlGates.Serving;

namespace MlGates.Assertions;

/// <summary>Assertions on a predictor's speed. They measure on this machine, on the calling thread.</summary>
/// <param name="predictor">The predictor.</param>
/// <param name="clock">The clock to measure by.</param>
public sealed class PredictorAssertions(IPredictor? predictor, TimeProvider clock) : ReferenceTypeAssertions<IPredictor?, PredictorAssertions>(predictor)
{
    /// <inheritdoc/>
    protected override string Identifier => "predictor";

    /// <summary>The median of predictions per second reaches a floor (MLG6001). Takes two to five seconds, most of them warm-up.</summary>
    /// <param name="atLeast">The smallest median of predictions per second allowed.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<PredictorAssertions> SustainThroughput(double atLeast, string because = "", params object[] becauseArgs) =>
        SustainThroughput(atLeast, InconclusivePolicy.Fail, new ThroughputOptions(), because, becauseArgs);

    /// <summary>The median of predictions per second reaches a floor (MLG6001).</summary>
    /// <param name="atLeast">The smallest median of predictions per second allowed.</param>
    /// <param name="onInconclusive">Whether too few blocks to say fail the assertion.</param>
    /// <param name="options">How long to measure.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<PredictorAssertions> SustainThroughput(double atLeast, InconclusivePolicy onInconclusive, ThroughputOptions options, string because = "", params object[] becauseArgs)
    {
        var check = new ThroughputCheck { Id = "throughput", AtLeast = atLeast, Measurement = options };
        return Hold(check, s => check.Examine(new ThroughputMeasurement(clock, options).Measure(s)), "to sustain its throughput", onInconclusive, because, becauseArgs);
    }

    /// <summary>The time per prediction exceeds a baseline's by no more than allowed (MLG6002), measured interleaved. Takes about 12 seconds.</summary>
    /// <param name="baseline">Creates the baseline afresh for each instance; each is disposed.</param>
    /// <param name="by">The slowdown allowed: 0.05 for 5 %.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <remarks>The subject is measured as it is in every instance; use <see cref="NotBeSlowerThan(Func{IPredictor}, Func{IPredictor}, double, InconclusivePolicy, ThroughputOptions, string, object[])"/> to create it afresh too.</remarks>
    [CustomAssertion]
    public AndConstraint<PredictorAssertions> NotBeSlowerThan(Func<IPredictor> baseline, double by = 0.05, string because = "", params object[] becauseArgs) =>
        NotBeSlowerThan(() => new Kept(Subject!), baseline, by, InconclusivePolicy.Fail, new ThroughputOptions(), because, becauseArgs);

    /// <summary>The time per prediction exceeds a baseline's by no more than allowed (MLG6002), measured interleaved with fresh instances of both.</summary>
    /// <param name="candidate">Creates the subject afresh for each instance; each is disposed.</param>
    /// <param name="baseline">Creates the baseline afresh for each instance; each is disposed.</param>
    /// <param name="by">The slowdown allowed: 0.05 for 5 %.</param>
    /// <param name="onInconclusive">Whether instances too few or too noisy to say fail the assertion.</param>
    /// <param name="options">How long to measure.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<PredictorAssertions> NotBeSlowerThan(
        Func<IPredictor> candidate, Func<IPredictor> baseline, double by, InconclusivePolicy onInconclusive, ThroughputOptions options, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(baseline);
        var check = new ThroughputCheck { Id = "throughput", AllowedSlowdown = by, Measurement = options };
        return Hold(check, _ => check.Examine(duel: new ThroughputMeasurement(clock, options).Duel(candidate, baseline)), "not to be slower than the baseline", onInconclusive, because, becauseArgs);
    }

    private AndConstraint<PredictorAssertions> Hold(
        ThroughputCheck check, Func<IPredictor, IReadOnlyList<Evidence>> examine, string expectation, InconclusivePolicy onInconclusive, string because, object[] becauseArgs)
    {
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:predictor} " + expectation + "{reason}, but found <null>.");
        }
        else
        {
            CheckAssertion.Holds(GateDecision.Judge(check, examine(Subject)), expectation, onInconclusive, because, becauseArgs);
        }

        return new AndConstraint<PredictorAssertions>(this);
    }

    // The caller's predictor is not ours to dispose.
    private sealed class Kept(IPredictor predictor) : IPredictor
    {
        public string Name => predictor.Name;

        public int RowCount => predictor.RowCount;

        public void Predict(int row) => predictor.Predict(row);

        public void Dispose()
        {
        }
    }
}
