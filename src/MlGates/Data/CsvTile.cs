using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlGates.Data;

/// <summary>
/// The places of the fields of some rows. Rows are found 64 bytes at a time; a row that is not plainly well formed is left to
/// <see cref="CsvRecord"/>, which defines what is right. Belongs to one block at a time.
/// </summary>
internal sealed class CsvTile
{
    internal const string NulFound = "A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.";
    internal const string TextAfterQuote = "Text follows a closing quote. The record begins here; close the quote where the field ends, and double quotes inside a quoted field.";

    private const int Cells = 1 << 14;
    private const int LeastRows = 64;

    private readonly CsvDialect _dialect;
    private readonly int _columns;
    private readonly string _shape;
    private readonly int _most;
    private readonly int[] _ends;
    private readonly int[] _starts;
    private readonly int[] _lines;
    private byte[] _content = [];
    private int _end;
    private bool _regular;
    private bool _quoted;
    private bool _nul;
    private int _at;
    private long _line;
    private bool _doubled;

    internal CsvTile(CsvDialect dialect, int columns, int capacity, string shape)
    {
        _shape = shape;
        _dialect = dialect;
        _columns = columns;
        _most = Math.Min(capacity, Math.Max(LeastRows, Cells / columns));
        // Room for what the scan writes beyond a row that has too many fields.
        _ends = new int[(_most * columns) + (3 * ByteMask.Width)];
        _starts = new int[_most];
        _lines = new int[_most];
    }

    /// <summary>Number of rows.</summary>
    internal int Rows { get; private set; }

    /// <summary>Lines of the file where the rows begin.</summary>
    internal ReadOnlySpan<int> Lines => _lines.AsSpan(0, Rows);

    /// <summary>Begins with a block.</summary>
    /// <param name="content">The block's bytes, and <see cref="ByteMask.Width"/> more that may be read.</param>
    /// <param name="start">Where its first record begins.</param>
    /// <param name="end">Where its last record ends, after a line end.</param>
    /// <param name="line">The line of the first record.</param>
    /// <param name="census">What bytes it holds.</param>
    /// <param name="quoted">Whether it holds quotes.</param>
    internal void Begin(byte[] content, int start, int end, long line, CsvCensus census, bool quoted)
    {
        (_content, _at, _end, _line, _quoted, _nul) = (content, start, end, line, quoted, census.Nul);
        _regular = !census.LoneReturns && !census.Nul;
        Rows = 0;
    }

    /// <summary>Goes to the next rows of the block.</summary>
    /// <param name="most">Rows to take at most.</param>
    /// <param name="refuse">Called for each malformed row with its line; throws, or returns to leave the row out.</param>
    /// <returns>False when the block has no more.</returns>
    internal bool Next(int most, Action<int, string> refuse)
    {
        Rows = 0;
        _doubled = false;
        most = Math.Min(most, _most);
        while (Rows < most && _at < _end)
        {
            if (!_regular || AtComment(_at) || !Scan(most))
            {
                ReadOne(refuse);
            }
        }

        return Rows > 0;
    }

