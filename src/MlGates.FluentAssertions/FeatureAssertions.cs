using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>
/// Assertions on feature vectors, however they came to be. Features are named by slot, or by place as in <c>[3]</c>; <c>*</c> and <c>?</c> make a
/// name a pattern.
/// </summary>
/// <typeparam name="TSubject">What has the features.</typeparam>
/// <typeparam name="TAssertions">The assertions on it.</typeparam>
/// <param name="subject">What has the features.</param>
public abstract class FeatureAssertions<TSubject, TAssertions>(TSubject? subject) : ReferenceTypeAssertions<TSubject?, TAssertions>(subject)
    where TSubject : class
    where TAssertions : FeatureAssertions<TSubject, TAssertions>
{
    /// <inheritdoc/>
    protected override string Identifier => "features";

    /// <summary>Every row's vector has this length (MLG1102).</summary>
    [CustomAssertion]
    public AndConstraint<TAssertions> HaveFeatureLength(int length, string because = "", params object[] becauseArgs) =>
        Facts("to have their length", Check with { Length = length }, because, becauseArgs);

    /// <summary>The slots have these names, in this order (MLG1107).</summary>
    [CustomAssertion]
    public AndConstraint<TAssertions> HaveSlotNames(IReadOnlyList<string> names, string because = "", params object[] becauseArgs) =>
        Facts("to have their names", Check with { Names = names }, because, becauseArgs);

    /// <summary>Every feature of every row lies in a range, ends included (MLG1103).</summary>
    [CustomAssertion]
    public AndConstraint<TAssertions> StayWithin(double min, double max, string because = "", params object[] becauseArgs) =>
        Facts("to stay within their range", Check with { Min = min, Max = max }, because, becauseArgs);

    /// <summary>A feature, or each that a pattern selects, lies in a range in every row, ends included (MLG1103).</summary>
    [CustomAssertion]
    public AndConstraint<TAssertions> StayWithin(string feature, double min, double max, string because = "", params object[] becauseArgs)
    {
        ArgumentException.ThrowIfNullOrEmpty(feature);
        var ranges = new SortedDictionary<string, FeatureRange>(StringComparer.Ordinal) { [feature] = new FeatureRange(min, max) };
        return Facts("to stay within their range", Check with { Ranges = ranges }, because, becauseArgs);
    }

    /// <summary>No feature has one value in all rows (MLG1109).</summary>
    /// <param name="except">Features that may, such as the slots of rare categories.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<TAssertions> HaveNoConstantFeature(IReadOnlyList<string>? except = null, string because = "", params object[] becauseArgs) =>
        Facts("to vary", Check with { NoConstant = true, Except = except ?? [] }, because, becauseArgs);

    /// <summary>No two features are equal in every row (MLG1110); constant ones are not compared.</summary>
    /// <param name="except">Features that may equal another.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<TAssertions> HaveNoDuplicatedFeature(IReadOnlyList<string>? except = null, string because = "", params object[] becauseArgs) =>
        Facts("to differ from each other", Check with { NoDuplicate = true, Except = except ?? [] }, because, becauseArgs);

    /// <summary>
    /// The assertions that follow leave out values of rows and features, and what exceptions say, which may quote them: for data that a build log must not show. Names of
    /// features are shown.
    /// </summary>
    public TAssertions HidingValues()
    {
        Hides = true;
        return (TAssertions)this;
    }

    private protected bool Hides { get; private set; }

    private protected FeatureCheck Check => new() { Id = "features", Finite = false, HideValues = Hides };

    // The features at hand, held to a check.
    private protected abstract IReadOnlyList<Evidence> Examine(FeatureCheck check);

    private protected abstract string NameOf(TSubject subject);

    private protected AndConstraint<TAssertions> Facts(string expectation, FeatureCheck check, string because, object[] becauseArgs) =>
        Hold(expectation, check, () => Examine(check), because, becauseArgs);

    private protected AndConstraint<TAssertions> Hold(string expectation, Check check, Func<IReadOnlyList<Evidence>> examine, string because, object[] becauseArgs)
    {
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:features} " + expectation + "{reason}, but found <null>.");
            return new AndConstraint<TAssertions>((TAssertions)this);
        }

        IReadOnlyList<Evidence> evidence;
        try
        {
            evidence = examine();
        }
        catch (InputException problem)
        {
            evidence = [Evidence.Fact(problem.Rule, NameOf(Subject), Outcome.Error, problem.Message)];
        }

        CheckAssertion.Holds(GateDecision.Judge(check, evidence), expectation, InconclusivePolicy.Fail, because, becauseArgs);
        return new AndConstraint<TAssertions>((TAssertions)this);
    }
}
