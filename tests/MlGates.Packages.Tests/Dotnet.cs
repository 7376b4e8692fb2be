using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace MlGates.Packages.Tests;

/// <summary>Runs the dotnet command as a user would, without what the test run itself left in the environment.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);

    // Build nodes of these tests take no work from, and give none to, other builds on the machine.
    private static readonly string NodeSalt = "mlgates-tests-" + Environment.ProcessId;

    public static Output Run(string folder, bool reuseNodes, params string[] arguments) =>
        RunProgram(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, reuseNodes, arguments);

    /// <summary>Runs a program that needs the .NET runtime, with the one these tests run on.</summary>
    public static Output RunProgram(string program, string folder, bool reuseNodes, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDNODEHANDSHAKESALT"] = NodeSalt;
        if (reuseNodes)
        {
            start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1";

            // Idle nodes end soon after the tests.
            start.Environment["MSBUILDNODECONNECTIONTIMEOUT"] = "30000";
        }
        else
        {
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        }

        var text = new StringBuilder();
        var open = new CountdownEvent(2); // Not disposed: a late end of a stream may still signal it.
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end:\n{text}");
        }

        // With a limit, because a reused node may hold the pipe open after the command has ended.
        open.Wait(Drain);
        return new Output(process.ExitCode, Text());

        void Add(string? line)
        {
            if (line is null)
            {
                open.Signal();
                return;
            }

            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }

        string Text()
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    private static bool IsOfTheTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("MlGates", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_CLI_USE_MSBUILD_SERVER" or "DOTNET_HOST_PATH" or "CI" or "VSTEST_CONNECTION_TIMEOUT";
}
