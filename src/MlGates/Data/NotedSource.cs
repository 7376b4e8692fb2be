namespace MlGates.Data;

/// <summary>A source with something to say about it.</summary>
internal sealed class NotedSource(DataSource inner, string note) : DataSource
{
    public override string Name => inner.Name;

    public override IReadOnlyList<string> MissingTokens => inner.MissingTokens;

    public override bool DecimalComma => inner.DecimalComma;

    public override BlockReader OpenBlocks(ColumnSelection columns) => new Reader(inner.OpenBlocks(columns), note);

    public override SourceLocation? Locate(int line) => inner.Locate(line);

    private sealed class Reader(BlockReader inner, string note) : BlockReader
    {
        public override IReadOnlyList<ColumnHeader> Columns => inner.Columns;

        public override IReadOnlyList<InputFileRecord> Files => inner.Files;

        public override IReadOnlyList<string> Notes => [note, .. inner.Notes];

        public override IReadOnlyList<RefusedRow> FirstRefused => inner.FirstRefused;

        public override RowSample? Sample => inner.Sample;

        public override long BytesRead => inner.BytesRead;

        public override long? BytesTotal => inner.BytesTotal;

        public override RowBlock? Next() => inner.Next();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
