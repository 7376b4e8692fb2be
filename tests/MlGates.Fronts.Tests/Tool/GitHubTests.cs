namespace MlGates.Fronts.Tests.Tool;

public sealed class GitHubTests
{
    private const string Plan = """
        { "data": { "train": "train.csv", "serving": "serving.csv" },
          "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving",
            "features": { "payment_type": { "atMost": 0.05 } } } ] }
        """;

    [Fact]
    public void Check_UnderGitHubActions_AppendsTheSummaryAndAnnotatesThePlan()
    {
        using var folder = Drifted();
        folder.Write("summary.md", "before\n");
        folder.Environment["GITHUB_ACTIONS"] = "true";
        folder.Environment["GITHUB_WORKSPACE"] = folder["."];
        folder.Environment["GITHUB_STEP_SUMMARY"] = folder["summary.md"];

        folder.Run("check", "gates/mlgates.json").Should().Be(1);

        folder.Error.Should().StartWith("::error file=gates/mlgates.json,line=3,col=47,title=MLG2001 skew::payment_type drifted");
        folder.Output.Should().NotContain("::error", "standard output is the report");
        File.ReadAllText(folder["summary.md"]).Should().StartWith("before\n## MlGates: BLOCKED\n").And.Contain("| FAILED | MLG2001 | skew | payment\\_type drifted");
    }

    [Fact]
    public void Check_SummaryThatCannotBeWritten_KeepsTheVerdict()
    {
        using var folder = Drifted();
        folder.Environment["GITHUB_ACTIONS"] = "true";
        folder.Environment["GITHUB_STEP_SUMMARY"] = folder["."];

        folder.Run("check", "gates/mlgates.json").Should().Be(1);

        folder.Error.Should().Contain("mlgates: warning").And.Contain("step summary");
    }

    [Fact]
    public void Check_Elsewhere_WritesNeither()
    {
        using var folder = Drifted();

        folder.Run("check", "gates/mlgates.json").Should().Be(1);

        folder.Error.Should().BeEmpty();
        folder.Output.Should().Contain("FAILED MLG2001 gates/mlgates.json(3,47): ", "a terminal opens it from where the tool ran");
    }

    private static ToolFolder Drifted() => new ToolFolder()
        .WriteTrips("gates/train.csv", 20_000, 0.6).WriteTrips("gates/serving.csv", 20_000, 0.8).Write("gates/mlgates.json", Plan);
}
