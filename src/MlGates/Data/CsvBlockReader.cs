using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace MlGates.Data;

/// <summary>
/// Reads a CSV file in blocks of some MiB that end where a record does. Here, one after the other, bytes are read and hashed and the last record's
/// end is found; fields are found in <see cref="CsvTile"/>, on as many threads as take blocks.
/// </summary>
internal sealed class CsvBlockReader : BlockReader
{
    /// <summary>Longest record in bytes. A record beyond this is almost surely a quote that was never closed.</summary>
    internal const int MaxRecord = 1 << 24;

    internal const string TooLong = "The record that begins here is longer than 16 MiB; is a quote never closed?";

    // Large enough that a block's work outweighs handing it over, small enough that a few of them are not much memory.
    private const int LeastBlock = 1 << 20;
    private const int UsualBlock = 16 << 20;
    private const int BlocksPerFile = 32;
    private const int BytesPerColumn = 1 << 14;
    private const int MostForColumns = 8 << 20;

    private readonly CsvSource _source;
    private readonly CsvOptions _options;
    private readonly ColumnSelection _selection;
    private readonly CsvDialect _dialect;
    private readonly CsvInput _input;
    private readonly CsvRefusals _refusals;
    private readonly ColumnHeader[] _columns;
    private readonly int _block;
    private readonly int _batch;
    private readonly ConcurrentBag<byte[]> _buffers = [];
    private readonly ConcurrentBag<CsvTile> _tiles = [];
    private byte[] _content;
    private int _at;
    private int _end;
    private long _line = 1;
    private int _taken;
    private bool _any;
    private bool _ended;

