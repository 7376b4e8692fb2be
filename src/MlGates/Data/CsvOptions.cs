using System.Text;

namespace MlGates.Data;

/// <summary>How a CSV file is read. Quoting is that of RFC 4180; there are no comments.</summary>
public sealed record CsvOptions
{
    /// <summary>The character between fields; null reads commas and suggests another one where the file has a single column that holds it.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the first record holds the column names. A column without a name gets one from its place: c1, c2, …</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Column names for a file without a header, one for each column; null names them c1, c2, …</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Values that count as missing, compared exactly: nothing is trimmed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [""];

    /// <summary>Types by column name for columns whose type shall not be inferred. A value that does not fit is an error.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>The encoding of a file without a byte order mark; null means UTF-8. Bytes that do not fit are an error.</summary>
    public Encoding? Encoding { get; init; }
}
