using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlGates.Data;

/// <summary>Finds where the records of a buffer end, and what kind of bytes are in it.</summary>
internal static class CsvCut
{
    /// <summary>The end of the last whole record; 0 when there is none.</summary>
    /// <param name="buffer">An array that has <see cref="ByteMask.Width"/> bytes after <paramref name="end"/>.</param>
    /// <param name="start">Where a record begins.</param>
    /// <param name="end">Where the content ends: anywhere, or where the file does.</param>
    /// <param name="dialect">The file's dialect.</param>
    /// <param name="whole">Whether the file ends with the content.</param>
    /// <param name="quoted">Whether there are quotes.</param>
    /// <returns>Length of the whole records.</returns>
    internal static int LastEnd(byte[] buffer, int start, int end, CsvDialect dialect, bool whole, out bool quoted)
    {
        var content = buffer.AsSpan(start, end - start);
        quoted = dialect.Quote is { } quote && content.Contains(quote);
        if (!quoted)
        {
            return LastLineEnd(content, whole);
        }

        if (dialect.Comment is not null)
        {
            return LastRecord(content, dialect, whole);
        }

        // Quotes in odd places end the scan; the walk goes on from the last record's end that it saw.
        var last = LastScanned(buffer, start, end, dialect, out var complete) - start;
        return complete ? last : last + LastOutside(content[last..], dialect.Delimiter, dialect.Quote!.Value, whole);
    }

    /// <summary>Counts line ends, and tells whether a CR stands alone and whether there is a NUL.</summary>
    /// <param name="content">An array that has <see cref="ByteMask.Width"/> bytes after <paramref name="end"/>.</param>
    /// <param name="start">First byte.</param>
    /// <param name="end">After the last byte, which is no CR before an LF.</param>
    internal static CsvCensus Count(byte[] content, int start, int end)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(content);
        var (feeds, alone, nul) = (0L, 0L, 0UL);
        for (var at = start; at < end; at += ByteMask.Width)
        {
            ref var here = ref Unsafe.Add(ref bytes, at);
            var live = ByteMask.Below(end - at);
            var feed = ByteMask.Equal(ref here, CsvDialect.Feed);
            var back = ByteMask.Equal(ref here, CsvDialect.Return) & live;
            nul |= ByteMask.Equal(ref here, 0) & live;
            feeds += BitOperations.PopCount(feed & live);
            if (back != 0)
            {
                var next = (feed >> 1) | (Unsafe.Add(ref here, ByteMask.Width) == CsvDialect.Feed ? 1UL << 63 : 0);
                // A byte after the end belongs to another record.
                alone += BitOperations.PopCount(back & ~(next & (live >> 1 | (end - at > ByteMask.Width ? 1UL << 63 : 0))));
            }
        }

        return new CsvCensus(feeds + alone, alone > 0, nul != 0);
    }

    // A CR at the very end may be the first half of a line end.
    private static int LastLineEnd(ReadOnlySpan<byte> content, bool whole)
    {
        var last = content.LastIndexOfAny(CsvDialect.Feed, CsvDialect.Return);
        if (last == content.Length - 1 && last >= 0 && !whole && content[last] == CsvDialect.Return)
        {
            last = content[..last].LastIndexOfAny(CsvDialect.Feed, CsvDialect.Return);
        }

        return last + 1;
    }

    // Not complete when a quote in an odd place or a CR without LF comes, which the walk has to judge.
    private static int LastScanned(byte[] buffer, int start, int end, CsvDialect dialect, out bool complete)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(buffer);
        var quotes = new CsvQuotes(dialect);
        var last = start;
        for (var at = start; at < end; at += ByteMask.Width)
        {
            ref var here = ref Unsafe.Add(ref bytes, at);
            var live = ByteMask.Below(end - at);
            var delimiters = ByteMask.Equal(ref here, dialect.Delimiter) & live;
            var feeds = ByteMask.Equal(ref here, CsvDialect.Feed) & live;
            var returns = ByteMask.Equal(ref here, CsvDialect.Return) & live;
            var feedAfter = (feeds >> 1) | (at + ByteMask.Width < end && Unsafe.Add(ref here, ByteMask.Width) == CsvDialect.Feed ? 1UL << 63 : 0);
            var wrong = quotes.Next(ref here, live, returns, ref delimiters, ref feeds);
            if (wrong != 0 || (returns & ~quotes.Inside & ~feedAfter) != 0)
            {
                complete = false;
                return last;
            }

            last = feeds != 0 ? at + ByteMask.Width - BitOperations.LeadingZeroCount(feeds) : last;
        }

        complete = true;
        return last;
    }

    // Goes from quote to quote: those that open a field stand after a delimiter or line end.
    private static int LastOutside(ReadOnlySpan<byte> content, byte delimiter, byte quote, bool whole)
    {
        var end = 0;
        for (var at = 0; ;)
        {
            // Here is outside of quotes; the region ends at the next quote that opens a field.
            var open = at;
            while (true)
            {
                var next = content[open..].IndexOf(quote);
                open = next < 0 ? content.Length : open + next;
                if (next < 0 || open == 0 || content[open - 1] == delimiter || content[open - 1] is CsvDialect.Feed or CsvDialect.Return)
                {
                    break;
                }

                open++;
            }

            var line = LastLineEnd(content[at..open], whole || open < content.Length);
            end = line > 0 ? at + line : end;
            if (open == content.Length)
            {
                return end;
            }

            at = open + 1;
            while (true)
            {
                var close = content[at..].IndexOf(quote);
                if (close < 0)
                {
                    return end;
                }

                at += close + 1;
                if (at >= content.Length || content[at] != quote)
                {
                    break;
                }

                at++;
            }
        }
    }

    private static int LastRecord(ReadOnlySpan<byte> content, CsvDialect dialect, bool whole)
    {
        for (var at = 0; ;)
        {
            var next = NextRecord(content, at, dialect, whole);
            if (next < 0)
            {
                return at;
            }

            at = next;
        }
    }

    /// <summary>Where the record or comment after the one at <paramref name="at"/> begins; -1 when its end is not in sight.</summary>
    internal static int NextRecord(ReadOnlySpan<byte> content, int at, CsvDialect dialect, bool whole)
    {
        if (at >= content.Length)
        {
            return -1;
        }

        var next = content.Length;
        if (content[at] == dialect.Comment)
        {
            next = Comment(content, at);
        }
        else
        {
            CsvRecord.Read(content, at, dialect, [], out next, out var state);
            if (state == CsvRecordState.Unclosed)
            {
                return -1;
            }
        }

        // At the end of the content, only LF surely ends a record.
        return next < content.Length || whole || content[next - 1] == CsvDialect.Feed ? next : -1;
    }

    /// <summary>Where the line after a comment begins.</summary>
    internal static int Comment(ReadOnlySpan<byte> content, int at)
    {
        var stop = content[at..].IndexOfAny(CsvDialect.Feed, CsvDialect.Return);
        if (stop < 0)
        {
            return content.Length;
        }

        at += stop + 1;
        return at < content.Length && content[at - 1] == CsvDialect.Return && content[at] == CsvDialect.Feed ? at + 1 : at;
    }
}