    internal CsvBlockReader(CsvSource source, CsvOptions options, ColumnSelection selection)
    {
        _source = source;
        _options = options;
        _selection = selection;
        _dialect = source.Dialect;
        _refusals = new CsvRefusals(options.MaxRefusedRows);
        Missing = new CsvMissing(options.Missing);
        _input = new CsvInput(source, options.Encoding);
        try
        {
            _block = source.BlockBytes ?? (int)Math.Clamp(_input.Length / BlocksPerFile, LeastBlock, UsualBlock);
            _content = NewBuffer(_block);
            _columns = ReadHeader();
            _block = source.BlockBytes ?? (int)Math.Max(_block, Math.Min((long)_columns.Length * BytesPerColumn, MostForColumns));
            Places = selection.Places([.. _columns.Select(c => c.Name)], source);
            Columns = Array.ConvertAll(Places, p => _columns[p]);
            _batch = new RowBatch(Places.Length).Capacity;
        }
        catch
        {
            _input.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<ColumnHeader> Columns { get; }

    public override IReadOnlyList<InputFileRecord> Files => _ended ? [new InputFileRecord(_source.Name, _input.Sha256(), _input.Length)] : [];

    public override IReadOnlyList<RefusedRow> FirstRefused => _refusals.First;

    public override long BytesRead => _input.BytesRead;

    public override long? BytesTotal => _input.Length;

    /// <summary>Places of the columns that are read.</summary>
    internal int[] Places { get; }

    internal CsvMissing Missing { get; }

    public override RowBlock? Next()
    {
        // What the header took from the first block is not made up for, unless it is large.
        var room = _content.Length - BufferLength(_at);
        Fill(room >= _block / 2 ? Math.Min(room, _block) : _block);
        SkipBlank();
        if (_at == _end)
        {
            _ended = true;
            return _any ? null : throw Empty("holds a header and no rows");
        }

        _any = true;
        var length = WholeRecords(out var quoted);
        var (content, start, end) = (_content, _at, _at + length);
        var census = CsvCut.Count(content, start, end);
        var tile = _tiles.TryTake(out var spare) ? spare : new CsvTile(_dialect, _columns.Length, _batch, _options.HasHeader ? "the header" : "the first row");
        KeepRest(end);
        tile.Begin(content, start, end, _line, census, quoted);
        _line += census.Lines;
        Interlocked.Increment(ref _taken);
        return new CsvBlock(this, content, tile);
    }

    internal void Return(byte[] content, CsvTile tile)
    {
        Interlocked.Decrement(ref _taken);
        _tiles.Add(tile);
        if (content.Length == BufferLength(_block))
        {
            _buffers.Add(content);
        }
    }

    /// <summary>Takes a malformed row; throws when it is one too many.</summary>
    internal void Refuse(int line, string message)
    {
        if (_refusals.TryAdd(_source.Locate(line)!, message))
        {
            return;
        }

        throw Volatile.Read(ref _taken) > 1 ? FirstTooMany()
            : _options.MaxRefusedRows == 0 ? Malformed(message, line)
            : Malformed(string.Create(CultureInfo.InvariantCulture, $"{message} {_options.MaxRefusedRows} malformed row{(_options.MaxRefusedRows == 1 ? " was" : "s were")} left out before it, the most that may be."), line);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private static int BufferLength(int block) => block + ByteMask.Width + 1;

    private static byte[] NewBuffer(int block) => GC.AllocateUninitializedArray<byte>(BufferLength(block));

    // Reads until the buffer holds a block, or the file has ended; a line end is then added where the last one lacks.
    private void Fill(int block)
    {
        if (_input.Ended || _end - _at >= block)
        {
            return;
        }

        if (_at + block + ByteMask.Width + 1 > _content.Length)
        {
            var larger = _content.Length >= BufferLength(block) ? _content : NewBuffer(block);
            _content.AsSpan(_at, _end - _at).CopyTo(larger);
            (_content, _at, _end) = (larger, 0, _end - _at);
        }

        _end += _input.Fill(_content.AsSpan(_end, _at + block - _end));
        if (_input.Ended && _end > _at && _content[_end - 1] is not (CsvDialect.Feed or CsvDialect.Return))
        {
            _content[_end++] = CsvDialect.Feed;
        }
    }

    // The length of the whole records in the buffer, which grows until there is one.
    private int WholeRecords(out bool quoted)
    {
        while (true)
        {
            var length = CsvCut.LastEnd(_content, _at, _end, _dialect, _input.Ended, out quoted);
            if (length > 0)
            {
                return length;
            }

            if (_input.Ended)
            {
                throw Malformed("A quote is not closed before the file ends. The record begins here; close the quote, and double quotes inside a quoted field.", _line);
            }

            Grow(_end - _at);
        }
    }

    // The block goes out with its buffer; what comes after its last record begins the next one.
    private void KeepRest(int end)
    {
        var rest = _content.AsSpan(end, _end - end);
        _content = rest.IsEmpty && _input.Ended ? [] : _buffers.TryTake(out var spare) ? spare : NewBuffer(Math.Max(_block, rest.Length));
        if (_content.Length < BufferLength(rest.Length) && !rest.IsEmpty)
        {
            _content = NewBuffer(rest.Length);
        }

        rest.CopyTo(_content);
        (_at, _end) = (0, rest.Length);
    }

    // Blank lines and comments before a record. In a file of one column a blank line is a record.
    private void SkipBlank(bool header = false)
    {
        while (true)
        {
            var rest = _content.AsSpan(_at, _end - _at);
            var skipped = Skippable(rest, header || _columns.Length > 1);
            if (skipped < 0)
            {
                return;
            }

            // At the end of what was read, only LF surely ends a line.
            if (skipped > 0 && (skipped < rest.Length || rest[skipped - 1] == CsvDialect.Feed || _input.Ended))
            {
                _at += skipped;
                _line++;
                continue;
            }

            if (_input.Ended)
            {
                return;
            }

            Grow(rest.Length);
        }
    }

    // Length of a blank line or comment; 0 when nothing is left, -1 for a record.
    private int Skippable(ReadOnlySpan<byte> rest, bool blank) =>
        rest.IsEmpty ? 0
        : rest[0] == _dialect.Comment ? CsvCut.Comment(rest, 0)
        : blank && rest[0] is CsvDialect.Feed or CsvDialect.Return ? CsvCut.Comment(rest, 0)
        : -1;

    private void Grow(int length)
    {
        if (length > MaxRecord)
        {
            throw Malformed(TooLong, _line);
        }

        Fill((int)Math.Clamp(2L * length, Math.Min(_block, MaxRecord), MaxRecord + 1L));
    }

    private ColumnHeader[] ReadHeader()
    {
        Fill(_block);
        SkipBlank(header: true);
        if (_at == _end)
        {
            throw Empty("is empty");
        }

        // Any line end in sight may be inside quotes, so the buffer grows until the record is whole.
        int next;
        while ((next = CsvCut.NextRecord(_content.AsSpan(0, _end), _at, _dialect, _input.Ended)) < 0)
        {
            WholeRecords(out _);
        }

        var fields = Fields(_content.AsSpan(0, next));
        var line = (int)Math.Min(_line, int.MaxValue);
        RefuseJson(fields);
        SuggestDelimiter(fields);
        if (_options.HasHeader)
        {
            _line += CsvRecord.Lines(_content.AsSpan(_at, next - _at));
            _at = next;
            CsvHeader.NameUnnamed(fields);
        }
        else
        {
            fields = CsvHeader.Names(fields.Length, _options.ColumnNames, _source, line);
        }

        CsvHeader.RefuseDuplicates(fields, _source, line);
        return CsvHeader.WithTypes(fields, _options.Types, _source, line);
    }

    private string[] Fields(ReadOnlySpan<byte> content)
    {
        var ends = new int[CsvRecord.Read(content, _at, _dialect, [], out _, out var state)];
        if (content[_at..].Contains((byte)0))
        {
            throw Malformed(CsvTile.NulFound, _line);
        }

        if (state != CsvRecordState.Complete)
        {
            throw Malformed(CsvTile.TextAfterQuote, _line);
        }

        CsvRecord.Read(content, _at, _dialect, ends, out _, out _);
        var start = _at;
        var fields = new string[ends.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var field = content[start..ends[i]].ToArray();
            var (from, length) = (0, field.Length);
            if (length > 0 && field[0] == _dialect.Quote)
            {
                CsvRecord.Unquote(field, field[0], ref from, ref length);
            }

            fields[i] = Name(field.AsSpan(from, length));
            start = ends[i] + 1;
        }

        return fields;
    }

    private string Name(ReadOnlySpan<byte> field)
    {
        if (System.Text.Unicode.Utf8.IsValid(field))
        {
            return Encoding.UTF8.GetString(field);
        }

        throw Malformed("A byte is not valid utf-8; save the file as UTF-8 or set its encoding.", _line);
    }

    private void RefuseJson(string[] fields)
    {
        var first = fields[0].TrimStart();
        if (first is "{" or "[" || first.StartsWith("{\"", StringComparison.Ordinal))
        {
            throw Malformed("The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.", _line);
        }
    }

    private void SuggestDelimiter(string[] fields)
    {
        if (_options.Delimiter is not null || fields.Length != 1)
        {
            return;
        }

        var used = CsvDelimiter.Shown((char)_dialect.Delimiter);
        foreach (var delimiter in ";\t|,")
        {
            if (delimiter != _dialect.Delimiter && fields[0].Contains(delimiter, StringComparison.Ordinal))
            {
                var shown = CsvDelimiter.Shown(delimiter);
                throw Malformed($"The first record has no {CsvDelimiter.Named((char)_dialect.Delimiter)} but holds {shown}, so it reads as one column; set the delimiter to {shown} (or to {used} if it really is one column).", _line);
            }
        }
    }

    // While other blocks are read, one of them may hold an earlier row: a pass on one thread finds the first that is too many.
    private InputException FirstTooMany()
    {
        try
        {
            using var again = new CsvBlockReader(_source, _options, _selection);
            for (var batch = new RowBatch(again.Places.Length); again.Next() is { } block;)
            {
                using (block)
                {
                    while (block.Read(batch))
                    {
                    }
                }
            }
        }
        catch (InputException e)
        {
            return e;
        }

        return _input.Changed();
    }

    private InputException Malformed(string message, long line) =>
        new(RuleIds.InputMalformed, message, _source.Locate((int)Math.Min(line, int.MaxValue)));

    private InputException Empty(string what) =>
        new(RuleIds.InputEmpty, $"'{_source.DisplayPath}' {what}; check the step that wrote it.", _source.Locate(0));
}
