using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

// check --request FILE, as the task calls the tool. "do" in the plan:
// out, err: lines; results: object, or text to be written as it is; reads: files listed as inputs with their hash; exit; hang: file to write the process ids to.
if (args is ["sleep"])
{
    Thread.Sleep(Timeout.Infinite);
}

if (args is not ["check", "--request", var requestPath])
{
    Console.Error.WriteLine("unexpected arguments: " + string.Join(' ', args));
    return 2;
}

var request = JsonNode.Parse(File.ReadAllText(requestPath))!;
var planPath = (string)request["plan"]!;
var act = JsonNode.Parse(File.ReadAllText(planPath))!["do"]!;
File.AppendAllText(Path.Combine(Path.GetDirectoryName(planPath)!, "runs.txt"), "run\n");

foreach (var line in act["out"]?.AsArray() ?? [])
{
    Console.Out.WriteLine((string)line!);
}

foreach (var line in act["err"]?.AsArray() ?? [])
{
    Console.Error.WriteLine((string)line!);
}

if ((string?)act["hang"] is { } pids)
{
    using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", Environment.GetCommandLineArgs()[0], "sleep"]) { UseShellExecute = false });
    File.WriteAllText(pids + ".tmp", $"{Environment.ProcessId} {child!.Id}");
    File.Move(pids + ".tmp", pids);
    Thread.Sleep(Timeout.Infinite);
}

if (act["results"] is { } results)
{
    if (results is JsonObject whole && act["reads"] is JsonArray reads)
    {
        var bound = request["inputs"]!.AsObject();
        whole["inputs"] = new JsonArray([.. reads.Select(r => Input((string)r!, bound))]);
    }

    var text = results is JsonValue ? (string)results! : results.ToJsonString();
    File.WriteAllText((string)request["results"]!, text);
}

if ((string?)request["reports"]?["markdown"] is { } report)
{
    File.WriteAllText(report, "# report\n");
}

return (int?)act["exit"] ?? 0;

JsonObject Input(string name, JsonObject bound)
{
    var path = (string?)bound[name] ?? name;
    var full = Path.Combine(Path.GetDirectoryName(planPath)!, path);
    return new JsonObject { ["name"] = name, ["path"] = path, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(full))) };
}