    /// <summary>Where the values of a column stand in the content; those in quotes are unquoted in place, so once for each column.</summary>
    internal void Slice(int place, Span<int> starts, Span<int> lengths)
    {
        Debug.Assert(starts.Length >= Rows && lengths.Length >= Rows && place < _columns, "There is room for the tile.");
        ref var start = ref MemoryMarshal.GetReference(starts);
        ref var length = ref MemoryMarshal.GetReference(lengths);
        ref var end = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ends), place);
        for (var row = 0; row < Rows; row++)
        {
            var from = place == 0 ? _starts[row] : Unsafe.Add(ref end, -1) + 1;
            Unsafe.Add(ref start, row) = from;
            Unsafe.Add(ref length, row) = end - from;
            end = ref Unsafe.Add(ref end, _columns);
        }

        if (_quoted)
        {
            Unquote(starts, lengths);
        }
    }

    private void Unquote(Span<int> starts, Span<int> lengths)
    {
        var quote = _dialect.Quote!.Value;
        for (var row = 0; row < Rows; row++)
        {
            if (lengths[row] == 0 || _content[starts[row]] != quote)
            {
                continue;
            }

            if (_doubled)
            {
                CsvRecord.Unquote(_content, quote, ref starts[row], ref lengths[row]);
            }
            else
            {
                starts[row]++;
                lengths[row] -= 2;
            }
        }
    }

    private bool AtComment(int at) => _dialect.Comment is { } comment && at < _end && _content[at] == comment;

    private bool Scan(int most)
    {
        var quotes = new CsvQuotes(_dialect);
        var scanned = Scan(most, ref quotes);
        _doubled |= quotes.Doubled;
        return scanned;
    }

    // Finds rows until the tile is full, the content ends, or a comment follows; false when it comes to a row that it cannot judge.
    private bool Scan(int most, ref CsvQuotes quotes)
    {
        ref var content = ref MemoryMarshal.GetArrayDataReference(_content);
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_ends);
        var delimiter = _dialect.Delimiter;
        var found = Rows * _columns;
        var last = found + _columns - 1;
        // Line ends inside the quotes of the row that is being read.
        var inner = 0;
        for (var at = _at; at < _end; at += ByteMask.Width)
        {
            ref var here = ref Unsafe.Add(ref content, at);
            var live = ByteMask.Below(_end - at);
            var delimiters = ByteMask.Equal(ref here, delimiter) & live;
            var feeds = ByteMask.Equal(ref here, CsvDialect.Feed) & live;
            var allFeeds = feeds;
            var wrong = 0UL;
            if (_quoted)
            {
                wrong = quotes.Next(ref here, live, ByteMask.Equal(ref here, CsvDialect.Return), ref delimiters, ref feeds);
            }

            var separators = delimiters | feeds;
            Write(ref Unsafe.Add(ref ends, found), separators, at);
            // What comes after something wrong is not known to be a line end.
            for (var rows = feeds & ((wrong & (0 - wrong)) - 1); rows != 0; rows &= rows - 1)
            {
                var bit = rows & (0 - rows);
                var feed = at + BitOperations.TrailingZeroCount(rows);
                if (found + BitOperations.PopCount(separators & (bit - 1)) != last || feed - _at > CsvBlockReader.MaxRecord)
                {
                    return false;
                }

                if (feed > _at && Unsafe.Add(ref content, feed - 1) == CsvDialect.Return)
                {
                    Unsafe.Add(ref ends, last) = feed - 1;
                }

                _starts[Rows] = _at;
                _lines[Rows] = Clamp(_line);
                Rows++;
                last += _columns;
                _at = feed + 1;
                _line += inner + BitOperations.PopCount(allFeeds & (bit | (bit - 1)));
                allFeeds &= ~(bit | (bit - 1));
                inner = 0;
                if (Rows == most || AtComment(_at))
                {
                    return true;
                }
            }

            inner += BitOperations.PopCount(allFeeds);
            found += BitOperations.PopCount(separators);
            if (wrong != 0 || found > last)
            {
                return false;
            }
        }

        return _at == _end;
    }

    // Writes the places of set bits, eight at a time: the number of bits is hard to predict, that there are at most eight is not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref int to, ulong mask, int at)
    {
        var count = BitOperations.PopCount(mask);
        for (var done = 0; done < count; done += 8)
        {
            for (var i = 0; i < 8; i++)
            {
                Unsafe.Add(ref to, done + i) = at + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
            }
        }
    }

    private void ReadOne(Action<int, string> refuse)
    {
        _doubled = true;
        var (start, line) = (_at, Clamp(_line));
        var content = _content.AsSpan(0, _end);
        if (AtComment(start))
        {
            _at = CsvCut.Comment(content, start);
            _line++;
            return;
        }

        var fields = CsvRecord.Read(content, start, _dialect, _ends.AsSpan(Rows * _columns, _columns), out _at, out var state);
        var record = content[start.._at];
        _line += CsvRecord.Lines(record);
        if (_columns > 1 && record[0] is CsvDialect.Feed or CsvDialect.Return)
        {
            return;
        }

        if (Fault(record, fields, state) is { } fault)
        {
            refuse(line, fault);
            return;
        }

        _starts[Rows] = start;
        _lines[Rows] = line;
        Rows++;
    }

    private string? Fault(ReadOnlySpan<byte> record, int fields, CsvRecordState state) =>
        record.Length > CsvBlockReader.MaxRecord ? CsvBlockReader.TooLong
        : _nul && record.Contains((byte)0) ? NulFound
        : state != CsvRecordState.Complete ? TextAfterQuote
        : fields != _columns ? string.Create(CultureInfo.InvariantCulture,
            $"{fields} field{(fields == 1 ? "" : "s")} found where {_shape} has {_columns}; quote a field that holds the delimiter, or complete the row.")
        : null;

    private static int Clamp(long line) => (int)Math.Min(line, int.MaxValue);
}
