using System.Collections.Concurrent;

namespace MlGates.Data;

/// <summary>A block of one batch that is filled already, for sources that only one thread can read.</summary>
/// <param name="filled">The batch.</param>
/// <param name="spare">Where the batch goes once the block is done with.</param>
internal sealed class FilledBlock(RowBatch filled, ConcurrentBag<RowBatch> spare) : RowBlock
{
    private bool _read;

    public override bool Read(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Clear(0);
        if (_read)
        {
            return false;
        }

        _read = true;
        batch.Exchange(filled);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            spare.Add(filled);
        }

        base.Dispose(disposing);
    }
}
