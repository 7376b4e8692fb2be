using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using static MlGates.Fronts.Tests.MSBuild.GateFolder;

namespace MlGates.Fronts.Tests.MSBuild;

public sealed class JudgeModelTests : IDisposable
{
    private readonly GateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Failed_finding_is_an_error_at_the_line_of_the_plan()
    {
        var location = new JsonObject { ["file"] = "mlgates.json", ["line"] = 9, ["column"] = 24 };
        _folder.Plan(Results("failed", Entry("failed", message: "payment_type {drifted}", location: location)), exit: 1);

        _folder.Run().Should().BeFalse();

        var error = _folder.Build.Errors.Should().ContainSingle().Subject;
        error.Code.Should().Be("MLG2001");
        error.Message.Should().Be("payment_type {drifted}");
        error.File.Should().Be(_folder.PlanPath);
        error.LineNumber.Should().Be(9);
        error.ColumnNumber.Should().Be(24);
        error.Subcategory.Should().Be("MlGates");
        error.HelpKeyword.Should().Be("MLG2001");
        error.HelpLink.Should().Be("docs/rules/MLG2001.md");
    }

    [Fact]
    public void Finding_without_a_location_points_at_the_plan()
    {
        _folder.Plan(Results("failed", Entry("failed")), exit: 1);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Single().File.Should().Be(_folder.PlanPath);
    }

    [Fact]
    public void Finding_of_two_lines_is_logged_in_one()
    {
        _folder.Plan(Results("failed", Entry("failed", message: "one\nerror MLG1: two")), exit: 1);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Single().Message.Should().Be("one error MLG1: two");
    }

    [Fact]
    public void Help_page_beside_the_package_is_linked()
    {
        _folder.Plan(Results("failed", Entry("failed")), exit: 1);
        Directory.CreateDirectory(Path.Combine(_folder.Root, "docs", "rules"));
        _folder.Write("docs/rules/MLG2001.md", "# MLG2001");

        _folder.Run(t => t.HelpDirectory = _folder.Root);

        _folder.Build.Errors.Single().HelpLink.Should().Be(Path.Combine(_folder.Root, "docs", "rules", "MLG2001.md"));
    }

    [Fact]
    public void Every_failed_finding_is_logged()
    {
        _folder.Plan(Results("failed", Entry("failed"), Entry("passed", id: "b"), Entry("failed", "MLG3001", "auc"), Entry("error", "MLG0007", "c")), exit: 1);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Select(e => e.Code).Should().Equal("MLG2001", "MLG3001", "MLG0007");
        _folder.Build.MessagesOf(MessageImportance.High).Should().Contain("MlGates: failed, 4 checks ran: 1 passed, 2 failed, 1 could not be judged");
    }

    [Fact]
    public void Check_that_could_not_run_is_an_error()
    {
        _folder.Plan(Results("error", Entry("error", "MLG0003")), exit: 2);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG0003");
    }

    [Fact]
    public void Inconclusive_finding_warns_where_the_plan_warns()
    {
        _folder.Plan(Results("inconclusive", Entry("inconclusive"), Entry("passed", id: "b")), exit: 0);

        _folder.Run().Should().BeTrue();

        _folder.Build.Warnings.Should().ContainSingle().Which.Code.Should().Be("MLG2001");
        _folder.Build.MessagesOf(MessageImportance.High).Should().Contain("MlGates: inconclusive, 2 checks ran: 1 passed, 1 inconclusive");
    }

