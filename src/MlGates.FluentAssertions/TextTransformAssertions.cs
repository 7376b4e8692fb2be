using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Features;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>Assertions on a text or key that a transform computes.</summary>
/// <typeparam name="TRows">What holds the rows.</typeparam>
/// <param name="transform">The transform.</param>
public sealed class TextTransformAssertions<TRows>(ITextTransform<TRows>? transform) : ReferenceTypeAssertions<ITextTransform<TRows>?, TextTransformAssertions<TRows>>(transform)
{
    /// <inheritdoc/>
    protected override string Identifier => "texts";

    private bool _hides;

    /// <summary>The assertions that follow show the first characters of a value's SHA-256 in its place, and leave out what exceptions say.</summary>
    public TextTransformAssertions<TRows> HidingValues()
    {
        _hides = true;
        return this;
    }

    /// <summary>Every row's value is one of these (MLG1108).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="vocabulary">The values allowed.</param>
    /// <param name="allowMissing">Whether a row may have none; an unknown category often becomes a missing key.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<TextTransformAssertions<TRows>> StayInVocabulary(
        TRows rows, IReadOnlyCollection<string> vocabulary, bool allowMissing = false, string because = "", params object[] becauseArgs)
    {
        const string Expectation = "to stay in the vocabulary";
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:texts} " + Expectation + "{reason}, but found <null>.");
            return new AndConstraint<TextTransformAssertions<TRows>>(this);
        }

        var check = new VocabularyCheck { Id = "features", Words = vocabulary, AllowMissing = allowMissing, HideValues = _hides };
        IReadOnlyList<Evidence> evidence;
        try
        {
            evidence = check.Examine(TransformRun.Of<TRows, IReadOnlyList<string?>>(Subject.Name, rows, Subject.Rows, Subject.Transform, []));
        }
        catch (InputException problem)
        {
            evidence = [Evidence.Fact(problem.Rule, Subject.Name, Outcome.Error, problem.Message)];
        }

        CheckAssertion.Holds(GateDecision.Judge(check, evidence), Expectation, InconclusivePolicy.Fail, because, becauseArgs);
        return new AndConstraint<TextTransformAssertions<TRows>>(this);
    }
}
