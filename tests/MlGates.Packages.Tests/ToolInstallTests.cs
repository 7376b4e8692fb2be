using System.IO.Compression;
using System.Text;

namespace MlGates.Packages.Tests;

/// <summary>The tool as <c>dotnet tool install</c> brings it.</summary>
[Collection(PackagesCollection.Name)]
public sealed class ToolInstallTests(PackagesFixture packages)
{
    [CompiledPlatformFact]
    public void Installed_tool_is_the_one_compiled_for_this_platform()
    {
        var folder = Folder();

        Install(folder).Passes();

        Started(folder).Should().Be(CompiledPlatform.Current);
        Profiles(folder);
    }

    [CompiledPlatformFact]
    public void Platform_without_compiled_code_gets_the_portable_tool()
    {
        var folder = Folder();

        // This platform as one that is not among the compiled: the same package without its folder.
        var feed = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        var package = Path.Combine(feed, Path.GetFileName(packages.PackagePath("MlGates.Tool")));
        File.Copy(packages.PackagePath("MlGates.Tool"), package);
        using (var zip = ZipFile.Open(package, ZipArchiveMode.Update))
        {
            foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith($"tools/net10.0/{CompiledPlatform.Current}/", StringComparison.Ordinal)).ToArray())
            {
                entry.Delete();
            }
        }

        File.WriteAllText(Path.Combine(folder, "NuGet.config"), """
            <configuration>
              <packageSources><clear /><add key="portable" value="feed" /></packageSources>
            </configuration>
            """);

        Install(folder).Passes();

        Started(folder).Should().Be("any");
        Profiles(folder);
    }

    private string Folder() => Directory.CreateDirectory(Path.Combine(packages.Root, "installs", Guid.NewGuid().ToString("n"))).FullName;

    private static Output Install(string folder) =>
        Dotnet.Run(folder, reuseNodes: false, "tool", "install", "MlGates.Tool", "--version", PackagesFixture.Version, "--tool-path", Path.Combine(folder, "tools"));

    private static string Program(string folder) => Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "mlgates.exe" : "mlgates");

    // The folder of the package which the installed command starts: its path stands in the command's host.
    private static string? Started(string folder)
    {
        var host = Encoding.UTF8.GetString(File.ReadAllBytes(Program(folder))).Replace('\\', '/');
        return ((string[])["any", "linux-x64", "osx-arm64", "win-x64"]).SingleOrDefault(p => host.Contains($"/tools/net10.0/{p}/MlGates.Tool.dll", StringComparison.Ordinal));
    }

    private static void Profiles(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "data.csv"), "fare,payment\n1.5,Card\n2.5,Cash\n");

        Dotnet.RunProgram(Program(folder), folder, reuseNodes: false, "profile", "data.csv").Passes().Says("payment");
    }
}
