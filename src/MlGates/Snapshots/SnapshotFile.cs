using System.Text;

namespace MlGates.Snapshots;

/// <summary>
/// The pair of files of a snapshot, named and handled as Verify does: <c>Name.verified.json</c> is the accepted one and belongs in git,
/// <c>Name.received.json</c> appears beside it when the two differ, and accepting is renaming it.
/// </summary>
public sealed class SnapshotFile
{
    /// <summary>How the accepted file's name ends.</summary>
    public const string VerifiedExtension = ".verified.json";

    /// <summary>Names the pair.</summary>
    /// <param name="folder">The folder of the two files.</param>
    /// <param name="name">Their name without extension, such as <c>TaxiTests.Training_month=1</c>; characters that no file name can have become <c>-</c>.</param>
    /// <param name="displayFolder">The folder as messages show it, with <c>/</c>; <paramref name="folder"/> by default.</param>
    public SnapshotFile(string folder, string name, string? displayFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = Clean(name);
        VerifiedPath = Path.Combine(folder, Name + VerifiedExtension);
        ReceivedPath = Path.Combine(folder, Name + ".received.json");
        var shown = (displayFolder ?? folder).TrimEnd('/');
        shown = shown.Length == 0 ? "" : shown + "/";
        DisplayVerified = $"{shown}{Name}{VerifiedExtension}";
        DisplayReceived = $"{shown}{Name}.received.json";
    }

    /// <summary>The name of both files without extension.</summary>
    public string Name { get; }

    /// <summary>The accepted snapshot.</summary>
    public string VerifiedPath { get; }

    /// <summary>The snapshot of the last run that differed.</summary>
    public string ReceivedPath { get; }

    /// <summary>The accepted file as messages show it.</summary>
    public string DisplayVerified { get; }

    /// <summary>The received file as messages show it.</summary>
    public string DisplayReceived { get; }

    /// <summary>The command that accepts the received file.</summary>
    public string AcceptCommand => $"mv \"{DisplayReceived}\" \"{DisplayVerified}\"";

    /// <summary>The accepted snapshot; null when nothing was accepted yet.</summary>
    /// <exception cref="InputException">It cannot be read or is not JSON.</exception>
    public SnapshotDocument? ReadVerified() => File.Exists(VerifiedPath) ? SnapshotDocument.Read(VerifiedPath, DisplayVerified) : null;

    /// <summary>Writes the received file.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void WriteReceived(SnapshotDocument received)
    {
        ArgumentNullException.ThrowIfNull(received);
        AtomicFile.Write(ReceivedPath, received.Text);
    }

    /// <summary>Removes a received file left from an earlier run.</summary>
    public void DeleteReceived() => File.Delete(ReceivedPath);

    // The same on every system, so that a snapshot made on one is found on another.
    private static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            clean.Append(c < ' ' || "\"<>|:*?\\/".Contains(c, StringComparison.Ordinal) ? '-' : c);
        }

        return clean.ToString();
    }
}
