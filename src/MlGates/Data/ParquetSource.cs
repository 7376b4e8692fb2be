namespace MlGates.Data;

/// <summary>
/// A Parquet file, read page by page, so that memory does not grow with its row groups. Numbers, truth values and text are what they are;
/// decimals and unsigned 64-bit integers become floating point, dates and timestamps seconds since 1970-01-01 UTC, times of day seconds since
/// midnight, UUIDs text in hexadecimal, bytes without a type text that may be no valid UTF-8. Groups are flattened, <c>a.b</c>; lists of
/// simple values are columns of lists. Maps, lists of lists and intervals are left out with a note, or refused when they are selected by name.
/// </summary>
public sealed class ParquetSource : FileSource
{
    /// <summary>Names a file; it is not touched before <see cref="DataSource.Open"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">Texts that count as missing; null takes the empty text.</param>
    /// <param name="types">Types by column name, for columns that shall be of another type than the file says.</param>
    /// <exception cref="ArgumentException">The path is empty, or a type is <see cref="ColumnType.Empty"/>.</exception>
    public ParquetSource(string path, IReadOnlyList<string>? missing = null, IReadOnlyDictionary<string, ColumnType>? types = null)
        : base(path, missing ?? [""], types ?? new Dictionary<string, ColumnType>())
    {
    }

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return TypedBlockReader.Over(new ParquetBlockReader(this, columns), this, Missing, Types);
    }
}
