namespace MlGates.Data;

/// <summary>
/// One pass over a <see cref="DataSource"/> in blocks of consecutive rows. Where a block ends depends on the content alone, never on threads or
/// time, so that what is computed block by block and merged in order is the same in every run.
/// </summary>
public abstract class BlockReader : IDisposable
{
    /// <summary>The columns that are read, in the order of the source.</summary>
    public abstract IReadOnlyList<ColumnHeader> Columns { get; }

    /// <summary>The files read so far, with their hashes; complete once <see cref="Next"/> has returned null. Empty for sources that are not files.</summary>
    public virtual IReadOnlyList<InputFileRecord> Files => [];

    /// <summary>What a reader of the result should know: columns that were left out and why, a name that contradicts the content.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>The first few malformed rows that were left out, in the order of the file; complete once all blocks were read. Empty where none may be.</summary>
    public virtual IReadOnlyList<RefusedRow> FirstRefused => [];

    /// <summary>All that is to be said: <see cref="Notes"/>, then <see cref="FirstRefused"/>, without folders.</summary>
    internal IReadOnlyList<string> Said() =>
        [.. Notes, .. FirstRefused.Select(r => $"{r.Location with { File = Path.GetFileName(r.Location.File) }} was refused: {r.Message}")];

    /// <summary>What the rows are a sample of; known once <see cref="Next"/> was called. Null when they are all rows.</summary>
    public virtual RowSample? Sample => null;

    /// <summary>Bytes of input read so far, for progress; 0 where there are none. May be asked from any thread.</summary>
    public virtual long BytesRead => 0;

    /// <summary>Bytes of input in all; null where that is not known.</summary>
    public virtual long? BytesTotal => null;

    /// <summary>
    /// Takes the next block, or null after the last. One caller at a time; the blocks themselves may then be read on different threads at the same
    /// time. This is the part that runs one after the other: it reads bytes, hashes them and finds where the block ends, and leaves the rest to
    /// <see cref="RowBlock.Read"/>.
    /// </summary>
    /// <exception cref="InputException">The input cannot be read.</exception>
    public abstract RowBlock? Next();

    /// <summary>Closes the source. Blocks that were taken must be disposed before.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the source.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
