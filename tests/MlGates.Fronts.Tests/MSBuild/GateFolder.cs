using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MlGates.Build;

namespace MlGates.Fronts.Tests.MSBuild;

/// <summary>A project's folder whose plan tells the fake engine what to do. Its name has a blank and letters beyond ASCII, as users' folders do.</summary>
internal sealed class GateFolder : IDisposable
{
    public GateFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "mlgates tests é日𝄞", Guid.NewGuid().ToString("n"));

    public string PlanPath => Path.Combine(Root, "mlgates.json");

    public string ResultsPath => Path.Combine(Root, "obj", "mlgates", "results.json");

    public RecordingBuildEngine Build { get; private set; } = new();

    /// <summary>How often the engine was started.</summary>
    public int Runs => File.Exists(Path.Combine(Root, "runs.txt")) ? File.ReadAllLines(Path.Combine(Root, "runs.txt")).Length : 0;

    public static JsonObject Entry(string outcome, string rule = "MLG2001", string id = "skew", string message = "the message", JsonNode? location = null) =>
        new() { ["id"] = id, ["rule"] = rule, ["subject"] = "payment_type", ["outcome"] = outcome, ["message"] = message, ["location"] = location, ["help"] = $"docs/rules/{rule}.md" };

    public static JsonObject Results(string verdict, params JsonNode[] entries) =>
        new() { ["schemaVersion"] = 1, ["tool"] = "fake", ["verdict"] = verdict, ["inputs"] = new JsonArray(), ["checks"] = new JsonArray(entries) };

    public void Write(string name, string content) => File.WriteAllText(Path.Combine(Root, name), content);

    public void Plan(JsonNode? results = null, int exit = 0, string[]? reads = null, string[]? output = null, string[]? errors = null, string? hang = null) =>
        Write("mlgates.json", new JsonObject
        {
            ["do"] = new JsonObject
            {
                ["results"] = results,
                ["exit"] = exit,
                ["reads"] = reads is null ? null : new JsonArray([.. reads.Select(r => (JsonNode)r)]),
                ["out"] = new JsonArray([.. (output ?? []).Select(r => (JsonNode)r)]),
                ["err"] = new JsonArray([.. (errors ?? []).Select(r => (JsonNode)r)]),
                ["hang"] = hang,
            },
        }.ToJsonString());

    public JudgeModel Task() => new()
    {
        BuildEngine = Build = new RecordingBuildEngine(),
        DotnetHost = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        EnginePath = Path.Combine(AppContext.BaseDirectory, "MlGates.FakeEngine.dll"),
        Plan = PlanPath,
        ProjectDirectory = Root,
        WorkDirectory = Path.Combine(Root, "obj", "mlgates"),
        ResultsPath = ResultsPath,
        ReportPath = Path.Combine(Root, "obj", "mlgates", "report.md"),
    };

    public bool Run(Action<JudgeModel>? configure = null)
    {
        var task = Task();
        configure?.Invoke(task);
        return task.Execute();
    }

    public static ITaskItem Input(string name, string path) => new TaskItem(name, new Dictionary<string, string> { ["Path"] = path });

    public JsonNode Request() => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "obj", "mlgates", "request.json")))!;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
