namespace MlGates.Data;

/// <summary>
/// An Arrow IPC file or stream (Feather version 2), whose buffers may be compressed with LZ4 or zstd. Numbers, truth values, text and
/// dictionaries of text are what they are; decimals and unsigned 64-bit integers become floating point, dates and timestamps seconds since
/// 1970-01-01 UTC, times and durations seconds. Structs are flattened, <c>a.b</c>; lists of simple values are columns of lists. Other types
/// are left out with a note, or refused when they are selected by name. Memory holds two record batches of the file.
/// </summary>
public sealed class ArrowSource : FileSource
{
    /// <summary>Names a file; it is not touched before <see cref="DataSource.Open"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="missing">Texts that count as missing; null takes the empty text.</param>
    /// <param name="types">Types by column name, for columns that shall be of another type than the file says.</param>
    /// <exception cref="ArgumentException">The path is empty, or a type is <see cref="ColumnType.Empty"/>.</exception>
    public ArrowSource(string path, IReadOnlyList<string>? missing = null, IReadOnlyDictionary<string, ColumnType>? types = null)
        : base(path, missing ?? [""], types ?? new Dictionary<string, ColumnType>())
    {
    }

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return TypedBlockReader.Over(new ArrowBlockReader(this, columns), this, Missing, Types);
    }
}
