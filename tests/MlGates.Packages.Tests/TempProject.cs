using System.Text.Json.Nodes;

namespace MlGates.Packages.Tests;

/// <summary>A user's project that references the MSBuild package.</summary>
internal sealed class TempProject
{
    private readonly bool _reuseNodes;

    /// <param name="packages">The feed.</param>
    /// <param name="reuseNodes">Whether build nodes and the build server stay alive between commands.</param>
    /// <param name="fake">Whether the fake engine judges instead of the tool of the package.</param>
    public TempProject(PackagesFixture packages, bool reuseNodes = false, bool fake = false)
    {
        _reuseNodes = reuseNodes;
        Root = Path.Combine(packages.Root, "projects", Guid.NewGuid().ToString("n"), "my app");
        Directory.CreateDirectory(Root);
        Write("Program.cs", "return 0;\n");
        if (fake)
        {
            Properties = $"<MlGatesToolPath>{Path.Combine(AppContext.BaseDirectory, "MlGates.FakeEngine.dll")}</MlGatesToolPath>";
            FakeResult("passed", "passed", 0);
        }

        Save();
    }

    public string Root { get; }

    public string Framework { get; set; } = "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>";

    public string Version { get; set; } = PackagesFixture.Version;

    /// <summary>Further properties of the project.</summary>
    public string Properties { get; set; } = "";

    /// <summary>Further items and targets of the project.</summary>
    public string Body { get; set; } = "";

    /// <summary>How often the fake engine was started.</summary>
    public int Runs => Exists("runs.txt") ? File.ReadAllLines(Full("runs.txt")).Length : 0;

    public string Full(string path) => Path.Combine(Root, path);

    public bool Exists(string path) => File.Exists(Full(path)) || Directory.Exists(Full(path));

    public void Write(string path, string content) => File.WriteAllText(Full(path), content);

    public void Save() => Write("app.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            {Framework}
            {Properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MlGates.MSBuild" Version="{Version}" PrivateAssets="all" />
          </ItemGroup>
          {Body}
        </Project>
        """);

    /// <summary>A plan that makes the fake engine report one finding.</summary>
    public void FakeResult(string verdict, string outcome, int exit)
    {
        var entry = new JsonObject { ["id"] = "skew", ["rule"] = "MLG2001", ["subject"] = "payment", ["outcome"] = outcome, ["message"] = "payment drifted" };
        var results = new JsonObject { ["schemaVersion"] = 1, ["verdict"] = verdict, ["inputs"] = new JsonArray(), ["checks"] = new JsonArray(entry) };
        Write("mlgates.json", new JsonObject { ["do"] = new JsonObject { ["results"] = results, ["exit"] = exit } }.ToJsonString());
    }

    public Output Run(params string[] arguments) => Dotnet.Run(Root, _reuseNodes, arguments);
}
