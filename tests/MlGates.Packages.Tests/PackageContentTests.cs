using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MlGates.Packages.Tests;

[Collection(PackagesCollection.Name)]
public sealed class PackageContentTests(PackagesFixture packages)
{
    private static readonly string[] RunAtEveryStart = ["MlGates.dll", "MlGates.MLNet.dll", "MlGates.Tool.dll", "Spectre.Console.dll", "System.CommandLine.dll"];

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

    // The machine in the header is mixed with a mark of the operating system, so that no other loads the code: none for Windows, 0x7B79 for Linux, 0x4644 for macOS.
    [Theory]
    [InlineData("linux-x64", 0x8664 ^ 0x7B79, "libLdaNative.so")]
    [InlineData("win-x64", 0x8664, "LdaNative.dll")]
    [InlineData("osx-arm64", 0xAA64 ^ 0x4644, "libLdaNative.dylib")]
    public void Tool_package_holds_the_tool_compiled_for_common_platforms(string platform, int machine, string native)
    {
        var folder = $"tools/net10.0/{platform}/";

        foreach (var name in RunAtEveryStart)
        {
            var headers = Headers("MlGates.Tool", folder + name);
            IsCompiled(headers).Should().BeTrue("{0} of {1} must be compiled ahead of time", name, platform);
            ((int)headers.CoffHeader.Machine).Should().Be(machine);
        }

        Names("MlGates.Tool").Should().Contain([folder + "DotnetToolSettings.xml", folder + "MlGates.Tool.deps.json", folder + "MlGates.Tool.runtimeconfig.json", folder + native]);
    }

    [Fact]
    public void Tool_package_holds_the_portable_tool_for_every_other_platform()
    {
        const string Folder = "tools/net10.0/any/";

        foreach (var name in RunAtEveryStart)
        {
            IsCompiled(Headers("MlGates.Tool", Folder + name)).Should().BeFalse("{0} must run everywhere", name);
        }

        var names = Names("MlGates.Tool");
        names.Should().Contain([Folder + "DotnetToolSettings.xml", Folder + "MlGates.Tool.deps.json", Folder + "MlGates.Tool.runtimeconfig.json", Folder + "runtimes/linux-arm64/native/libLdaNative.so"]);
        names.Where(n => n.StartsWith("tools/", StringComparison.Ordinal)).Select(n => n.Split('/')[2]).Distinct().Should().BeEquivalentTo("any", "linux-x64", "osx-arm64", "win-x64");
    }

    [Fact]
    public void Tool_package_brings_only_what_runs()
    {
        Names("MlGates.Tool").Where(n => Path.GetExtension(n) is ".dbg" or ".dwarf" || (Path.GetExtension(n) == ".xml" && n.StartsWith("tools/", StringComparison.Ordinal) && Path.GetFileName(n) != "DotnetToolSettings.xml"))
            .Should().BeEmpty();
        Names("MlGates.Tool").Should().NotContain(n => Path.GetFileName(n) == "MlGates.Tool" || Path.GetExtension(n) == ".exe", "an installation makes its own host executable");
        new FileInfo(packages.PackagePath("MlGates.Tool")).Length.Should().BeLessThan(40_000_000, "every installation downloads all platforms");
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
    [InlineData("MlGates.CsCheck")]
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

    private PEHeaders Headers(string id, string name)
    {
        using var zip = ZipFile.OpenRead(packages.PackagePath(id));
        using var entry = (zip.GetEntry(name) ?? throw new FileNotFoundException($"{id} has no {name}.")).Open();
        using var image = new MemoryStream();
        entry.CopyTo(image);
        image.Position = 0;
        return new PEHeaders(image);
    }

    private static bool IsCompiled(PEHeaders headers) => headers.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;

    private XElement Metadata(string id)
    {
        using var zip = ZipFile.OpenRead(packages.PackagePath(id));
        using var nuspec = zip.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
}
