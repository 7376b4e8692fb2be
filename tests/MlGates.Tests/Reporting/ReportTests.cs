using System.Globalization;
using System.Text.Json;
using MlGates.Gates;
using MlGates.Reporting;

namespace MlGates.Tests.Reporting;

public sealed class ReportTests
{
    private static readonly IReportWriter[] Writers = [new TextReport(), new ResultsJson(), new MarkdownReport(), new GitHubAnnotations()];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Writers.Length)];

    [Theory, MemberData(nameof(All))]
    public void Report_AnyCulture_IsTheSame(int writer)
    {
        var before = CultureInfo.CurrentCulture;
        var expected = SampleVerdict.Write(Writers[writer]);
        try
        {
            foreach (var culture in new[] { "tr-TR", "de-DE", "ar-SA" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                SampleVerdict.Write(Writers[writer]).Should().Be(expected);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        expected.Should().NotContain("\r").And.EndWith("\n");
    }

    [Fact]
    public void Json_Verdict_HasTheContractsShape()
    {
        using var json = JsonDocument.Parse(SampleVerdict.Write(new ResultsJson()));
        var root = json.RootElement;

        root.EnumerateObject().Select(p => p.Name).Should().Equal("schemaVersion", "tool", "plan", "verdict", "falseBlockRate", "onInconclusive", "counts", "inputs", "checks", "environment");
        root.GetProperty("verdict").GetString().Should().Be("failed");
        root.GetProperty("counts").GetProperty("notApplicable").GetInt32().Should().Be(1);
        var check = root.GetProperty("checks")[0];
        check.GetProperty("observed").GetProperty("n")[1].GetInt32().Should().Be(3604);
        check.GetProperty("minimumDetectable").GetString().Should().Be("Infinity", "JSON numbers cannot say it");
        check.GetProperty("details").GetProperty("list")[1].GetString().Should().Be("NaN");
        check.GetProperty("location").GetProperty("line").GetInt32().Should().Be(9);
        check.GetProperty("help").GetString().Should().Be("docs/rules/MLG2001.md");
        root.GetProperty("checks")[2].GetProperty("subject").GetString().Should().Be(SampleVerdict.Hostile);
    }

    [Fact]
    public void Text_HostileNames_StayOnTheirLine()
    {
        var text = SampleVerdict.Write(new TextReport());

        text.Should().NotContain("\e");
        text.Split('\n').Should().NotContain(l => l.StartsWith("::", StringComparison.Ordinal));
        text.Should().Contain("FAILED MLG2001 mlgates.json(9,24): payment_type drifted: L-infinity 0.0330 exceeds 0.0100\n");
        text.Should().EndWith("BLOCKED: 1 failed, 1 could not be judged, 1 inconclusive, 1 not applicable, 1 passed (false-block rate 5 %)\n");
    }

    [Fact]
    public void Markdown_HostileNames_AreTextNotMarkup()
    {
        var markdown = SampleVerdict.Write(new MarkdownReport());

        markdown.Should().NotContain("<b>").And.NotContain("\e");
        markdown.Should().StartWith("## MlGates: BLOCKED\n");
    }

    [Fact]
    public void Markdown_ManyFindings_StaysBelowItsSizeAndSaysSo()
    {
        var sample = SampleVerdict.Create();
        var many = sample with { Results = [new CheckResult("skew", [.. Enumerable.Repeat(sample.Results[0].Findings[0], 10_000)])] };
        var markdown = SampleVerdict.Write(new MarkdownReport { MaxBytes = 100_000 }, many);

        System.Text.Encoding.UTF8.GetByteCount(markdown).Should().BeLessThan(100_000);
        markdown.Should().Contain("more are in results.json");
    }

    [Fact]
    public void Annotations_Findings_AreEscapedWorstFirstAndPlaced()
    {
        var lines = SampleVerdict.Write(new GitHubAnnotations { Prefix = "src/" }).TrimEnd('\n').Split('\n');

        lines.Should().HaveCount(3, "passed and not applicable findings are no annotations");
        lines[0].Should().Be("::error file=src/mlgates.json,line=9,col=24,title=MLG2001 skew::payment_type drifted: L-infinity 0.0330 exceeds 0.0100");
        lines[1].Should().StartWith("::error title=MLG0003 auc::");
        lines[2].Should().StartWith("::warning title=MLG2001 skew::").And.Contain("%0A").And.Contain("%250A");
    }

    [Theory]
    [InlineData(Outcome.Passed, Verdict.Passed, ExitCode.Passed)]
    [InlineData(Outcome.Failed, Verdict.Failed, ExitCode.Blocked)]
    [InlineData(Outcome.Error, Verdict.Error, ExitCode.CouldNotJudge)]
    [InlineData(Outcome.NotApplicable, Verdict.Error, ExitCode.CouldNotJudge)]
    [InlineData(Outcome.Inconclusive, Verdict.Inconclusive, ExitCode.Passed)]
    public void Verdict_OneFinding_GivesExitCode(Outcome outcome, Verdict verdict, ExitCode code)
    {
        var sample = SampleVerdict.Create();
        var one = sample with { Results = [new CheckResult("skew", [sample.Results[0].Findings[0] with { Outcome = outcome }])] };

        one.Verdict.Should().Be(verdict);
        one.ExitCode.Should().Be(code);
    }

    [Fact]
    public void Verdict_InconclusiveThatBlocks_IsExitCode2()
    {
        var sample = SampleVerdict.Create();
        var one = sample with { OnInconclusive = InconclusivePolicy.Fail, Results = [new CheckResult("skew", [sample.Results[0].Findings[2]])] };

        one.ExitCode.Should().Be(ExitCode.CouldNotJudge);
    }
}
