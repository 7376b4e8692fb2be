using System.Text.Json.Nodes;

namespace MlGates.Packages.Tests;

/// <summary>The targets of the package on a fake engine: who is judged, when, and what the switches do.</summary>
[Collection(PackagesCollection.Name)]
public sealed class TargetsTests(PackagesFixture packages)
{
    [Fact]
    public void Blocked_publish_writes_nothing_with_and_without_a_build()
    {
        var project = new TempProject(packages, fake: true);
        project.FakeResult("failed", "failed", 1);

        project.Run("publish", "-o", "out").Fails().Says("mlgates.json : MlGates error MLG2001: payment drifted").Says("MlGates: failed, 1 check ran: 1 failed");
        project.Exists("out").Should().BeFalse();
        project.Exists("bin/Release/net10.0/publish").Should().BeFalse();

        project.Run("publish", "--no-build", "-o", "out").Fails().Says("error MLG2001");
        project.Exists("out").Should().BeFalse();
    }

    [Fact]
    public void Switched_off_gate_warns_and_does_not_judge()
    {
        var project = new TempProject(packages, fake: true);
        project.FakeResult("failed", "failed", 1);

        project.Run("publish", "-o", "out", "-p:MlGatesEnabled=false").Passes().Says("warning MLG0006: Nothing was judged: MlGatesEnabled is false.");
        project.Run("build", "--no-restore", "-t:MlGates", "-p:MlGatesEnabled=false").Passes().Says("warning MLG0006");

        project.Runs.Should().Be(0);
        project.Exists("out/app.dll").Should().BeTrue();
    }

    [Fact]
    public void Publish_that_is_not_gated_says_so()
    {
        var project = new TempProject(packages, fake: true);
        project.FakeResult("failed", "failed", 1);

        project.Run("publish", "-o", "out", "-p:MlGatesOnPublish=false").Passes().Says("the publish of app is not gated");

        project.Runs.Should().Be(0);
    }

    [Fact]
    public void Missing_plan_is_an_error()
    {
        var project = new TempProject(packages, fake: true);
        File.Delete(project.Full("mlgates.json"));

        project.Run("publish", "-o", "out").Fails().Says("error MLG0002").Says("There is no gate plan at").Says("MlGatesPlan");

        project.Exists("out").Should().BeFalse();
    }

    [Fact]
    public void Build_alone_and_design_time_builds_do_not_judge()
    {
        var project = new TempProject(packages, fake: true);

        project.Run("build").Passes();
        project.Run("build", "--no-restore", "-t:MlGates", "-p:DesignTimeBuild=true").Passes();

        project.Runs.Should().Be(0);
    }

    [Fact]
    public void Multi_targeted_project_is_judged_once_and_for_the_framework_that_is_published()
    {
        var project = new TempProject(packages, fake: true) { Framework = "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>" };
        project.Write("Program.cs", "public class Model { }\n");
        project.Save();

        project.Run("build", "-t:MlGates").Passes().Says("MlGates: passed, 1 check ran: 1 passed");
        project.Runs.Should().Be(1);
        project.Exists("obj/Debug/mlgates/results.json").Should().BeTrue();

        project.Run("publish", "-f", "net10.0", "-o", "out").Passes();
        project.Runs.Should().Be(2);
        project.Exists("obj/Release/net10.0/mlgates/results.json").Should().BeTrue();

        project.Run("clean").Passes();
        project.Exists("obj/Debug/mlgates").Should().BeFalse();
    }

    [Fact]
    public void Clean_removes_what_the_gate_wrote()
    {
        var project = new TempProject(packages, fake: true);
        project.Properties += "<MlGatesReport>gate/report.md</MlGatesReport>";
        project.Save();
        project.Run("build", "-t:MlGates").Passes();
        project.Exists("obj/Debug/net10.0/mlgates/results.json").Should().BeTrue();
        project.Exists("gate/report.md").Should().BeTrue();

        project.Run("clean").Passes();

        project.Exists("obj/Debug/net10.0/mlgates").Should().BeFalse();
        project.Exists("gate/report.md").Should().BeFalse();
    }

