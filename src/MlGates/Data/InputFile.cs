namespace MlGates.Data;

/// <summary>Opens input files with messages a user can act on.</summary>
internal static class InputFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Opens a file for reading front to back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The path that messages show.</param>
    /// <exception cref="InputException">MLG0003: missing, a folder, a pipe, no permission, or in use.</exception>
    internal static FileStream Open(string path, string shown)
    {
        if (Directory.Exists(path))
        {
            throw Unreadable(shown, $"'{shown}' is a folder; name a file in it.");
        }

        if (SpecialFile.IsPipeOrDevice(path))
        {
            throw Unreadable(shown, $"'{shown}' is a pipe or device, which can be read only once; write its content to a file.");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(shown, Missing(path, shown), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(shown, $"'{shown}' cannot be opened: {e.Message}", e);
        }
    }

    private static InputException Unreadable(string shown, string message, Exception? inner = null) =>
        new(RuleIds.InputUnreadable, message, new SourceLocation(shown), inner);

    /// <summary>Says that a file is not there, and which one is.</summary>
    internal static string Missing(string path, string shown)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
        {
            return $"'{shown}' does not exist, nor does its folder.";
        }

        var hint = NearestName.Find(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f))) is { } near
            ? $"; did you mean '{near}'?"
            : ".";
        return $"'{shown}' does not exist{hint}";
    }
}
