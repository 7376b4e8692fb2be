using System.Collections.Concurrent;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>The rows of a source that are in a slice, in their order.</summary>
/// <param name="source">All rows.</param>
/// <param name="where">Which are in the slice; its columns must be there, and are read whether they are asked for or not.</param>
/// <param name="name">The name messages use.</param>
internal sealed class SlicedSource(DataSource source, SliceCondition where, string name) : DataSource
{
    public override string Name => name;

    public override IReadOnlyList<string> MissingTokens => source.MissingTokens;

    public override bool DecimalComma => source.DecimalComma;

    public override BlockReader OpenBlocks(ColumnSelection columns) => new Reader(source.OpenBlocks(columns.With(where.Columns)), columns, where, source.DecimalComma);

    public override SourceLocation? Locate(int line) => source.Locate(line);

    private sealed class Reader : BlockReader
    {
        private readonly BlockReader _inner;
        private readonly int[] _asked;
        private readonly int[] _where;
        private readonly SliceCondition _condition;
        private readonly bool _decimalComma;
        private readonly ConcurrentBag<Scratch> _free = [];

        internal Reader(BlockReader inner, ColumnSelection columns, SliceCondition condition, bool decimalComma)
        {
            (_inner, _condition, _decimalComma) = (inner, condition, decimalComma);
            string[] names = [.. inner.Columns.Select(c => c.Name)];
            _asked = [.. Enumerable.Range(0, names.Length).Where(i => columns.Contains(names[i]))];
            _where = [.. condition.Columns.Select(c => Array.IndexOf(names, c))];
            Columns = [.. _asked.Select(i => inner.Columns[i])];
        }

        public override IReadOnlyList<ColumnHeader> Columns { get; }

        public override IReadOnlyList<InputFileRecord> Files => _inner.Files;

        public override IReadOnlyList<string> Notes => _inner.Notes;

        public override IReadOnlyList<RefusedRow> FirstRefused => _inner.FirstRefused;

        public override RowSample? Sample => _inner.Sample;

        public override long BytesRead => _inner.BytesRead;

        public override long? BytesTotal => _inner.BytesTotal;

        public override RowBlock? Next() => _inner.Next() is { } block ? new Block(block, this) : null;

        internal Scratch Take() => _free.TryTake(out var scratch) ? scratch : new Scratch(new RowBatch(_inner.Columns.Count), _condition.Copy());

        internal void Give(Scratch scratch) => _free.Add(scratch);

        internal bool Read(RowBlock block, RowBatch batch, Scratch scratch)
        {
            var all = scratch.Batch;
            while (block.Read(all))
            {
                var count = scratch.Where.Find(all, _where, _decimalComma, scratch.Rows);
                if (count == 0)
                {
                    continue;
                }

                var rows = scratch.Rows.AsSpan(0, count);
                batch.Clear(all.FirstRow);
                batch.Origin = all.Origin;
                for (var i = 0; i < _asked.Length; i++)
                {
                    batch.Columns[i].CopyRows(all.Columns[_asked[i]], rows);
                }

                foreach (var row in rows)
                {
                    batch.EndRow(all.Line(row));
                }

                return true;
            }

            batch.Clear(0);
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    private sealed record Scratch(RowBatch Batch, SliceCondition Where)
    {
        internal int[] Rows { get; } = new int[Batch.Capacity];
    }

    private sealed class Block(RowBlock inner, Reader reader) : RowBlock
    {
        // The batch that is read borrows its texts.
        private readonly Scratch _scratch = reader.Take();

        public override long RowsRefused => inner.RowsRefused;

        public override bool Read(RowBatch batch) => reader.Read(inner, batch, _scratch);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                reader.Give(_scratch);
            }

            base.Dispose(disposing);
        }
    }
}
