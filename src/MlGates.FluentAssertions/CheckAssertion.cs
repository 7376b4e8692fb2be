using FluentAssertions.Execution;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>Turns a check's findings into assertion failures, so that every assertion speaks alike and quotes the rule and the numbers of the engine.</summary>
internal static class CheckAssertion
{
    /// <summary>
    /// Fails once per finding that does not hold, failed ones first. Inside an <see cref="AssertionScope"/> all are collected.
    /// </summary>
    /// <param name="result">What the check found.</param>
    /// <param name="expectation">What was expected, as in "not to have drifted from train"; may not hold braces.</param>
    /// <param name="onInconclusive">Whether an inconclusive finding fails the assertion.</param>
    /// <param name="because">FluentAssertions' reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    public static void Holds(CheckResult result, string expectation, InconclusivePolicy onInconclusive, string because, object[] becauseArgs)
    {
        foreach (var outcome in new[] { Outcome.Failed, Outcome.Error, Outcome.Inconclusive })
        {
            if (outcome == Outcome.Inconclusive && onInconclusive != InconclusivePolicy.Fail)
            {
                continue;
            }

            foreach (var finding in result.Findings.Where(f => f.Outcome == outcome))
            {
                Fail(expectation, Word(outcome), finding.Rule, finding.Message, because, becauseArgs);
            }
        }
    }

    /// <summary>Judges what a check finds in rows; input that cannot be read is a finding too.</summary>
    /// <param name="check">The check.</param>
    /// <param name="examine">Looks at the rows.</param>
    /// <param name="expectation">As for <see cref="Holds"/>.</param>
    /// <param name="onInconclusive">As for <see cref="Holds"/>.</param>
    /// <param name="because">FluentAssertions' reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    public static void Examined(Check check, Func<IReadOnlyList<Evidence>> examine, string expectation, InconclusivePolicy onInconclusive, string because, object[] becauseArgs)
    {
        IReadOnlyList<Evidence> evidence;
        try
        {
            evidence = examine();
        }
        catch (InputException e)
        {
            evidence = [Evidence.Fact(e.Rule, check.Id, Outcome.Error, e.Location is { } place ? $"{place}: {e.Message}" : e.Message)];
        }

        Holds(GateDecision.Judge(check, evidence), expectation, onInconclusive, because, becauseArgs);
    }

    private static void Fail(string expectation, string word, string rule, string message, string because, object[] becauseArgs) => Execute.Assertion
        .BecauseOf(because, becauseArgs)
        .FailWith("Expected {context:subject} {0}{reason}, but {1} {2}: {3}", new Verbatim(expectation), new Verbatim(word), new Verbatim(rule), new Verbatim(message));

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Failed => "found",
        Outcome.Error => "could not judge,",
        _ => "cannot tell,",
    };

    // FluentAssertions puts strings in quotes; our sentences are not values.
    private sealed class Verbatim(string text)
    {
        public override string ToString() => text;
    }
}
