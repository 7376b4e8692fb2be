using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace MlGates.MLNet;

/// <summary>Looks into a model's zip archive without ML.NET, to refuse what is none and to say why one does not open.</summary>
internal static class ModelArchive
{
    /// <summary>The most a model may expand to when opened. Larger ones are refused: a small file could fill the memory of the machine that judges it.</summary>
    internal const long MaxExpandedBytes = 8L << 30;

    // A part of a model begins with this header: magic at 0, offset and length of its UTF-16 assembly name at 0x90 and 0x98.
    private const string PartName = "Model.key";
    private const int HeaderLength = 0xA0;
    private const int AssemblyNameAt = 0x90;
    private const int MaxNameLength = 1024;

    private static ReadOnlySpan<byte> Magic => "ML\0MODEL"u8;

    /// <summary>Refuses a file that is no zip archive, holds no model, or would expand beyond <see cref="MaxExpandedBytes"/>.</summary>
    internal static void Check(string path)
    {
        using var archive = Open(path);
        if (!archive.Entries.Any(IsPart))
        {
            throw Refuse("it is a zip archive without a model inside; save it with mlContext.Model.Save");
        }

        // Reading stops at the length an entry states, so the stated lengths are the true upper bound.
        var left = MaxExpandedBytes;
        foreach (var entry in archive.Entries)
        {
            if (entry.Length > left)
            {
                throw Refuse(string.Create(CultureInfo.InvariantCulture, $"it would expand to more than {MaxExpandedBytes} bytes; it is damaged, or made to fill the memory"));
            }

            left -= entry.Length;
        }
    }

    /// <summary>Why a checked archive does not open, in one line, with what to do.</summary>
    internal static string Explain(string path, Exception cause)
    {
        try
        {
            using var archive = Open(path);
            var missing = MissingAssemblies(archive);
            if (missing.Count > 0)
            {
                return $"it needs {string.Join(" and ", missing)}, which {(missing.Count == 1 ? "is" : "are")} not here: reference the package of that name";
            }

            if (!archive.Entries.Any(e => PathOf(e).StartsWith("TransformerChain/", StringComparison.Ordinal)))
            {
                return $"it is of the format before ML.NET 1.0, which ML.NET opens only in part ({FirstLine.Of(Innermost(cause))}); train and save it again";
            }
        }
        catch (Exception second) when (second is InvalidDataException or IOException or InputException)
        {
            // The archive itself is damaged: the first cause says more.
        }

        return $"{FirstLine.Of(Innermost(cause))}; save the model again, or use the version of ML.NET that saved it";
    }

    private static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException cause)
        {
            throw Refuse($"it is no complete zip archive ({FirstLine.Of(cause)}); save or copy the model again", cause);
        }
    }

    private static InputException Refuse(string message, Exception? cause = null) => new(RuleIds.ArtifactNotLoadable, message, inner: cause);

    private static bool IsPart(ZipArchiveEntry entry) => entry.Name == PartName || PathOf(entry).EndsWith("/" + PartName, StringComparison.Ordinal);

    // ML.NET wrote backslashes on Windows.
    private static string PathOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static SortedSet<string> MissingAssemblies(ZipArchive archive)
    {
        var missing = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries.Where(IsPart))
        {
            if (AssemblyOf(entry) is { } name && !IsHere(name))
            {
                missing.Add(name);
            }
        }

        return missing;
    }

    private static string? AssemblyOf(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var at = BitConverter.ToInt64(header, AssemblyNameAt);
        var length = BitConverter.ToInt64(header, AssemblyNameAt + sizeof(long));
        if (at < HeaderLength || length is <= 0 or > MaxNameLength || at + length > entry.Length)
        {
            return null;
        }

        Skip(stream, at - HeaderLength);
        var name = new byte[length];
        if (stream.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length)
        {
            return null;
        }

        var simple = Encoding.Unicode.GetString(name).Split(',')[0].Trim();
        return simple.Length > 0 && simple.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? simple : null;
    }

    private static void Skip(Stream stream, long bytes)
    {
        var buffer = new byte[1 << 14];
        while (bytes > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
            if (read == 0)
            {
                return;
            }

            bytes -= read;
        }
    }

    private static bool IsHere(string assembly)
    {
        try
        {
            Assembly.Load(new AssemblyName(assembly));
            return true;
        }
        catch (Exception cause) when (cause is IOException or BadImageFormatException)
        {
            return false;
        }
    }
}
