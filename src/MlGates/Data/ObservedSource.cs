namespace MlGates.Data;

/// <summary>A source that remembers what its last pass left out and noted, for those who do not see its reader.</summary>
internal sealed class ObservedSource(DataSource inner) : DataSource
{
    private Reader? _last;

    /// <summary>Malformed rows left out by the last pass.</summary>
    internal long RowsRefused => _last?.RowsRefused ?? 0;

    /// <summary>What the last pass noted, and the first malformed rows.</summary>
    internal IReadOnlyList<string> Notes => _last?.Said() ?? [];

    public override string Name => inner.Name;

    public override IReadOnlyList<string> MissingTokens => inner.MissingTokens;

    public override bool DecimalComma => inner.DecimalComma;

    public override BlockReader OpenBlocks(ColumnSelection columns) => _last = new Reader(inner.OpenBlocks(columns));

    public override SourceLocation? Locate(int line) => inner.Locate(line);

    private sealed class Reader(BlockReader inner) : BlockReader
    {
        private long _refused;

        internal long RowsRefused => Volatile.Read(ref _refused);

        public override IReadOnlyList<ColumnHeader> Columns => inner.Columns;

        public override IReadOnlyList<InputFileRecord> Files => inner.Files;

        public override IReadOnlyList<string> Notes => inner.Notes;

        public override IReadOnlyList<RefusedRow> FirstRefused => inner.FirstRefused;

        public override RowSample? Sample => inner.Sample;

        public override long BytesRead => inner.BytesRead;

        public override long? BytesTotal => inner.BytesTotal;

        public override RowBlock? Next() => inner.Next() is { } block ? new Block(block, this) : null;

        internal void Refuse(long rows) => Interlocked.Add(ref _refused, rows);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class Block(RowBlock inner, Reader reader) : RowBlock
    {
        public override long RowsRefused => inner.RowsRefused;

        public override bool Read(RowBatch batch) => inner.Read(batch);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                reader.Refuse(inner.RowsRefused);
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
