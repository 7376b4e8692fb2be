namespace MlGates.Data;

/// <summary>Which characters can stand between fields.</summary>
internal static class CsvDelimiter
{
    /// <summary>ASCII, and nothing that is a quote, a line end, NUL, a letter or a digit: those are content.</summary>
    internal static bool IsValid(char delimiter) => IsMark(delimiter) && delimiter != '"';

    /// <summary>Characters that can be a delimiter, a quote or the sign of a comment.</summary>
    internal static bool IsMark(char mark) => char.IsAscii(mark) && !char.IsAsciiLetterOrDigit(mark) && mark is not ('\r' or '\n' or '\0');

    /// <summary>The delimiter that files of this name are written with: tab for .tsv and .tab, also when they are compressed.</summary>
    internal static char OfPath(string path)
    {
        var name = Path.GetExtension(path).ToLowerInvariant() is ".gz" or ".zst" or ".zstd" ? Path.GetFileNameWithoutExtension(path) : path;
        return Path.GetExtension(name).ToLowerInvariant() is ".tsv" or ".tab" ? '\t' : ',';
    }

    /// <summary>The delimiter in a message: quoted.</summary>
    internal static string Shown(char delimiter) => delimiter == '\t' ? "a tab" : $"'{delimiter}'";

    /// <summary>The delimiter in a message: by its name.</summary>
    internal static string Named(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => $"'{delimiter}'",
    };
}
