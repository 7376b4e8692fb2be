namespace MlGates.Acceptance;

/// <summary>The reference cases and real data that lie beside the repository.</summary>
internal static class Shared
{
    private static readonly string Root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot(), "..", "shared"));

    public const string Absent = "The folder ../shared with reference cases and real data is not beside this clone.";

    public static bool Exists => Directory.Exists(Root);

    /// <summary>Full path of a file below the shared folder.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The folder of the solution. Not from the caller's file path: CI builds map source paths away.</summary>
    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MlGates.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from a folder below MlGates.sln.");
    }
}
