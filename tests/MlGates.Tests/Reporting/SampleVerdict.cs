using MlGates.Gates;

namespace MlGates.Tests.Reporting;

/// <summary>A verdict with one finding of each outcome and names meant to break a report.</summary>
internal static class SampleVerdict
{
    public const string Hostile = "pay|ment`_<b>\"type\"\n::error::x%0A\e[31m";

    public static GateVerdict Create() => new()
    {
        Plan = new PlanIdentity("mlgates.json", new string('a', 64)),
        FalseBlockRate = 0.05,
        OnInconclusive = InconclusivePolicy.Warn,
        Inputs = [new InputRecord("serving", "data/serving.csv", new string('b', 64), 3604)],
        Environment = new RunEnvironment(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1.25, "machine"),
        Results =
        [
            new CheckResult("skew",
            [
                Finding("skew", RuleIds.Drift, "payment_type", Outcome.Failed, "payment_type drifted: L-infinity 0.0330 exceeds 0.0100") with
                {
                    Measure = "l-infinity",
                    Observed = new Observation(0.033008879, 0.0113, 0.0479, [10000, 3604]),
                    Limit = new Limit { AtMost = 0.01 },
                    PFail = 0.035,
                    PPass = 0.99,
                    Power = 0.05,
                    MinimumDetectable = double.PositiveInfinity,
                    RowsNeeded = 31000,
                    Location = new SourceLocation("mlgates.json", 9, 24),
                    Details = new SortedDictionary<string, object?> { ["k"] = 3, ["largest"] = "Cash", ["list"] = new[] { 1.5, double.NaN } },
                },
                Finding("skew", RuleIds.Drift, "company", Outcome.Passed, "company did not drift"),
                Finding("skew", RuleIds.Drift, Hostile, Outcome.Inconclusive, $"cannot tell about {Hostile}"),
                Finding("skew", RuleIds.Drift, "tips", Outcome.NotApplicable, "only train has tips"),
            ]),
            new CheckResult("auc", [Finding("auc", RuleIds.InputUnreadable, "auc", Outcome.Error, "'out/p.csv' does not exist.")]),
        ],
    };

    public static string Write(MlGates.Reporting.IReportWriter writer, GateVerdict? verdict = null)
    {
        using var text = new StringWriter();
        writer.Write(verdict ?? Create(), text);
        return text.ToString();
    }

    private static Finding Finding(string check, string rule, string subject, Outcome outcome, string message) =>
        new() { CheckId = check, Rule = rule, Subject = subject, Outcome = outcome, Message = message };
}
