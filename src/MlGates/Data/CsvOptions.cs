using System.Text;

namespace MlGates.Data;

/// <summary>How a CSV file is read. Quoting is that of RFC 4180. Compression (gzip, zstd) and a byte order mark are recognised by the file's bytes.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// The character between fields. Null reads tabs in a file named .tsv or .tab, semicolons with <see cref="DecimalComma"/>, else commas, and
    /// suggests another one where the file has a single column that holds it.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>The character around fields that hold a delimiter or line end; doubled inside. Null: there is none, every character is text.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>The character that begins a line which is no row; null: there are no comments.</summary>
    public char? Comment { get; init; }

    /// <summary>Whether the first record holds the column names. A column without a name gets one from its place: c1, c2, …</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Column names for a file without a header, one for each column; null names them c1, c2, …</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Values that count as missing, compared exactly: nothing is trimmed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [""];

    /// <summary>Types by column name for columns whose type shall not be inferred. A value that does not fit is an error.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Whether numbers are written with a decimal comma, as in 1,5. Separators of thousands are never read.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// The encoding of a file without a byte order mark; null means UTF-8. In UTF-8, invalid bytes are kept as they are, and only column names must
    /// be valid; in any other encoding bytes that do not fit are an error.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// How many malformed rows may be left out: rows with another number of fields, with text after a closing quote, or with a NUL. They are counted
    /// (<see cref="RowBlock.RowsRefused"/>) and the first are named (<see cref="BlockReader.FirstRefused"/>). One more, by default the first, is an error.
    /// </summary>
    public long MaxRefusedRows { get; init; }
}