    [Theory]
    [InlineData("inconclusive")]
    [InlineData("failed")]
    public void Inconclusive_finding_is_an_error_where_the_plan_fails_on_it(string verdict)
    {
        var results = Results(verdict, Entry("inconclusive"));
        results["onInconclusive"] = "fail";
        _folder.Plan(results, exit: 2);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG2001");
        _folder.Build.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Inconclusive_finding_is_a_message_where_the_plan_lets_it_pass()
    {
        var results = Results("inconclusive", Entry("inconclusive"));
        results["onInconclusive"] = "pass";
        _folder.Plan(results, exit: 0);

        _folder.Run().Should().BeTrue();

        _folder.Build.Warnings.Should().BeEmpty();
        _folder.Build.MessagesOf(MessageImportance.Normal).Should().Equal("MlGates: skew: the message");
        _folder.Build.MessagesOf(MessageImportance.High).Should().Equal("MlGates: inconclusive, 1 check ran: 1 inconclusive");
    }

    [Fact]
    public void Inconclusive_that_blocks_without_a_reason_is_an_error()
    {
        _folder.Plan(Results("inconclusive", Entry("inconclusive")), exit: 2);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG9002");
    }

    [Fact]
    public void Inconclusive_finding_beside_an_error_warns()
    {
        _folder.Plan(Results("error", Entry("inconclusive"), Entry("error", "MLG0003")), exit: 2);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG0003");
        _folder.Build.Warnings.Should().ContainSingle().Which.Code.Should().Be("MLG2001");
    }

    [Fact]
    public void Rule_that_only_warns_is_a_warning_and_the_build_goes_on()
    {
        _folder.Plan(Results("passed", Entry("passed"), Entry("warned", "MLG1014")));

        _folder.Run().Should().BeTrue();

        _folder.Build.Warnings.Should().ContainSingle().Which.Code.Should().Be("MLG1014");
        _folder.Build.MessagesOf(MessageImportance.High).Should().Equal("MlGates: passed, 1 check ran: 1 passed, 1 warned");
    }

    [Fact]
    public void Passed_run_logs_one_line_a_check_and_the_verdict()
    {
        _folder.Plan(Results("passed", Entry("passed", message: "a is within 0.1"), Entry("notApplicable", message: "b has no values")));

        _folder.Run().Should().BeTrue();

        _folder.Build.Errors.Should().BeEmpty();
        _folder.Build.Warnings.Should().BeEmpty();
        _folder.Build.MessagesOf(MessageImportance.High).Should().Equal("MlGates: passed, 1 check ran: 1 passed, 1 not applicable");
        _folder.Build.MessagesOf(MessageImportance.Normal).Should().Equal("MlGates: skew: a is within 0.1");
        _folder.Build.MessagesOf(MessageImportance.Low).Should().Contain("MlGates: skew: b has no values");
    }

    [Fact]
    public void Verdict_and_reports_are_outputs()
    {
        _folder.Plan(Results("passed", Entry("passed")));
        var task = _folder.Task();

        task.Execute().Should().BeTrue();

        task.Verdict.Should().Be("passed");
        task.Reports.Select(r => r.GetMetadata("Format")).Should().Equal("json", "markdown");
    }

    [Theory]
    [InlineData("accuracy error : 0.03")]
    [InlineData("error MLG1: x")]
    [InlineData("warning : loss rises")]
    [InlineData("a.cs(1,2): error CS1: x")]
    public void Output_that_looks_like_a_diagnostic_is_none(string line)
    {
        _folder.Plan(Results("passed", Entry("passed")), output: [line], errors: [line]);

        _folder.Run().Should().BeTrue();

        _folder.Build.Errors.Should().BeEmpty();
        _folder.Build.Warnings.Should().BeEmpty();
        _folder.Build.MessagesOf(MessageImportance.Low).Should().Contain(line);
    }

    [Fact]
    public void Annotations_of_the_tool_reach_the_log()
    {
        const string Line = "::error file=mlgates.json,line=9,col=24,title=MLG2001::payment_type drifted";
        _folder.Plan(Results("passed", Entry("passed")), output: [Line]);

        _folder.Run().Should().BeTrue();

        _folder.Build.MessagesOf(MessageImportance.High).Should().Contain(Line);
        _folder.Build.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(134)]
    public void End_without_results_is_an_error_with_the_last_lines(int exit)
    {
        _folder.Plan(exit: exit, output: ["on stdout"], errors: ["first", "mlgates: error MLG9001: boom"]);

        _folder.Run().Should().BeFalse();

        var error = _folder.Build.Errors.Should().ContainSingle().Subject;
        error.Code.Should().Be("MLG9002");
        error.Message.Should().StartWith($"The tool ended with exit code {exit} and without a verdict").And.EndWith("first | mlgates: error MLG9001: boom");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(134)]
    [InlineData(255)]
    public void Internal_error_is_no_verdict_even_with_results(int exit)
    {
        _folder.Plan(Results("passed", Entry("passed")), exit: exit);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG9002");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"schemaVersion\": 1, \"verdict\": \"passed\", \"checks\": [")]
    [InlineData("{ \"schemaVersion\": 1, \"verdict\": \"passed\" }")]
    [InlineData("{ \"schemaVersion\": 2, \"verdict\": \"passed\", \"checks\": [] }")]
    [InlineData("{ \"schemaVersion\": 1, \"verdict\": \"green\", \"checks\": [] }")]
    [InlineData("{ \"schemaVersion\": 1, \"verdict\": \"passed\", \"checks\": [ 1 ] }")]
    [InlineData("{ \"schemaVersion\": 1, \"verdict\": \"passed\", \"checks\": [ { \"id\": \"a\", \"rule\": \"MLG2001\", \"outcome\": \"Failed\", \"message\": \"x\" } ] }")]
    [InlineData("{ \"schemaVersion\": 1, \"verdict\": \"passed\", \"checks\": [ { \"id\": \"a\", \"rule\": \"MLG2001\", \"message\": \"x\" } ] }")]
    public void Results_that_cannot_be_used_are_an_error(string text)
    {
        _folder.Plan(JsonValue.Create(text));

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG9002");
    }

    [Fact]
    public void Run_without_any_check_does_not_pass()
    {
        _folder.Plan(Results("passed"));

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG0006");
    }

