using MlGates.Data;

namespace MlGates.Benchmarks;

/// <summary>Columns of numbers in memory.</summary>
internal sealed class ArraySource(string name, double[][] columns) : DataSource
{
    private const int BlockRows = 1 << 16;

    public override string Name => name;

    public override BlockReader OpenBlocks(ColumnSelection selection) => new Reader(columns);

    private sealed class Reader(double[][] columns) : BlockReader
    {
        private int _next;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = [.. columns.Select((_, i) => new ColumnHeader(FormattableString.Invariant($"c{i:000}"), ColumnType.Float))];

        public override RowBlock? Next()
        {
            var start = _next;
            _next = Math.Min(columns[0].Length, start + BlockRows);
            return start == _next ? null : new Block(columns, start, _next);
        }
    }

    private sealed class Block(double[][] columns, int start, int end) : RowBlock
    {
        private int _at;

        public override bool Read(RowBatch batch)
        {
            var count = Math.Min(batch.Capacity, end - start - _at);
            batch.Clear(_at);
            for (var i = 0; i < columns.Length; i++)
            {
                batch.Columns[i].Reset(ColumnEncoding.Float64);
                batch.Columns[i].AddMany<double>(count, out var values, out var missing);
                columns[i].AsSpan(start + _at, count).CopyTo(values);
                missing.Clear();
            }

            batch.EndRows(count);
            _at += count;
            return count > 0;
        }
    }
}
