namespace MlGates.Data;

/// <summary>Reads all blocks of another reader when the first is asked for, and gives the rows that were drawn.</summary>
internal sealed class SampledBlockReader(BlockReader inner, SampledSource source) : BlockReader
{
    // More gain little: the reader itself runs one block after the other.
    private const int MostThreads = 4;

    private readonly Queue<RowBatch> _drawn = [];
    private long _all;
    private long _refused;
    private bool _read;
    private bool _told;

    public override IReadOnlyList<ColumnHeader> Columns => inner.Columns;

    public override IReadOnlyList<InputFileRecord> Files => inner.Files;

    public override IReadOnlyList<string> Notes => inner.Notes;

    public override IReadOnlyList<RefusedRow> FirstRefused => inner.FirstRefused;

    public override long BytesRead => inner.BytesRead;

    public override long? BytesTotal => inner.BytesTotal;

    public override RowSample? Sample => _read ? new RowSample(_all, source.Seed) : null;

    public override RowBlock? Next()
    {
        if (!_read)
        {
            Draw();
            _read = true;
        }

        if (!_drawn.TryDequeue(out var batch))
        {
            return null;
        }

        // What was refused anywhere is told once.
        var refused = _told ? 0 : _refused;
        _told = true;
        return new Block(batch, refused);
    }

    private void Draw()
    {
        var sample = new BatchSample(inner.Columns.Count, source.Rows, source.Seed);
        var draw = new SampleDraw(inner, sample, source.Threads ?? Math.Min(Environment.ProcessorCount, MostThreads), source.Progress);
        draw.Run();
        (_all, _refused) = (draw.Rows, draw.RowsRefused);
        foreach (var drawn in sample.ToBatches())
        {
            _drawn.Enqueue(drawn);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Block(RowBatch drawn, long refused) : RowBlock
    {
        private bool _read;

        public override long RowsRefused => refused;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            batch.Clear(0);
            if (_read)
            {
                return false;
            }

            _read = true;
            batch.Exchange(drawn);
            batch.Origin = drawn.Origin;
            return true;
        }
    }
}
