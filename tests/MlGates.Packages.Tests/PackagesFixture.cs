using System.IO.Compression;

namespace MlGates.Packages.Tests;

/// <summary>All packages, packed once into a local feed in a folder of its own; nothing is written to the repository or to the user's package folder.</summary>
public sealed class PackagesFixture : IDisposable
{
    public const string Version = "0.1.0-test1";

    public const string NextVersion = "0.1.0-test2";

    public PackagesFixture()
    {
        Directory.CreateDirectory(Root);
        Dotnet.Run(Repository(), reuseNodes: false, "pack", "MlGates.sln", "-c", "Release", "--artifacts-path", Path.Combine(Root, "artifacts"), "-o", Feed, "-p:VersionSuffix=test1").Passes();
        PackNext();

        // The user's package folder serves as a fallback: it is read, ours is written.
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(Root, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><add key="user" value="{packages}" /></fallbackPackageFolders>
              <packageSources><add key="mlgates-tests" value="feed" /></packageSources>
            </configuration>
            """);
        File.Copy(Path.Combine(Repository(), "global.json"), Path.Combine(Root, "global.json"));
    }

    // A blank and letters beyond ASCII, as users' folders have.
    public string Root { get; } = Path.Combine(Path.GetTempPath(), "mlgates packages é日", Guid.NewGuid().ToString("n"));

    public string Feed => Path.Combine(Root, "feed");

    public string PackagePath(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    internal static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MlGates.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from a folder below MlGates.sln.");
    }

    // The next version: the same files under another number and one more beside the tool. Packing twice would take as long as all tests.
    private void PackNext()
    {
        var next = Path.Combine(Feed, $"MlGates.MSBuild.{NextVersion}.nupkg");
        File.Copy(PackagePath("MlGates.MSBuild"), next);
        using var zip = ZipFile.Open(next, ZipArchiveMode.Update);
        var entry = zip.GetEntry("MlGates.MSBuild.nuspec")!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        Write("MlGates.MSBuild.nuspec", text.Replace($"<version>{Version}</version>", $"<version>{NextVersion}</version>", StringComparison.Ordinal));
        Write("tools/net10.0/next.json", "{}");

        void Write(string name, string content)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(content);
        }
    }
}
