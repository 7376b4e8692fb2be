namespace MlGates.Data;

/// <summary>Consecutive rows of a source, taken from a <see cref="BlockReader"/>. Read by one thread.</summary>
public abstract class RowBlock : IDisposable
{
    /// <summary>Number of rows that were refused so far as malformed, where the source's options allow for some.</summary>
    public virtual long RowsRefused => 0;

    /// <summary>
    /// Replaces the content of <paramref name="batch"/> by the block's next rows. <see cref="RowBatch.FirstRow"/> counts from the block's first row.
    /// </summary>
    /// <param name="batch">A batch with as many columns as the reader. What it holds stays valid until the next call or until this block is disposed.</param>
    /// <returns>False when the block has no more rows; the batch is then empty.</returns>
    /// <exception cref="InputException">A row is malformed.</exception>
    public abstract bool Read(RowBatch batch);

    /// <summary>Gives buffers back to the reader.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives buffers back to the reader.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
