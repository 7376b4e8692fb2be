using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using static MlGates.Fronts.Tests.MSBuild.GateFolder;

namespace MlGates.Fronts.Tests.MSBuild;

public sealed class JudgeModelUnchangedTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public JudgeModelUnchangedTests()
    {
        _folder.Write("train.csv", "a\n1\n");
        _folder.Write("serving.csv", "a\n2\n");
        _folder.Plan(Results("passed", Entry("passed")), reads: ["train.csv", "serving.csv"]);
        _folder.Run().Should().BeTrue();
        _folder.Runs.Should().Be(1);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Same_contents_are_not_judged_again()
    {
        var task = _folder.Task();

        task.Execute().Should().BeTrue();

        _folder.Runs.Should().Be(1);
        _folder.Build.MessagesOf(MessageImportance.High).Should().Equal("MlGates: passed, unchanged since the last run (1 check)");
        task.Verdict.Should().Be("passed");
        task.Reports.Should().HaveCount(2);
    }

    [Fact]
    public void Same_contents_with_newer_dates_are_not_judged_again()
    {
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Root, "serving.csv"), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(1);
    }

    [Fact]
    public void Changed_file_with_an_old_date_is_judged_again()
    {
        var path = Path.Combine(_folder.Root, "serving.csv");
        var date = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "a\n3\n");
        File.SetLastWriteTimeUtc(path, date.AddYears(-10));

        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(2);
    }

    [Fact]
    public void Changed_plan_is_judged_again()
    {
        File.AppendAllText(_folder.PlanPath, "\n");

        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(2);
    }

    [Fact]
    public void Lost_report_is_written_again()
    {
        File.Delete(Path.Combine(_folder.Root, "obj", "mlgates", "report.md"));

        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(2);
    }

    [Fact]
    public void Changed_results_are_judged_again()
    {
        File.AppendAllText(_folder.ResultsPath, " ");

        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(2);
    }

    [Fact]
    public void Changed_parameter_is_judged_again()
    {
        _folder.Run(t => t.OnInconclusive = "fail").Should().BeTrue();
        _folder.Run(t => t.FalseBlockRate = "0.01").Should().BeTrue();

        _folder.Runs.Should().Be(3);
    }

    [Fact]
    public void Changed_input_item_is_judged_again()
    {
        _folder.Write("other.csv", "a\n2\n");

        _folder.Run(t => t.Inputs = [Input("serving.csv", "other.csv")]).Should().BeTrue();
        _folder.Runs.Should().Be(2);
        _folder.Run(t => t.Inputs = [Input("serving.csv", "other.csv")]).Should().BeTrue();
        _folder.Runs.Should().Be(2);

        var item = new TaskItem("serving.csv", new Dictionary<string, string> { ["Path"] = "other.csv", ["Note"] = "new" });
        _folder.Run(t => t.Inputs = [item]).Should().BeTrue();
        _folder.Runs.Should().Be(3);
    }

    [Fact]
    public void Missing_file_is_judged_again()
    {
        File.Delete(Path.Combine(_folder.Root, "serving.csv"));

        _folder.Run().Should().BeFalse();

        _folder.Runs.Should().Be(2);
    }

    [Fact]
    public void Changed_tool_is_judged_again()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder.Root, "tool"));
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "MlGates.FakeEngine.*"))
        {
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }

        var engine = Path.Combine(copy.FullName, "MlGates.FakeEngine.dll");
        _folder.Run(t => t.EnginePath = engine).Should().BeTrue();
        _folder.Run(t => t.EnginePath = engine).Should().BeTrue();
        _folder.Runs.Should().Be(2);

        // Another library beside the tool, the tool itself as it was.
        File.WriteAllText(Path.Combine(copy.FullName, "MlGates.dll"), "new");
        _folder.Run(t => t.EnginePath = engine).Should().BeTrue();
        _folder.Runs.Should().Be(3);
    }

    [Theory]
    [InlineData("inconclusive", "inconclusive", 0)]
    [InlineData("failed", "failed", 1)]
    [InlineData("error", "error", 2)]
    public void Run_that_reported_something_is_not_remembered(string verdict, string outcome, int exit)
    {
        _folder.Plan(Results(verdict, Entry("passed"), Entry(outcome)), exit, ["train.csv"]);

        _folder.Run();
        _folder.Run();

        _folder.Runs.Should().Be(3);
        (_folder.Build.Errors.Count + _folder.Build.Warnings.Count).Should().Be(1);
    }

    [Fact]
    public void Run_whose_files_are_unknown_is_not_remembered()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run().Should().BeTrue();
        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(3);
    }

    [Fact]
    public void Run_with_a_waiver_is_not_remembered()
    {
        var results = Results("passed", Entry("passed"));
        results["counts"] = new JsonObject { ["waived"] = 1 };
        _folder.Plan(results, reads: ["train.csv"]);

        _folder.Run().Should().BeTrue();
        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(3, "a waiver expires");
    }

    [Fact]
    public void Plan_with_values_of_the_environment_is_not_remembered()
    {
        _folder.Plan(Results("passed", Entry("passed", message: "${env:MONTH}")), reads: ["train.csv"]);

        _folder.Run().Should().BeTrue();
        _folder.Run().Should().BeTrue();

        _folder.Runs.Should().Be(3);
    }
}