    [Theory]
    [InlineData("passed", 1)]
    [InlineData("passed", 2)]
    [InlineData("failed", 0)]
    [InlineData("error", 0)]
    public void Verdict_that_no_finding_explains_is_an_error(string verdict, int exit)
    {
        _folder.Plan(Results(verdict, Entry("passed")), exit: exit);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG9002");
    }

    [Fact]
    public void Failed_finding_blocks_whatever_the_exit_code_says()
    {
        _folder.Plan(Results("passed", Entry("failed")), exit: 0);

        _folder.Run().Should().BeFalse();
    }

    [Fact]
    public void Results_of_an_earlier_run_are_not_taken_for_this_one()
    {
        _folder.Plan(Results("passed", Entry("passed")));
        _folder.Run().Should().BeTrue();
        _folder.Plan(exit: 0);

        _folder.Run().Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG9002");
    }

    [Fact]
    public void Missing_plan_is_an_error_that_says_what_to_do()
    {
        _folder.Run().Should().BeFalse();

        var error = _folder.Build.Errors.Should().ContainSingle().Subject;
        error.Code.Should().Be("MLG0002");
        error.Message.Should().Contain(_folder.PlanPath).And.Contain("MlGatesPlan");
    }

    [Fact]
    public void Missing_tool_is_an_error()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.EnginePath = "/nowhere/MlGates.Tool.dll").Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG9002");
    }

    [Fact]
    public void Missing_host_is_an_error()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.DotnetHost = "/nowhere/dotnet").Should().BeFalse();

        _folder.Build.Errors.Should().NotBeEmpty();
    }

    [Fact]
    public void Request_holds_what_the_build_asked_for()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t =>
        {
            t.Inputs = [Input("serving", "data/März \"1\".csv"), Input("train", "/data/train.csv")];
            t.OnInconclusive = "fail";
            t.FalseBlockRate = "0.01";
        }).Should().BeTrue();

        var request = _folder.Request();
        ((string?)request["plan"]).Should().Be(_folder.PlanPath);
        ((string?)request["inputs"]!["serving"]).Should().Be(Path.Combine(_folder.Root, "data", "März \"1\".csv"));
        ((string?)request["inputs"]!["train"]).Should().Be(Path.GetFullPath("/data/train.csv"));
        request["only"]!.AsArray().Should().BeEmpty();
        ((string?)request["results"]).Should().Be(_folder.ResultsPath);
        ((string?)request["reports"]!["markdown"]).Should().Be(Path.Combine(_folder.Root, "obj", "mlgates", "report.md"));
        ((string?)request["onInconclusive"]).Should().Be("fail");
        ((double?)request["falseBlockRate"]).Should().Be(0.01);
        ((int?)request["parentProcessId"]).Should().Be(Environment.ProcessId);
    }

    [Fact]
    public void Request_leaves_to_the_plan_what_the_build_does_not_set()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.ReportPath = null).Should().BeTrue();

        var request = _folder.Request();
        request["onInconclusive"].Should().BeNull();
        request["falseBlockRate"].Should().BeNull();
        request["reports"]!.AsObject().Should().BeEmpty();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0,05")]
    [InlineData("NaN")]
    [InlineData("0")]
    [InlineData("1")]
    public void False_block_rate_that_is_none_is_refused(string rate)
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.FalseBlockRate = rate).Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG0001");
    }

    [Fact]
    public void Policy_that_is_none_is_refused()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.OnInconclusive = "Ignore").Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Message.Should().Be("MlGatesOnInconclusive is 'Ignore'. Give warn, fail or pass.");
    }

    [Fact]
    public void Input_without_a_path_is_refused()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.Inputs = [Input("serving", " ")]).Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG0001");
    }

    [Fact]
    public void Input_given_twice_is_refused()
    {
        _folder.Plan(Results("passed", Entry("passed")));

        _folder.Run(t => t.Inputs = [Input("serving", "a.csv"), Input("serving", "b.csv")]).Should().BeFalse();

        _folder.Build.Errors.Should().ContainSingle().Which.Code.Should().Be("MLG0001");
    }

    [Fact]
    public async Task Cancel_ends_the_tool_and_what_it_started()
    {
        var pids = Path.Combine(_folder.Root, "pids");
        _folder.Plan(hang: pids);
        var task = _folder.Task();
        var run = Task.Run(task.Execute);
        SpinWait.SpinUntil(() => File.Exists(pids), TimeSpan.FromSeconds(60)).Should().BeTrue();

        task.Cancel();

        (await run.WaitAsync(TimeSpan.FromSeconds(60))).Should().BeFalse();
        _folder.Build.Errors.Should().Contain(e => e.Code == "MLG9002");
        foreach (var id in (await File.ReadAllTextAsync(pids)).Split(' ').Select(int.Parse))
        {
            SpinWait.SpinUntil(() => !IsRunning(id), TimeSpan.FromSeconds(30)).Should().BeTrue("process {0} must end", id);
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
