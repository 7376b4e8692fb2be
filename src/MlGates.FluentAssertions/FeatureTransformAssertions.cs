using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Features;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>
/// Assertions on feature engineering. Those without rows speak of the features of the rows that an earlier assertion in the chain was given.
/// </summary>
/// <typeparam name="TRows">What holds the rows.</typeparam>
/// <param name="transform">The transform.</param>
public sealed class FeatureTransformAssertions<TRows>(IFeatureTransform<TRows>? transform)
    : ReferenceTypeAssertions<IFeatureTransform<TRows>?, FeatureTransformAssertions<TRows>>(transform)
{
    private FeatureMatrix? _last;

    /// <inheritdoc/>
    protected override string Identifier => "features";

    /// <summary>Every feature of every row is finite (MLG1101).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> ProduceFiniteFeatures(TRows rows, string because = "", params object[] becauseArgs) =>
        Hold("to be finite", because, becauseArgs, t => Check(true).Examine(_last = t.Transform(rows)), Check(true));

    /// <summary>Every row's vector has this length (MLG1102).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> HaveFeatureLength(int length, string because = "", params object[] becauseArgs)
    {
        var check = Check(false) with { Length = length };
        return Hold("to have their length", because, becauseArgs, _ => check.Examine(Last()), check);
    }

    /// <summary>Every feature of every row lies in a range, ends included (MLG1103).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> StayWithin(double min, double max, string because = "", params object[] becauseArgs)
    {
        var check = Check(false) with { Min = min, Max = max };
        return Hold("to stay within their range", because, becauseArgs, _ => check.Examine(Last()), check);
    }

    /// <summary>Transforming the same rows twice gives the same features to the bit (MLG1104).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> BeDeterministic(TRows rows, string because = "", params object[] becauseArgs)
    {
        var check = Check(false) with { Deterministic = true };
        return Hold("to be deterministic", because, becauseArgs, t => check.Examine(_last = t.Transform(rows), again: t.Transform(rows)), check);
    }

    /// <summary>Each row alone gives the features it gives within the batch (MLG1105): |a − b| ≤ tolerance · max(1, |a|, |b|).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureTransformAssertions<TRows>> GiveSameResultRowByRow(TRows rows, double tolerance = 1e-6, string because = "", params object[] becauseArgs)
    {
        var check = Check(false) with { RowByRowTolerance = tolerance };
        return Hold("to be the same row by row", because, becauseArgs, t => check.Examine(_last = t.Transform(rows), rowByRow: t.TransformRowByRow(rows)), check);
    }

    private static FeatureCheck Check(bool finite) => new() { Id = "features", Finite = finite };

    private FeatureMatrix Last() => _last ?? throw new InvalidOperationException("No rows yet: begin with an assertion that takes rows, such as ProduceFiniteFeatures(rows).");

    private AndConstraint<FeatureTransformAssertions<TRows>> Hold(
        string expectation, string because, object[] becauseArgs, Func<IFeatureTransform<TRows>, IReadOnlyList<Evidence>> examine, FeatureCheck check)
    {
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:features} " + expectation + "{reason}, but found <null>.");
            return new AndConstraint<FeatureTransformAssertions<TRows>>(this);
        }

        IReadOnlyList<Evidence> evidence;
        try
        {
            evidence = examine(Subject);
        }
        catch (InputException problem)
        {
            _last = FeatureMatrix.Of(Subject.Name, []);
            evidence = [Evidence.Fact(problem.Rule, Subject.Name, Outcome.Error, problem.Message)];
        }

        CheckAssertion.Holds(GateDecision.Judge(check, evidence), expectation, InconclusivePolicy.Fail, because, becauseArgs);
        return new AndConstraint<FeatureTransformAssertions<TRows>>(this);
    }
}
