using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Gates;
using MlGates.Metrics;

namespace MlGates.Assertions;

/// <summary>Assertions on the quality of a model's answers.</summary>
/// <param name="evaluation">The evaluation.</param>
public sealed class BinaryEvaluationAssertions(BinaryEvaluation? evaluation) : ReferenceTypeAssertions<BinaryEvaluation?, BinaryEvaluationAssertions>(evaluation)
{
    /// <inheritdoc/>
    protected override string Identifier => "evaluation";

    /// <summary>The evaluation allows a metric (MLG3003); what follows holds it to a limit.</summary>
    /// <param name="metric">An id of <see cref="MetricIds"/>.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    [CustomAssertion]
    public MetricAssertion HaveMetric(string metric, string because = "", params object[] becauseArgs)
    {
        // No metric lies below 0, so this finds what cannot be judged and nothing else.
        var judged = Hold(new MetricCheck { Id = metric, Metric = metric, AtLeast = 0 }, null, $"to have the metric {metric}", InconclusivePolicy.Pass, because, becauseArgs);
        return new MetricAssertion(this, metric, judged);
    }

    /// <summary>A metric is at most a margin worse than a baseline's on the same rows (MLG3002).</summary>
    /// <param name="baseline">The evaluation to compare with.</param>
    /// <param name="metric">An id of <see cref="MetricIds"/> other than precision.</param>
    /// <param name="by">The loss allowed, in units of the metric.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">There is no such metric, or the loss is not in [0, 1].</exception>
    [CustomAssertion]
    public AndConstraint<BinaryEvaluationAssertions> NotBeWorseThan(BinaryEvaluation baseline, string metric, double by, string because = "", params object[] becauseArgs) =>
        NotBeWorseThan(baseline, metric, by, InconclusivePolicy.Fail, because, becauseArgs);

    /// <summary>A metric is at most a margin worse than a baseline's on the same rows (MLG3002).</summary>
    /// <param name="baseline">The evaluation to compare with.</param>
    /// <param name="metric">An id of <see cref="MetricIds"/> other than precision.</param>
    /// <param name="by">The loss allowed, in units of the metric.</param>
    /// <param name="onInconclusive">Whether too few rows to say fail the assertion.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">There is no such metric, or the loss is not in [0, 1].</exception>
    [CustomAssertion]
    public AndConstraint<BinaryEvaluationAssertions> NotBeWorseThan(
        BinaryEvaluation baseline, string metric, double by, InconclusivePolicy onInconclusive, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        Hold(new MetricCheck { Id = metric, Metric = metric, AllowedLoss = by }, baseline, $"not to be worse than {baseline.Name}", onInconclusive, because, becauseArgs);
        return new AndConstraint<BinaryEvaluationAssertions>(this);
    }

    /// <summary>The label follows the score as it did in a baseline evaluation of the same model, and neither labels nor scores moved (MLG2040 to MLG2042); see <see cref="ConceptCheck"/>.</summary>
    /// <param name="baseline">The model on rows as it was accepted on.</param>
    /// <param name="configure">Changes the default check; null for the default.</param>
    /// <param name="onInconclusive">Whether too few rows to say fail the assertion.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<BinaryEvaluationAssertions> NotHaveShiftedConceptFrom(
        BinaryEvaluation baseline, Func<ConceptCheck, ConceptCheck>? configure = null, InconclusivePolicy onInconclusive = InconclusivePolicy.Fail, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:evaluation} not to have shifted its concept{reason}, but found <null>.");
            return new AndConstraint<BinaryEvaluationAssertions>(this);
        }

        var check = new ConceptCheck { Id = "concept" };
        check = configure?.Invoke(check) ?? check;
        CheckAssertion.Holds(GateDecision.Judge(check, check.Examine(baseline, Subject)), "not to have shifted its concept", onInconclusive, because, becauseArgs);
        return new AndConstraint<BinaryEvaluationAssertions>(this);
    }

    // False when the evaluation could not be judged at all.
    internal bool Hold(MetricCheck check, BinaryEvaluation? baseline, string expectation, InconclusivePolicy onInconclusive, string because, object[] becauseArgs)
    {
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:evaluation} to hold its metrics{reason}, but found <null>.");
            return false;
        }

        var result = GateDecision.Judge(check, check.Examine(Subject, baseline));
        CheckAssertion.Holds(result, expectation, onInconclusive, because, becauseArgs);
        return result.Outcome != Outcome.Error;
    }
}
