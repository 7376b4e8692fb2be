using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MlGates.Benchmarks.Jobs;

/// <summary>The tool compiled ahead of time for this platform, as the tool package brings it.</summary>
internal static class CompiledTool
{
    /// <summary>This platform, where the tool package has it compiled; null where it brings the portable build only.</summary>
    internal static string? Platform => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 when OperatingSystem.IsLinux() => "linux-x64",
        Architecture.X64 when OperatingSystem.IsWindows() => "win-x64",
        Architecture.Arm64 when OperatingSystem.IsMacOS() => "osx-arm64",
        _ => null,
    };

    /// <summary>Compiles the tool of this source, and says where its MlGates.Tool.dll lies.</summary>
    /// <exception cref="InvalidOperationException">It did not compile.</exception>
    internal static string Publish(string repository, string platform, string folder)
    {
        Console.Error.WriteLine($"compiling the tool for {platform}");
        var output = Path.GetFullPath(Path.Combine(folder, $"tool-{platform}"));
        string[] arguments = ["publish", Path.Combine(repository, "src", "MlGates.Tool"), "-c", "Release", "-r", platform, "-p:UseAppHost=false", "-o", output, "-v", "quiet", "-nologo"];
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { RedirectStandardOutput = true };

        // Build nodes that stay behind would share the processor with what is measured next.
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(info)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(output, "MlGates.Tool.dll") : throw new InvalidOperationException($"The tool did not compile for {platform}:\n{text}");
    }
}
