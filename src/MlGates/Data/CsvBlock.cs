namespace MlGates.Data;

/// <summary>Some records of a CSV file, in a buffer that the values point into.</summary>
internal sealed class CsvBlock(CsvBlockReader reader, byte[] content, CsvTile tile) : RowBlock
{
    private byte[]? _content = content;
    private long _rows;
    private long _refused;

    public override long RowsRefused => _refused;

    public override bool Read(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_content is null, this);
        batch.Clear(_rows);
        foreach (var column in batch.Columns)
        {
            column.Reset(ColumnEncoding.Text);
            column.Borrow(_content);
        }

        while (batch.Count < batch.Capacity && tile.Next(batch.Capacity - batch.Count, Refuse))
        {
            for (var i = 0; i < batch.Columns.Length; i++)
            {
                batch.Columns[i].AddSlices(tile.Rows, out var starts, out var lengths, out var missing);
                tile.Slice(reader.Places[i], starts, lengths);
                batch.Columns[i].AddMissingCount(reader.Missing.Mark(_content, starts, lengths, missing));
            }

            batch.EndRows(tile.Lines);
        }

        _rows += batch.Count;
        return batch.Count > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _content is { } returned)
        {
            _content = null;
            reader.Return(returned, tile);
        }

        base.Dispose(disposing);
    }

    private void Refuse(int line, string message)
    {
        reader.Refuse(line, message);
        _refused++;
    }
}
