namespace MlGates.Testing;

/// <summary>Finds the folder of a source file from the path the compiler wrote down, which deterministic builds map away.</summary>
internal static class SourceFile
{
    /// <summary>The path with <c>/</c>, whatever system compiled it.</summary>
    internal static string Normalize(string path) => path.Replace('\\', '/');

    /// <summary>
    /// The file's folder: where the path says; else, for a mapped path such as <c>/_/tests/X/YTests.cs</c>, below the nearest folder above
    /// <paramref name="start"/> that contains <c>tests/X/YTests.cs</c>; null when there is none.
    /// </summary>
    internal static string? FindFolder(string path, string start)
    {
        if (File.Exists(path))
        {
            return Path.GetDirectoryName(path);
        }

        path = Normalize(path);
        var mapped = path.StartsWith("/_", StringComparison.Ordinal) ? path.IndexOf('/', 1) : -1;
        if (mapped < 0)
        {
            return null;
        }

        var relative = path[(mapped + 1)..];
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (File.Exists(candidate))
            {
                return Path.GetDirectoryName(candidate);
            }
        }

        return null;
    }

    /// <summary>A folder relative to its git repository, with <c>/</c>; the folder itself outside of one.</summary>
    internal static string FromRepository(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            // A file in a worktree or submodule, a folder else.
            if (Path.Exists(Path.Combine(above.FullName, ".git")))
            {
                var relative = Normalize(Path.GetRelativePath(above.FullName, folder));
                return relative == "." ? "" : relative;
            }
        }

        return Normalize(folder);
    }
}