    [Fact]
    public void Hook_runs_before_the_gate_and_inputs_are_bound_by_the_project()
    {
        var project = new TempProject(packages, fake: true);
        project.Body = """
            <ItemGroup><MlGatesInput Include="serving" Path="data/März 1.csv" /></ItemGroup>
            <Target Name="Train" Condition="!Exists('runs.txt')"><WriteLinesToFile File="trained.txt" Lines="before the gate" /></Target>
            """;
        project.Save();
        project.Write("Directory.Build.targets", "<Project><PropertyGroup><MlGatesDependsOn>Train</MlGatesDependsOn></PropertyGroup></Project>");

        project.Run("build", "-t:MlGates", "-p:MlGatesOnInconclusive=fail", "-p:MlGatesFalseBlockRate=0.01").Passes();

        project.Exists("trained.txt").Should().BeTrue();
        var request = JsonNode.Parse(File.ReadAllText(project.Full("obj/Debug/net10.0/mlgates/request.json")))!;
        ((string?)request["inputs"]!["serving"]).Should().Be(project.Full("data/März 1.csv"));
        ((string?)request["onInconclusive"]).Should().Be("fail");
        ((double?)request["falseBlockRate"]).Should().Be(0.01);
    }

    [Fact]
    public void Target_of_the_same_name_in_the_repository_does_not_open_the_publish()
    {
        var project = new TempProject(packages, fake: true);
        project.FakeResult("failed", "failed", 1);
        project.Write("Directory.Build.targets", "<Project><Target Name=\"MlGates\" /></Project>");

        project.Run("publish", "-o", "out").Fails().Says("error MLG2001");

        project.Exists("out").Should().BeFalse();
    }

    [Fact]
    public void Solution_is_judged_where_its_projects_have_a_gate()
    {
        var project = new TempProject(packages, fake: true);
        Directory.CreateDirectory(project.Full("../lib"));
        project.Write("../lib/lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        project.Write("../all.slnx", "<Solution><Project Path=\"my app/app.csproj\" /><Project Path=\"lib/lib.csproj\" /></Solution>");

        var docs = File.ReadAllText(Path.Combine(PackagesFixture.Repository(), "docs", "msbuild.md"));
        project.Write("../Directory.Solution.targets", docs.Split("```xml")[1].Split("```")[0].Trim());

        project.Run("build", "../all.slnx", "-t:MlGates").Passes().Says("MlGates: passed, 1 check ran");
        project.Runs.Should().Be(1);

        project.Run("build", "../all.slnx", "-t:MlGates", "-p:MlGatesEnabled=false").Fails().Says("error MLG0006: No project");
    }

    [Fact]
    public void Warnings_as_errors_leave_the_severity_to_the_plan()
    {
        var project = new TempProject(packages, fake: true);
        project.FakeResult("inconclusive", "inconclusive", 0);

        project.Run("build", "-t:MlGates", "-p:TreatWarningsAsErrors=true").Passes().Says("warning MLG2001");
    }

    [Fact]
    public void Task_that_is_told_to_continue_warns()
    {
        var project = new TempProject(packages, fake: true);
        project.FakeResult("failed", "failed", 1);
        project.Body = """
            <Target Name="Mine" DependsOnTargets="_MlGatesPaths">
              <JudgeModel DotnetHost="$(_MlGatesHost)" EnginePath="$(_MlGatesEnginePath)" Plan="$(_MlGatesPlanPath)" ProjectDirectory="$(MSBuildProjectDirectory)"
                          WorkDirectory="$(_MlGatesDirectory)" ResultsPath="$(MlGatesResults)" ContinueOnError="WarnAndContinue" />
            </Target>
            """;
        project.Save();

        project.Run("build", "-t:Mine").Passes().Says("warning MLG2001");
    }
}
