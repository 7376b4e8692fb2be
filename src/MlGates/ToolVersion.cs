using System.Reflection;

namespace MlGates;

/// <summary>The version of MlGates.</summary>
public static class ToolVersion
{
    /// <summary>Version and commit, such as <c>0.1.0+abc123</c>.</summary>
    public static string Full { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The version without the commit, for files kept in git.</summary>
    public static string Short { get; } = Full.Split('+')[0];
}
