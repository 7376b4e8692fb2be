namespace MlGates.Data;

/// <summary>
/// Reads one record of a CSV file byte by byte: the definition that the fast scan of <see cref="CsvTile"/> agrees with, and its way out for what
/// is rare. A quote opens a field only as its first byte; elsewhere in an unquoted field it is text. A record ends at LF, CR LF or CR.
/// </summary>
internal static class CsvRecord
{
    /// <summary>Finds the fields of a record.</summary>
    /// <param name="content">Whole records, or all there is.</param>
    /// <param name="at">Where the record begins.</param>
    /// <param name="dialect">The file's dialect.</param>
    /// <param name="ends">Takes where the fields end, quotes included, as far as there is room; each begins one byte after the end of that before.</param>
    /// <param name="next">Where the next record begins.</param>
    /// <param name="state">Whether all is well.</param>
    /// <returns>Number of fields, at least 1.</returns>
    internal static int Read(ReadOnlySpan<byte> content, int at, CsvDialect dialect, Span<int> ends, out int next, out CsvRecordState state)
    {
        state = CsvRecordState.Complete;
        for (var fields = 0; ;)
        {
            if (at < content.Length && content[at] == dialect.Quote)
            {
                at = Close(content, at + 1, content[at]);
                if (at < 0)
                {
                    state = CsvRecordState.Unclosed;
                    next = content.Length;
                    return fields + 1;
                }

                if (at < content.Length && content[at] != dialect.Delimiter && content[at] is not (CsvDialect.Feed or CsvDialect.Return))
                {
                    state = CsvRecordState.TextAfterQuote;
                }
            }

            var stop = content[at..].IndexOfAny(dialect.Delimiter, CsvDialect.Feed, CsvDialect.Return);
            at = stop < 0 ? content.Length : at + stop;
            if (fields < ends.Length)
            {
                ends[fields] = at;
            }

            fields++;
            if (at == content.Length || content[at] != dialect.Delimiter)
            {
                next = Math.Min(at + 1, content.Length);
                next += at + 1 < content.Length && content[at] == CsvDialect.Return && content[at + 1] == CsvDialect.Feed ? 1 : 0;
                return fields;
            }

            at++;
        }
    }

    /// <summary>The content of a field that begins with a quote; doubled quotes are made single in place. Only for fields that are well formed.</summary>
    internal static void Unquote(Span<byte> content, byte quote, ref int start, ref int length)
    {
        start++;
        length -= 2;
        var text = content.Slice(start, length);
        var first = text.IndexOf(quote);
        if (first < 0)
        {
            return;
        }

        var to = first;
        for (var from = first + 1; ;)
        {
            // What stands here is the second of two quotes, then text up to the next pair.
            var next = from + 1 < text.Length ? text[(from + 1)..].IndexOf(quote) : -1;
            var stop = next < 0 ? text.Length : from + 1 + next;
            text[from..stop].CopyTo(text[to..]);
            to += stop - from;
            if (next < 0)
            {
                length = to;
                return;
            }

            from = stop + 1;
        }
    }

    /// <summary>Number of line ends: LF, CR LF, or CR.</summary>
    internal static int Lines(ReadOnlySpan<byte> text)
    {
        var lines = text.Count(CsvDialect.Feed);
        for (int at; (at = text.IndexOf(CsvDialect.Return)) >= 0; text = text[(at + 1)..])
        {
            lines += at + 1 < text.Length && text[at + 1] == CsvDialect.Feed ? 0 : 1;
        }

        return lines;
    }

    private static int Close(ReadOnlySpan<byte> content, int at, byte quote)
    {
        while (true)
        {
            var close = content[at..].IndexOf(quote);
            if (close < 0)
            {
                return -1;
            }

            at += close + 1;
            if (at == content.Length || content[at] != quote)
            {
                return at;
            }

            at++;
        }
    }
}
