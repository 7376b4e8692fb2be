using System.IO.Compression;
using System.Xml.Linq;

namespace MlGates.Packages.Tests;

[Collection(PackagesCollection.Name)]
public sealed class PackageContentTests(PackagesFixture packages)
{
    [Fact]
    public void Build_package_holds_task_tool_and_targets_and_nothing_that_flows()
    {
        var names = Names("MlGates.MSBuild");

        names.Should().Contain(
        [
            "build/MlGates.MSBuild.props", "build/MlGates.MSBuild.targets", "buildMultiTargeting/MlGates.MSBuild.props", "buildMultiTargeting/MlGates.MSBuild.targets",
            "tasks/netstandard2.0/MlGates.MSBuild.dll", "tools/net10.0/MlGates.Tool.dll", "tools/net10.0/MlGates.Tool.runtimeconfig.json",
            "tools/net10.0/MlGates.Tool.deps.json", "tools/net10.0/MlGates.dll", "tools/net10.0/MlGates.MLNet.dll", "docs/rules/MLG9002.md",
        ]);
        names.Should().NotContain(n => n.Split('/')[0] == "lib" || n.Split('/')[0] == "buildTransitive" || n.Split('/')[0] == "contentFiles");
        names.Where(n => n.Split('/')[0] == "tasks").Should().ContainSingle("the task loads in every host because it brings nothing along");
    }

    [Fact]
    public void Tool_runs_on_every_platform_from_one_package()
    {
        var names = Names("MlGates.MSBuild");

        names.Select(n => n.Split('/')).Where(n => n.Contains("native")).Select(n => n[3]).Distinct().Should().Contain(["linux-x64", "osx-arm64", "win-x64"]);
        names.Should().NotContain(n => Path.GetFileName(n) == "MlGates.Tool" || Path.GetExtension(n) == ".exe", "a host executable is of one platform");
    }

    [Theory]
    [InlineData("MlGates.MSBuild")]
    [InlineData("MlGates.Tool")]
    public void No_two_files_differ_only_in_case(string id) => Names(id).Should().OnlyHaveUniqueItems(n => n.ToUpperInvariant());

    [Fact]
    public void Build_package_stays_small() =>
        new FileInfo(packages.PackagePath("MlGates.MSBuild")).Length.Should().BeLessThan(12_000_000, "every build of every user downloads it");

    [Fact]
    public void Build_package_is_for_development_and_depends_on_nothing()
    {
        var metadata = Metadata("MlGates.MSBuild");

        Value(metadata, "developmentDependency").Should().Be("true");
        metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Should().BeEmpty();
    }

    [Fact]
    public void Assertions_stay_below_the_version_that_changed_its_licence() =>
        Metadata("MlGates.FluentAssertions").Descendants().Single(e => e.Name.LocalName == "dependency" && (string?)e.Attribute("id") == "FluentAssertions")
            .Attribute("version")!.Value.Should().Be("[6.12.0, 8.0.0)");

    [Theory]
    [InlineData("MlGates")]
    [InlineData("MlGates.MLNet")]
    [InlineData("MlGates.FluentAssertions")]
    [InlineData("MlGates.Xunit")]
    [InlineData("MlGates.MSBuild")]
    [InlineData("MlGates.Tool")]
    public void Package_says_what_it_is(string id)
    {
        var metadata = Metadata(id);

        Value(metadata, "license").Should().Be("MIT");
        Value(metadata, "description").Should().NotBeNullOrWhiteSpace().And.NotBe("Package Description");
        Names(id).Should().Contain("README.md");
    }

    private string[] Names(string id)
    {
        using var zip = ZipFile.OpenRead(packages.PackagePath(id));
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    private XElement Metadata(string id)
    {
        using var zip = ZipFile.OpenRead(packages.PackagePath(id));
        using var nuspec = zip.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
}
