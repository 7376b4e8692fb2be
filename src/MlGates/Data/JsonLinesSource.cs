namespace MlGates.Data;

/// <summary>
/// A file with one JSON object a line (JSON Lines, NDJSON), plain or compressed with gzip or zstd. Each key is a column, wherever in the file it
/// first stands; null and absent are missing. Objects are flattened, <c>a.b</c>, to a depth of <see cref="MostDepth"/>; arrays of simple values are
/// columns of lists. A key whose values are of one kind takes its type: numbers, truth values, times if all its texts are ISO 8601, else text. A key
/// of several kinds, or that holds arrays of arrays or objects, is text: what is no string as the JSON it stands in. The file is read twice: first
/// for the columns, then for the rows.
/// </summary>
public sealed class JsonLinesSource : FileSource
{
    /// <summary>How deep objects are taken apart.</summary>
    public const int MostDepth = 8;

    /// <summary>Names a file; it is not touched before <see cref="DataSource.Open"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">Texts that count as missing; null takes the empty text.</param>
    /// <param name="types">Types by column name, for columns that shall be of another type than their values say.</param>
    /// <exception cref="ArgumentException">The path is empty, or a type is <see cref="ColumnType.Empty"/>.</exception>
    public JsonLinesSource(string path, IReadOnlyList<string>? missing = null, IReadOnlyDictionary<string, ColumnType>? types = null)
        : base(path, missing ?? [""], types ?? new Dictionary<string, ColumnType>())
    {
    }

    /// <summary>Bytes in a block; tests make it small.</summary>
    internal int BlockBytes { get; init; } = 1 << 23;

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return TypedBlockReader.Over(new JsonLinesBlockReader(this, columns), this, Missing, Types);
    }
}
