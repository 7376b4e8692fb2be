using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace MlGates.Data;

/// <summary>Reads a CSV file into batches: Sylvan finds the fields, this class checks the shape, counts lines and transcodes to UTF-8.</summary>
internal sealed class CsvBlockReader : BlockReader
{
    // A record beyond this is almost surely a quote that was never closed.
    private const int MaxRecord = 1 << 24;

    // Keeps a batch of huge texts in memory bounds; a function of the content only.
    private const int MaxBatchText = 1 << 26;

    // An unpaired surrogate never comes out of strict decoding, so this turns comments off; NUL would hide binary rows.
    private const char NoComment = '\uDFFF';

    private readonly CsvSource _source;
    private readonly CsvOptions _options;
    private readonly HashingStream _stream;
    private readonly CsvDataReader _csv;
    private readonly Func<bool> _readRecord;
    private readonly ColumnHeader[] _columns;
    private readonly int[] _places;
    private readonly ConcurrentBag<RowBatch> _spare = [];
    private bool _pending;
    private bool _ended;
    private int _line = 1;
    private int _nextLine = 1;
    private long _rows;

    internal CsvBlockReader(CsvSource source, CsvOptions options, ColumnSelection selection)
    {
        _source = source;
        _options = options;
        _stream = new HashingStream(InputFile.Open(source.Path, source.DisplayPath));
        try
        {
            _csv = Guard(Create);
            // Made once, not for every row.
            _readRecord = _csv.Read;
            _columns = ReadHeader();
            _places = selection.Places([.. _columns.Select(c => c.Name)], source);
            Columns = Array.ConvertAll(_places, p => _columns[p]);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<ColumnHeader> Columns { get; }

    public override IReadOnlyList<InputFileRecord> Files => _ended ? [new InputFileRecord(_source.Name, _stream.Sha256(), _stream.Length)] : [];

    public override RowBlock? Next()
    {
        var batch = _spare.TryTake(out var spare) ? spare : new RowBatch(_places.Length);
        batch.Clear(0);
        foreach (var column in batch.Columns)
        {
            column.Reset(ColumnEncoding.Text);
        }

        var text = 0L;
        while (batch.Count < batch.Capacity && text < MaxBatchText && Next())
        {
            AddRow(batch);
            text += _csv.GetRawRecordSpan().Length;
        }

        _rows += batch.Count;
        if (_rows == 0)
        {
            throw Empty("holds a header and no rows");
        }

        return batch.Count > 0 ? new FilledBlock(batch, _spare) : null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _csv.Dispose();
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private CsvDataReader Create() => CsvDataReader.Create(
        new StreamReader(_stream, StrictEncoding(), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16),
        new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = _options.Delimiter ?? ',',
            CsvStyle = CsvStyle.Standard,
            Comment = NoComment,
            ResultSetMode = ResultSetMode.SingleResult,
            BufferSize = 1 << 16,
            MaxBufferSize = MaxRecord,
        });

    private Encoding StrictEncoding()
    {
        var encoding = (Encoding)(_options.Encoding ?? Encoding.UTF8).Clone();
        encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        return encoding;
    }

    private ColumnHeader[] ReadHeader()
    {
        if (!Next(skipBlank: true))
        {
            throw Empty("is empty");
        }

        var fields = new string[_csv.RowFieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = _csv.GetFieldSpan(i).ToString();
        }

        RefuseJson(fields);
        SuggestDelimiter(fields);
        _pending = !_options.HasHeader;
        if (_options.HasHeader)
        {
            CsvHeader.NameUnnamed(fields);
        }
        else
        {
            fields = CsvHeader.Names(fields.Length, _options.ColumnNames, _source, _line);
        }

        CsvHeader.RefuseDuplicates(fields, _source, _line);
        return CsvHeader.WithTypes(fields, _options.Types, _source, _line);
    }

    private void RefuseJson(string[] fields)
    {
        if (fields[0].TrimStart() is "{" or "[" || fields[0].TrimStart().StartsWith("{\"", StringComparison.Ordinal))
        {
            throw Malformed("The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.");
        }
    }

    private void SuggestDelimiter(string[] fields)
    {
        if (_options.Delimiter is not null || fields.Length != 1)
        {
            return;
        }

        foreach (var (delimiter, shown) in new[] { (';', "';'"), ('\t', "a tab"), ('|', "'|'") })
        {
            if (fields[0].Contains(delimiter, StringComparison.Ordinal))
            {
                throw Malformed($"The first record has no comma but holds {shown}, so it reads as one column; set the delimiter to {shown} (or to ',' if it really is one column).");
            }
        }
    }

    private bool Next(bool skipBlank = false)
    {
        if (_pending)
        {
            _pending = false;
            return true;
        }

        while (Guard(_readRecord))
        {
            var raw = _csv.GetRawRecordSpan();
            _line = _nextLine;
            _nextLine += Lines(raw);
            if (_csv.RowFieldCount == 1 && (skipBlank || _columns.Length > 1) && raw.TrimEnd("\r\n").IsEmpty)
            {
                continue;
            }

            return true;
        }

        _ended = true;
        return false;
    }

    private static int Lines(ReadOnlySpan<char> record)
    {
        var lines = record.Count('\n');
        return lines > 0 ? lines : record.Count('\r');
    }

    private void AddRow(RowBatch batch)
    {
        var count = _csv.RowFieldCount;
        if (count != _columns.Length)
        {
            var header = _options.HasHeader ? "the header" : "the first row";
            throw Malformed(string.Create(CultureInfo.InvariantCulture,
                $"{count} field{(count == 1 ? "" : "s")} found where {header} has {_columns.Length}; quote a field that holds the delimiter, or complete the row."));
        }

        if (_csv.GetRawRecordSpan().Contains('\0'))
        {
            throw Malformed("A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.");
        }

        for (var i = 0; i < _places.Length; i++)
        {
            var field = _csv.GetFieldSpan(_places[i]);
            if (IsMissing(field))
            {
                batch.Columns[i].AddMissing();
            }
            else
            {
                batch.Columns[i].AddText(field);
            }
        }

        batch.EndRow(_line);
    }

    private bool IsMissing(ReadOnlySpan<char> field)
    {
        for (var i = 0; i < _options.Missing.Count; i++)
        {
            if (field.SequenceEqual(_options.Missing[i]))
            {
                return true;
            }
        }

        return false;
    }

    // The reader's own exceptions have no line; the record that failed begins where the last one ended.
    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvRecordTooLargeException e)
        {
            throw Malformed($"The record that begins here is longer than {MaxRecord} characters; is a quote never closed?", _nextLine, e);
        }
        catch (CsvFormatException e)
        {
            throw Malformed($"{e.Message} The record begins here; close the quote, and double quotes inside a quoted field.", _nextLine, e);
        }
        catch (DecoderFallbackException e)
        {
            var at = InvalidText.FindLine(_source.Path, StrictEncoding());
            var kind = InvalidText.Kind(_source.Path);
            throw Malformed(kind is null
                ? $"A byte is not valid {(_options.Encoding ?? Encoding.UTF8).WebName}; save the file as UTF-8 or set its encoding."
                : $"The file is {kind}, not CSV.", at, e);
        }
        catch (IOException e)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{_source.DisplayPath}' cannot be read: {e.Message}", _source.Locate(0), e);
        }
    }

    private InputException Malformed(string message, int? at = null, Exception? inner = null) =>
        new(RuleIds.InputMalformed, message, _source.Locate(at ?? _line), inner);

    private InputException Empty(string what) =>
        new(RuleIds.InputEmpty, $"'{_source.DisplayPath}' {what}; check the step that wrote it.", _source.Locate(0));
}
