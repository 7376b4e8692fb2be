using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Gates;
using MlGates.Training;

namespace MlGates.Assertions;

/// <summary>Assertions on a training run.</summary>
/// <param name="history">The run.</param>
public sealed class LossHistoryAssertions(LossHistory? history) : ReferenceTypeAssertions<LossHistory?, LossHistoryAssertions>(history)
{
    // The rules that speak of the validation loss or say that nothing could be judged.
    private static readonly string[] Overfitting =
        [RuleIds.LossOverfitting, RuleIds.LossEvaluationMissing, RuleIds.LossNotFinite, RuleIds.LossConvergence];

    /// <inheritdoc/>
    protected override string Identifier => "history";

    /// <summary>The run converged: its judged loss ends level and near its best (MLG4001 to MLG4008). A loss that still falls fails too, as inconclusive.</summary>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<LossHistoryAssertions> HaveConverged(string because = "", params object[] becauseArgs) =>
        HaveConverged(InconclusivePolicy.Fail, check => check, because, becauseArgs);

    /// <summary>The run converged: its judged loss ends level and near its best (MLG4001 to MLG4008).</summary>
    /// <param name="onInconclusive">Whether a loss that still falls, is too short or too noisy fails the assertion.</param>
    /// <param name="configure">Changes the check's limits.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    [CustomAssertion]
    public AndConstraint<LossHistoryAssertions> HaveConverged(
        InconclusivePolicy onInconclusive, Func<ConvergenceCheck, ConvergenceCheck> configure, string because = "", params object[] becauseArgs) =>
        Hold(configure, _ => true, "to have converged", onInconclusive, because, becauseArgs);

    /// <summary>The validation loss did not rise while the training loss held (MLG4003). A run without a validation loss fails (MLG4005).</summary>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<LossHistoryAssertions> NotOverfit(string because = "", params object[] becauseArgs) =>
        NotOverfit(InconclusivePolicy.Fail, check => check, because, becauseArgs);

    /// <summary>The validation loss did not rise while the training loss held (MLG4003). A run without a validation loss fails (MLG4005).</summary>
    /// <param name="onInconclusive">Whether a loss that is too short or too noisy fails the assertion.</param>
    /// <param name="configure">Changes the check's limits.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    [CustomAssertion]
    public AndConstraint<LossHistoryAssertions> NotOverfit(
        InconclusivePolicy onInconclusive, Func<ConvergenceCheck, ConvergenceCheck> configure, string because = "", params object[] becauseArgs) =>
        Hold(configure, f => Overfitting.Contains(f.Rule, StringComparer.Ordinal), "not to overfit", onInconclusive, because, becauseArgs, needsValidation: true);

    private AndConstraint<LossHistoryAssertions> Hold(
        Func<ConvergenceCheck, ConvergenceCheck> configure,
        Func<Finding, bool> concerns,
        string expectation,
        InconclusivePolicy onInconclusive,
        string because,
        object[] becauseArgs,
        bool needsValidation = false)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:history} " + expectation + "{reason}, but found <null>.");
            return new AndConstraint<LossHistoryAssertions>(this);
        }

        var check = configure(new ConvergenceCheck { Id = "convergence" });
        var evidence = needsValidation && Subject.Validation is null
            ? [Evidence.Fact(RuleIds.LossEvaluationMissing, Subject.Name, Outcome.Error, $"{Subject.Name} has no validation loss to judge: log one")]
            : check.Examine(Subject);
        var result = GateDecision.Judge(check, evidence);
        CheckAssertion.Holds(result with { Findings = [.. result.Findings.Where(concerns)] }, expectation, onInconclusive, because, becauseArgs);
        return new AndConstraint<LossHistoryAssertions>(this);
    }
}
