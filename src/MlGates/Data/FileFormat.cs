namespace MlGates.Data;

/// <summary>Tells the format of a file of rows by its first bytes, and by its name where those leave a choice.</summary>
internal static class FileFormat
{
    internal enum Kind
    {
        Csv,
        JsonLines,
        Parquet,
        Arrow,
    }

    /// <summary>The format, and a note when the name says another one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The path messages show.</param>
    /// <exception cref="InputException">MLG0003: the file cannot be opened. MLG0005: a format that is not read.</exception>
    internal static (Kind Kind, string? Note) Of(string path, string shown)
    {
        Span<byte> start = stackalloc byte[256];
        using (var stream = InputFile.Open(path, shown))
        {
            start = start[..Fill(stream, start)];
        }

        var (inner, compressed) = Uncompressed(shown);
        var named = ByName(inner);
        var found = ByContent(start, shown);
        if (found is { } kind)
        {
            return (kind, named is null || named == kind ? null : $"'{Path.GetFileName(shown)}' is {Word(kind)}, though its name ends in '{Path.GetExtension(inner)}'; it is read as what it is.");
        }

        if (compressed && named is Kind.Parquet or Kind.Arrow)
        {
            throw new InputException(RuleIds.InputMalformed, $"'{shown}' is compressed around {Word(named.Value)}, which is compressed inside already; decompress it.", new SourceLocation(shown));
        }

        return (named ?? (LooksLikeObject(start) ? Kind.JsonLines : Kind.Csv), null);
    }

    private static (string Inner, bool Compressed) Uncompressed(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".gz" or ".zst" or ".zstd" ? (Path.GetFileNameWithoutExtension(path), true) : (path, false);

    private static Kind? ByName(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".tab" or ".txt" => Kind.Csv,
        ".json" or ".jsonl" or ".ndjson" => Kind.JsonLines,
        ".parquet" or ".pq" => Kind.Parquet,
        ".arrow" or ".arrows" or ".feather" or ".ipc" => Kind.Arrow,
        _ => null,
    };

    private static Kind? ByContent(ReadOnlySpan<byte> start, string shown)
    {
        if (start.StartsWith("FEA1"u8))
        {
            throw new InputException(RuleIds.InputMalformed, $"'{shown}' is a Feather file of version 1, which is not read; write it as version 2 (Arrow IPC).", new SourceLocation(shown));
        }

        return start.StartsWith("PAR1"u8) || start.StartsWith("PARE"u8) ? Kind.Parquet
            : start.StartsWith("ARROW1"u8) ? Kind.Arrow
            // A stream begins with a continuation mark and the length of its schema message.
            : start.Length >= 8 && start[..4].IndexOfAnyExcept((byte)0xFF) < 0 && start[7] == 0 ? Kind.Arrow
            : null;
    }

    private static bool LooksLikeObject(ReadOnlySpan<byte> start)
    {
        start = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        start = start.TrimStart(" \t\r\n"u8);
        return start.StartsWith("{"u8) && start[1..].TrimStart(" \t"u8) is [(byte)'"' or (byte)'}', ..];
    }

    private static string Word(Kind kind) => kind switch
    {
        Kind.Parquet => "Parquet",
        Kind.Arrow => "Arrow IPC",
        Kind.JsonLines => "JSON Lines",
        _ => "CSV",
    };

    private static int Fill(FileStream stream, Span<byte> start)
    {
        try
        {
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{stream.Name}' cannot be read: {e.Message}", null, e);
        }
    }
}
