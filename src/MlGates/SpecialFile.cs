using System.Formats.Tar;

namespace MlGates;

/// <summary>Tells pipes and devices from files. Opening a pipe waits for whoever writes into it, maybe for ever, so it must be known before.</summary>
internal static class SpecialFile
{
    /// <summary>Whether a path leads to a pipe or device. Opens nothing that waits.</summary>
    internal static bool IsPipeOrDevice(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            // Pipes and devices say that they are empty.
            return new FileInfo(target) switch
            {
                { Exists: false } => target != path && CannotSeek(path),
                { Length: 0 } => Type(target) is TarEntryType.Fifo or TarEntryType.CharacterDevice or TarEntryType.BlockDevice,
                _ => false,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            return false;
        }
    }

    // The framework tells the type of a file only where it puts one into an archive, which takes no more than its attributes, and here no content.
    private static TarEntryType Type(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(Path.GetFullPath(path), "file");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType;
    }

    // For links that are no paths, such as those of a process to its own pipes. Opening one for both reading and writing does not wait.
    private static bool CannotSeek(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
