using System.Runtime.InteropServices;

namespace MlGates.Packages.Tests;

/// <summary>The platform the tests run on, where the tool package brings code compiled for it.</summary>
internal static class CompiledPlatform
{
    /// <summary>Null where it brings the portable build only.</summary>
    internal static string? Current => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 when OperatingSystem.IsLinux() => "linux-x64",
        Architecture.X64 when OperatingSystem.IsWindows() => "win-x64",
        Architecture.Arm64 when OperatingSystem.IsMacOS() => "osx-arm64",
        _ => null,
    };
}
