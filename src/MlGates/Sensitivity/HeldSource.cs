using MlGates.Data;

namespace MlGates.Sensitivity;

/// <summary>Columns in memory as a table.</summary>
internal sealed class HeldSource(string name, params HeldColumn[] columns) : DataSource
{
    public override string Name => name;

    // Always read whole: what is not wanted was not put in.
    public override BlockReader OpenBlocks(ColumnSelection selection) => new Reader(columns);

    private static ColumnEncoding Encoding(ColumnType type) => type switch
    {
        ColumnType.Category => ColumnEncoding.Text,
        ColumnType.Boolean => ColumnEncoding.Boolean,
        ColumnType.Integer => ColumnEncoding.Int64,
        _ => ColumnEncoding.Float64,
    };

    private static void Fill(HeldColumn column, int from, int count, ColumnBatch batch)
    {
        batch.Reset(Encoding(column.Type));
        Span<bool> missing;
        switch (batch.Encoding)
        {
            case ColumnEncoding.Text:
                batch.UseDictionary(column.Dictionary!);
                batch.AddMany<int>(count, out var codes, out missing);
                column.Codes.AsSpan(from, count).CopyTo(codes);
                break;
            case ColumnEncoding.Boolean:
                batch.AddMany<bool>(count, out var truths, out missing);
                for (var i = 0; i < count; i++)
                {
                    truths[i] = column.Numbers[from + i] != 0;
                }

                break;
            case ColumnEncoding.Int64:
                batch.AddMany<long>(count, out var integers, out missing);
                for (var i = 0; i < count; i++)
                {
                    integers[i] = (long)column.Numbers[from + i];
                }

                break;
            default:
                batch.AddMany<double>(count, out var numbers, out missing);
                column.Numbers.AsSpan(from, count).CopyTo(numbers);
                break;
        }

        column.Missing.AsSpan(from, count).CopyTo(missing);
        batch.CountMissing();
    }

    private sealed class Reader(HeldColumn[] columns) : BlockReader
    {
        private int _next;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = Array.ConvertAll(columns, c => new ColumnHeader(c.Name, c.Type));

        public override RowBlock? Next()
        {
            var from = _next;
            var count = Math.Min(RowBatch.Size, columns[0].Count - from);
            _next += count;
            return count == 0 ? null : new Block(columns, from, count);
        }
    }

    private sealed class Block(HeldColumn[] columns, int from, int count) : RowBlock
    {
        private int _read;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            var rows = Math.Min(batch.Capacity, count - _read);
            batch.Clear(_read);
            for (var i = 0; i < columns.Length; i++)
            {
                Fill(columns[i], from + _read, rows, batch.Columns[i]);
            }

            batch.EndRows(rows);
            _read += rows;
            return rows > 0;
        }
    }
}
