using System.Runtime.CompilerServices;

namespace MlGates.Data;

/// <summary>
/// Tells which bytes are in quotes, 64 at a time, from the start of a record on. It holds as long as every quote stands at the edge of a field or
/// doubled inside one; the first that does not is reported, and what comes from there on is for <see cref="CsvRecord"/>.
/// </summary>
internal struct CsvQuotes(CsvDialect dialect)
{
    private readonly byte _delimiter = dialect.Delimiter;
    private readonly byte _quote = dialect.Quote ?? 0;

    // All ones while a quoted field goes on from the bytes before.
    private ulong _inside;

    // One when the byte before is a delimiter, a line end or a quote.
    private ulong _boundary = 1;

    // One when the byte before is a quote.
    private ulong _last;

    /// <summary>Whether two quotes stood side by side.</summary>
    internal bool Doubled { get; private set; }

    /// <summary>Which of the last 64 bytes are in quotes.</summary>
    internal ulong Inside { get; private set; }

    /// <summary>Takes the next bytes and clears the delimiters and line ends that are in quotes.</summary>
    /// <param name="here">64 bytes; the one after them may be read too.</param>
    /// <param name="live">Those that are content, which ends with a line end if it ends here.</param>
    /// <param name="returns">Which are CR; each has an LF after it, or is treated as text.</param>
    /// <param name="delimiters">Which are delimiters.</param>
    /// <param name="feeds">Which are LF.</param>
    /// <returns>The quotes that are not where they should be; only what comes before the first of them is right.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Next(ref byte here, ulong live, ulong returns, ref ulong delimiters, ref ulong feeds)
    {
        var quotes = ByteMask.Equal(ref here, _quote) & live;
        var after = delimiters | feeds | returns | quotes;
        var within = _inside;
        var wrong = 0UL;
        if (quotes != 0)
        {
            within = ByteMask.Between(quotes) ^ _inside;
            Doubled |= (quotes & ((quotes << 1) | _last)) != 0;
        }

        delimiters &= ~within;
        feeds &= ~within;
        var before = delimiters | feeds | quotes;
        if (quotes != 0)
        {
            after = (after >> 1) | (IsAfterField(Unsafe.Add(ref here, ByteMask.Width)) ? 1UL << 63 : 0);
            wrong = (quotes & within & ~((before << 1) | _boundary)) | (quotes & ~within & ~after);
        }

        _boundary = before >> 63;
        _last = quotes >> 63;
        _inside = (ulong)((long)within >> 63);
        Inside = within;
        return wrong;
    }

    private readonly bool IsAfterField(byte next) => next == _delimiter || next == _quote || next is CsvDialect.Feed or CsvDialect.Return;
}
