namespace MlGates.Tests;

/// <summary>The files of the repository that tests look at.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution. Not from the caller's file path: CI builds map source paths away.</summary>
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
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
