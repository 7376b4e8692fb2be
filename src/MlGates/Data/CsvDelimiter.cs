namespace MlGates.Data;

/// <summary>Which characters can stand between fields.</summary>
internal static class CsvDelimiter
{
    /// <summary>ASCII, and nothing that is a quote, a line end, NUL, a letter or a digit: those are content.</summary>
    internal static bool IsValid(char delimiter) =>
        char.IsAscii(delimiter) && !char.IsAsciiLetterOrDigit(delimiter) && delimiter is not ('"' or '\r' or '\n' or '\0');
}
