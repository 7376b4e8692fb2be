namespace MlGates.Data;

/// <summary>Rows of a Parquet file, as parts of pages for each column.</summary>
internal sealed class ParquetBlock(List<ParquetPart>[] columns, int rows) : RowBlock
{
    private int _read;
    private bool _prepared;

    public override bool Read(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!_prepared)
        {
            Prepare();
        }

        var count = Math.Min(batch.Capacity, rows - _read);
        batch.Clear(_read);
        if (count > 0)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                Fill(batch.Columns[i], columns[i], count);
            }
        }

        batch.EndRows(count);
        _read += count;
        return count > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var parts in columns)
            {
                parts.ForEach(p => p.Page.Release());
            }
        }

        base.Dispose(disposing);
    }

    // First everything that nobody else has begun, so that threads which need the same pages share the work.
    private void Prepare()
    {
        foreach (var parts in columns)
        {
            parts.ForEach(p => p.Page.Prepare());
        }

        foreach (var parts in columns)
        {
            parts.ForEach(p => p.Page.Wait());
        }

        _prepared = true;
    }

    private void Fill(ColumnBatch batch, List<ParquetPart> parts, int count)
    {
        var column = parts[0].Page.Column;
        batch.Reset(column.Encoding, column.IsList);
        var pieces = Pieces(parts, count);
        if (column.IsList)
        {
            pieces.ForEach(p => p.Page.Lists!.AddTo(batch, p.Page.Values, p.From, p.Count));
            return;
        }

        switch (column.Encoding)
        {
            case ColumnEncoding.Float64:
                pieces.ForEach(p => Copy<double>(batch, p, p.Page.Values[0].Numbers!));
                break;
            case ColumnEncoding.Int64:
                pieces.ForEach(p => Copy<long>(batch, p, p.Page.Values[0].Integers!));
                break;
            case ColumnEncoding.Boolean:
                pieces.ForEach(p => Copy<bool>(batch, p, p.Page.Values[0].Booleans!));
                break;
            default:
                FillTexts(batch, pieces);
                return;
        }

        batch.CountMissing();
    }

    private List<ParquetPart> Pieces(List<ParquetPart> parts, int count)
    {
        var pieces = new List<ParquetPart>(2);
        var before = 0;
        foreach (var part in parts)
        {
            var from = Math.Max(_read - before, 0);
            var n = Math.Min(part.Count - from, count);
            if (n > 0)
            {
                pieces.Add(new ParquetPart(part.Page, part.From + from, n));
                count -= n;
            }

            before += part.Count;
        }

        return pieces;
    }

    private static void Copy<T>(ColumnBatch batch, ParquetPart part, T[] values)
        where T : unmanaged
    {
        batch.AddMany<T>(part.Count, out var to, out var missing);
        values.AsSpan(part.From, part.Count).CopyTo(to);
        part.Page.Missing?.AsSpan(part.From, part.Count).CopyTo(missing);
    }

    private static void FillTexts(ColumnBatch batch, List<ParquetPart> pieces)
    {
        var first = pieces[0].Page.Values[0];
        if (first.Dictionary is { } dictionary && pieces.TrueForAll(p => ReferenceEquals(p.Page.Values[0].Dictionary, dictionary)))
        {
            batch.UseDictionary(dictionary);
            pieces.ForEach(p => Copy<int>(batch, p, p.Page.Values[0].Codes!));
            batch.CountMissing();
            return;
        }

        if (pieces.Count == 1 && first.Text is { } text)
        {
            batch.Borrow(text);
            for (var i = pieces[0].From; i < pieces[0].From + pieces[0].Count; i++)
            {
                if (pieces[0].Page.Missing is { } missing && missing[i])
                {
                    batch.AddMissing();
                }
                else
                {
                    batch.AddSlice(first.Starts![i], first.Lengths![i]);
                }
            }

            return;
        }

        // Where a dictionary ends and another begins, texts are copied: a batch has one.
        foreach (var (page, from, count) in pieces)
        {
            for (var i = from; i < from + count; i++)
            {
                if (page.Missing is { } missing && missing[i])
                {
                    batch.AddMissing();
                }
                else
                {
                    batch.AddText(page.Values[0].TextAt(i));
                }
            }
        }
    }
}
