namespace MlGates.Data;

/// <summary>One pass over the rows of a <see cref="DataSource"/>, batch by batch. Not safe for concurrent use.</summary>
public abstract class BatchReader : IDisposable
{
    /// <summary>The columns, in the order of the source.</summary>
    public abstract IReadOnlyList<ColumnHeader> Columns { get; }

    /// <summary>SHA-256 of the file's bytes in lower-case hexadecimal, once <see cref="Read"/> has returned false; null before that and for sources that are not files.</summary>
    public virtual string? Sha256 => null;

    /// <summary>Replaces the content of <paramref name="batch"/> by the next rows.</summary>
    /// <param name="batch">A batch with as many columns as <see cref="Columns"/>; see <see cref="NewBatch"/>.</param>
    /// <returns>False when there were no more rows; the batch is then empty.</returns>
    /// <exception cref="InputException">A row is malformed.</exception>
    public abstract bool Read(RowBatch batch);

    /// <summary>An empty batch that fits this reader.</summary>
    public RowBatch NewBatch() => new(Columns.Count);

    /// <summary>Closes the source.</summary>
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
