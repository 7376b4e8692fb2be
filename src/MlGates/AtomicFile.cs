using System.Globalization;
using System.Text;

namespace MlGates;

/// <summary>Writes files whole or not at all: a reader, or a build that is killed, never meets half a file.</summary>
internal static class AtomicFile
{
    private static int _written;

    /// <summary>Writes text as UTF-8 without a byte order mark, to a temporary file beside the target that then takes its name. Makes the folder if need be.</summary>
    /// <exception cref="InputException">MLG0003: the file cannot be written.</exception>
    internal static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes the same way.</summary>
    /// <exception cref="InputException">MLG0003: the file cannot be written.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Its own name for each write, so that two at once do not take each other's file.
        var temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _written)}.tmp");
        try
        {
            if (path.StartsWith("/dev/", StringComparison.Ordinal))
            {
                // A device or a pipe, such as /dev/stdout, is written to; a rename would put a file in its place.
                using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
                device.Write(bytes);
                return;
            }

            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(temporary);
            throw new InputException(RuleIds.InputUnreadable, $"'{path}' cannot be written: {e.Message}", new SourceLocation(path), e);
        }
    }

    // What cannot be deleted, because there is no such folder or the disk is read-only, must not hide why the write failed.
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
