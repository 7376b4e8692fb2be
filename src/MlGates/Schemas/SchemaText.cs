using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Reads the bytes of a schema, of whatever format.</summary>
internal static class SchemaText
{
    private const int MostBytes = 1 << 28;

    /// <exception cref="InputException">MLG0003: missing or unreadable. MLG1001: too large.</exception>
    internal static byte[] Bytes(string path, string shown)
    {
        try
        {
            return SpecialFile.IsPipeOrDevice(path) ? throw new InputException(RuleIds.InputUnreadable, $"'{shown}' is a pipe or a device, not a file.", new SourceLocation(shown))
                : new FileInfo(path).Length > MostBytes ? throw new InputException(RuleIds.SchemaInvalid, $"'{shown}' is larger than 256 MiB: no schema is.", new SourceLocation(shown))
                : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(RuleIds.InputUnreadable, InputFile.Missing(path, shown), new SourceLocation(shown), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(RuleIds.InputUnreadable, $"The schema '{shown}' cannot be read: {FirstLine.Of(e)}.", new SourceLocation(shown), e);
        }
    }
}
