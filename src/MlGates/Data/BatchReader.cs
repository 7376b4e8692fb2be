namespace MlGates.Data;

/// <summary>One pass over the rows of a <see cref="DataSource"/>, batch by batch. Not safe for concurrent use.</summary>
public sealed class BatchReader : IDisposable
{
    private readonly BlockReader _blocks;
    private readonly DataSource _source;
    private RowBlock? _block;
    private long _blockStart;
    private long _rows;
    private long _refused;
    private bool _ended;

    internal BatchReader(BlockReader blocks, DataSource source)
    {
        _blocks = blocks;
        _source = source;
    }

    /// <summary>The columns, in the order of the source.</summary>
    public IReadOnlyList<ColumnHeader> Columns => _blocks.Columns;

    /// <summary>The files that were read, once <see cref="Read"/> has returned false; empty for sources that are not files.</summary>
    public IReadOnlyList<InputFileRecord> Files => _ended ? _blocks.Files : [];

    /// <inheritdoc cref="BlockReader.Notes"/>
    public IReadOnlyList<string> Notes => _blocks.Notes;

    /// <summary>Number of malformed rows left out so far, where the source's options allow for some.</summary>
    public long RowsRefused => _refused + (_block?.RowsRefused ?? 0);

    /// <summary>The first few of them.</summary>
    public IReadOnlyList<RefusedRow> FirstRefused => _blocks.FirstRefused;

    /// <summary>Replaces the content of <paramref name="batch"/> by the next rows.</summary>
    /// <param name="batch">A batch with as many columns as <see cref="Columns"/>; see <see cref="NewBatch"/>. What it holds stays valid until the next call.</param>
    /// <returns>False when there were no more rows; the batch is then empty.</returns>
    /// <exception cref="InputException">A row is malformed.</exception>
    public bool Read(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        while (!_ended)
        {
            if (_block is null && (_block = _blocks.Next()) is null)
            {
                _ended = true;
                break;
            }

            if (ReadBlock(_block, batch))
            {
                batch.StartAt(_blockStart);
                _rows += batch.Count;
                return true;
            }

            _refused += _block.RowsRefused;
            _block.Dispose();
            _block = null;
            _blockStart = _rows;
        }

        batch.Clear(_rows);
        return false;
    }

    private bool ReadBlock(RowBlock block, RowBatch batch)
    {
        try
        {
            return block.Read(batch);
        }
        catch (RowException e)
        {
            throw e.At(_blockStart);
        }
    }

    /// <summary>An empty batch that fits this reader.</summary>
    public RowBatch NewBatch() => new(Columns.Count);

    /// <summary>The exception for a source without a row.</summary>
    internal InputException NoRows() => new(RuleIds.InputEmpty, $"'{_source.Name}' holds no rows.", _source.Locate(0));

    /// <summary>Closes the source.</summary>
    public void Dispose()
    {
        _block?.Dispose();
        _blocks.Dispose();
    }
}
