using System.Text.RegularExpressions;

namespace MlGates.Tests.Architecture;

/// <summary>The stages of the engine: folder = namespace, each looks only at the ones listed for it.</summary>
public sealed partial class StageTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Data"] = [],
        ["Statistics"] = [],
        ["Comparison"] = ["Statistics"],
        ["Profiles"] = ["Data", "Statistics"],
        ["Schemas"] = ["Data", "Statistics", "Profiles"],
        ["Metrics"] = ["Data", "Statistics", "Comparison"],
        ["Skew"] = ["Data", "Schemas", "Metrics", "Comparison"],
        ["Multivariate"] = ["Statistics", "Comparison", "Metrics"],
        ["Training"] = ["Data", "Statistics", "Comparison"],
        ["Artifacts"] = [],
        ["Features"] = ["Data"],
        ["Serving"] = ["Data", "Statistics", "Comparison"],
        ["Snapshots"] = ["Data", "Profiles"],
        ["Gates"] = ["Data", "Statistics", "Comparison", "Profiles", "Schemas", "Metrics", "Skew", "Multivariate", "Training", "Artifacts", "Features", "Serving", "Snapshots"],
        ["Sensitivity"] = ["Data", "Statistics", "Comparison", "Profiles", "Gates"],
        ["Plans"] = ["Data", "Comparison", "Profiles", "Metrics", "Training", "Snapshots", "Gates"],
        ["Reporting"] = ["Sensitivity", "Data", "Statistics", "Gates", "Profiles"],
        ["Running"] = ["Data", "Statistics", "Comparison", "Profiles", "Schemas", "Metrics", "Training", "Artifacts", "Features", "Serving", "Snapshots", "Gates", "Sensitivity", "Plans"],
    };

    public static TheoryData<string> Stages => [.. Arrows.Keys];

    [Theory, MemberData(nameof(Stages))]
    public void Stage_Sources_LookOnlyAtEarlierStages(string stage)
    {
        var folder = Repository.Path("src", "MlGates", stage);
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var text = CommentLines().Replace(File.ReadAllText(file), "");
            Namespace().Match(text).Groups[1].Value.Should().Be($"MlGates.{stage}", "folder = namespace, in {0}", file);
            foreach (Match match in StageNames().Matches(text))
            {
                var other = match.Groups[1].Value;
                if (other != stage && Arrows.ContainsKey(other) && !Arrows[stage].Contains(other))
                {
                    wrong.Add($"{Path.GetFileName(file)} looks at {other}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Stages_Arrows_HaveNoCycle()
    {
        var done = new HashSet<string>();
        while (done.Count < Arrows.Count)
        {
            var next = Arrows.FirstOrDefault(a => !done.Contains(a.Key) && a.Value.All(done.Contains)).Key;
            next.Should().NotBeNull("only {0} are free of cycles", string.Join(", ", done));
            done.Add(next!);
        }
    }

    [Theory, InlineData("Statistics"), InlineData("Comparison")]
    public void MathematicalStage_Sources_KnowNoFileAndNoJson(string stage)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Path("src", "MlGates", stage), "*.cs"))
        {
            File.ReadAllText(file).Should().NotContainAny(["System.IO;", "System.Text.Json", "InputException", "RuleIds", "File.", "Stream"], "{0} could leave as a package of its own", file);
        }
    }

    [Fact]
    public void Engine_Folders_AreTheStages() =>
        Directory.EnumerateDirectories(Repository.Path("src", "MlGates")).Select(Path.GetFileName).Except(["bin", "obj"])
            .Should().BeEquivalentTo(Arrows.Keys);

    [Fact]
    public void Fronts_References_AreTheEngineOrMlNetNeverEachOther()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["MlGates"] = [],
            ["MlGates.MLNet"] = ["MlGates"],
            ["MlGates.FluentAssertions"] = ["MlGates"],
            ["MlGates.Xunit"] = ["MlGates"],
            ["MlGates.CsCheck"] = ["MlGates"],
            ["MlGates.Tool"] = ["MlGates", "MlGates.MLNet"],
            ["MlGates.MSBuild"] = [],
        };
        foreach (var project in Directory.EnumerateFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories))
        {
            var references = ProjectReferences().Matches(File.ReadAllText(project))
                .Where(m => !m.Value.Contains("ReferenceOutputAssembly=\"false\"", StringComparison.Ordinal))
                .Select(m => m.Groups[1].Value);
            references.Should().BeSubsetOf(allowed[Path.GetFileNameWithoutExtension(project)], "of {0}", project);
        }
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLines();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bMlGates\.(\w+)")]
    private static partial Regex StageNames();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/(\w[\w.]*)\.csproj""[^>]*>")]
    private static partial Regex ProjectReferences();
}
