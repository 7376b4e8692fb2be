using System.Text.RegularExpressions;

namespace MlGates.Tests.Architecture;

/// <summary>What the README shows is what compiles and runs.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Readme_CSharp_StandsInTheExample()
    {
        var example = Squeeze(File.ReadAllText(Repository.Path("examples", "TaxiTips.Tests", "TaxiGates.cs")));
        var blocks = CSharp().Matches(File.ReadAllText(Repository.Path("README.md")));

        blocks.Should().NotBeEmpty();
        foreach (Match block in blocks)
        {
            example.Should().Contain(Squeeze(block.Groups[1].Value));
        }
    }

    [Fact]
    public void Readme_Links_LeadSomewhere()
    {
        foreach (var page in new[] { "README.md", "docs/plan.md", "docs/msbuild.md", "docs/statistics.md", "docs/profile.md", "docs/file-formats.md" })
        {
            foreach (Match link in Links().Matches(File.ReadAllText(Repository.Path(page))))
            {
                var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Path(page))!, link.Groups[1].Value));
                (File.Exists(target) || Directory.Exists(target)).Should().BeTrue("{0} links to {1}", page, link.Groups[1].Value);
            }
        }
    }

    private static string Squeeze(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
