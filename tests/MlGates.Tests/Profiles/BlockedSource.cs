using MlGates.Data;

namespace MlGates.Tests.Profiles;

/// <summary>Rows of text, cut into blocks as a test wants them; null is missing.</summary>
internal sealed class BlockedSource(ColumnHeader[] headers, string?[][] rows, params int[] blockSizes) : DataSource
{
    public override string Name => "blocks";

    public override BlockReader OpenBlocks(ColumnSelection columns) =>
        new Reader(headers, rows, blockSizes, columns.Places([.. headers.Select(h => h.Name)], this));

    private sealed class Reader(ColumnHeader[] headers, string?[][] rows, int[] sizes, int[] places) : BlockReader
    {
        private int _block;
        private int _row;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = Array.ConvertAll(places, p => headers[p]);

        public override RowBlock? Next()
        {
            if (_row == rows.Length)
            {
                return null;
            }

            var size = _block < sizes.Length ? Math.Min(sizes[_block++], rows.Length - _row) : rows.Length - _row;
            _row += size;
            return new Block(rows[(_row - size).._row], places);
        }
    }

    private sealed class Block(string?[][] rows, int[] places) : RowBlock
    {
        private int _row;

        public override bool Read(RowBatch batch)
        {
            batch.Clear(_row);
            foreach (var column in batch.Columns)
            {
                column.Reset(ColumnEncoding.Text);
            }

            for (; _row < rows.Length && batch.Count < batch.Capacity; _row++)
            {
                for (var i = 0; i < places.Length; i++)
                {
                    if (rows[_row][places[i]] is { } text)
                    {
                        batch.Columns[i].AddText(text);
                    }
                    else
                    {
                        batch.Columns[i].AddMissing();
                    }
                }

                batch.EndRow();
            }

            return batch.Count > 0;
        }
    }
}
