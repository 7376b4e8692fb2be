using System.Globalization;
using MlGates.Gates;
using MlGates.Reporting;

namespace MlGates.Tests.Reporting;

public class ShownFindingsTests
{
    // 300 columns of 'wide', every third failed and the further the later, and one of 'other'.
    private static GateVerdict Wide(int columns) => SampleVerdict.Create() with
    {
        Results =
        [
            new CheckResult("wide",
            [
                .. Enumerable.Range(0, columns).Select(i => new Finding
                {
                    CheckId = "wide",
                    Rule = RuleIds.Drift,
                    Subject = string.Create(CultureInfo.InvariantCulture, $"c{i:000}"),
                    Outcome = i % 3 == 0 ? Outcome.Failed : Outcome.Passed,
                    Message = string.Create(CultureInfo.InvariantCulture, $"c{i:000} moved"),
                    Observed = new Observation(i / 1000.0, null, null, [10]),
                    Limit = new Limit { AtMost = 0.05 },
                }),
            ]),
            new CheckResult("other", [new Finding { CheckId = "other", Rule = RuleIds.Drift, Subject = "o", Outcome = Outcome.Passed, Message = "o did not move" }]),
        ],
    };

    [Fact]
    public void Write_ManyFindings_ShowsTheWorstOfEachCheckAndCountsTheRest()
    {
        var text = new StringWriter();

        new TextReport().Write(Wide(300), text);

        var lines = text.ToString().Split('\n');
        lines.Count(l => l.StartsWith("FAILED   wide ", StringComparison.Ordinal)).Should().Be(ShownFindings.MostOfCheck);
        lines[1].Should().Contain("c297", "it is the furthest over its limit");
        lines.Should().Contain(l => l.StartsWith("passed   other  o", StringComparison.Ordinal)).And.Contain("… wide: and 60 FAILED, 200 passed; results.json and --output json have all");
        lines.Count(l => l.EndsWith(" moved", StringComparison.Ordinal)).Should().Be(ShownFindings.MostOfCheck);
        text.ToString().Should().Contain("100 failed, 201 passed");
    }

    [Fact]
    public void Write_FewFindings_ShowsAllInTheirOrder()
    {
        ShownFindings.Of(Wide(ShownFindings.MostOfAll - 1)).Findings.Select(f => f.Subject).Should().HaveCount(ShownFindings.MostOfAll).And.StartWith(["c000", "c001", "c002"]);
        ShownFindings.Of(Wide(ShownFindings.MostOfAll - 1)).Left.Should().BeEmpty();
        ShownFindings.Of(Wide(ShownFindings.MostOfAll)).Findings.Should().HaveCount(ShownFindings.MostOfCheck + 1);
    }
}
