namespace MlGates.Data;

/// <summary>The bytes that mean something in a CSV file.</summary>
/// <param name="Delimiter">Between fields.</param>
/// <param name="Quote">Around fields; null for none.</param>
/// <param name="Comment">At the start of a line that is no row; null for none.</param>
internal readonly record struct CsvDialect(byte Delimiter, byte? Quote, byte? Comment)
{
    internal const byte Feed = (byte)'\n';
    internal const byte Return = (byte)'\r';
}
