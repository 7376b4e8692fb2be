using System.Runtime.CompilerServices;

namespace MlGates.Acceptance;

/// <summary>The reference cases and real data that lie beside the repository.</summary>
internal static class Shared
{
    private static readonly string Root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot(), "..", "shared"));

    public const string Absent = "The folder ../shared with reference cases and real data is not beside this clone.";

    public static bool Exists => Directory.Exists(Root);

    /// <summary>Full path of a file below the shared folder.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string RepositoryRoot([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "..", ".."));
}
