using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace MlGates.Data;

/// <summary>Reads a CSV file into batches: Sylvan finds the fields, this class checks the shape, counts lines and transcodes to UTF-8.</summary>
internal sealed class CsvBatchReader : BatchReader
{
    // A record beyond this is almost surely a quote that was never closed.
    private const int MaxRecord = 1 << 24;

    // Keeps a batch of huge texts in memory bounds; a function of the content only.
    private const int MaxBatchText = 1 << 26;

    // An unpaired surrogate never comes out of strict decoding, so this turns comments off; NUL would hide binary rows.
    private const char NoComment = '\uDFFF';

    private readonly CsvSource source;
    private readonly CsvOptions options;
    private readonly HashingStream stream;
    private readonly CsvDataReader csv;
    private readonly Func<bool> readRecord;
    private readonly ColumnHeader[] columns;
    private bool pending;
    private bool ended;
    private int line = 1;
    private int nextLine = 1;
    private long rows;

    internal CsvBatchReader(CsvSource source, CsvOptions options)
    {
        this.source = source;
        this.options = options;
        stream = new HashingStream(InputFile.Open(source.Path, source.DisplayPath));
        try
        {
            csv = Guard(Create);
            // Made once, not for every row.
            readRecord = csv.Read;
            columns = ReadHeader();
        }
        catch
        {
            stream.Dispose();
            throw;
        }

    }

    public override IReadOnlyList<ColumnHeader> Columns => columns;

    public override string? Sha256 => ended ? stream.Sha256() : null;

    public override bool Read(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var column in batch.Columns)
        {
            column.Reset(ColumnEncoding.Text);
        }

        batch.Clear(rows);
        var text = 0L;
        while (batch.Count < RowBatch.Size && text < MaxBatchText && Next())
        {
            AddRow(batch);
            text += csv.GetRawRecordSpan().Length;
        }

        rows += batch.Count;
        if (rows == 0)
        {
            throw Empty("holds a header and no rows");
        }

        return batch.Count > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            csv.Dispose();
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private CsvDataReader Create() => CsvDataReader.Create(
        new StreamReader(stream, StrictEncoding(), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16),
        new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = options.Delimiter ?? ',',
            CsvStyle = CsvStyle.Standard,
            Comment = NoComment,
            ResultSetMode = ResultSetMode.SingleResult,
            BufferSize = 1 << 16,
            MaxBufferSize = MaxRecord,
        });

    private Encoding StrictEncoding()
    {
        var encoding = (Encoding)(options.Encoding ?? Encoding.UTF8).Clone();
        encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        return encoding;
    }

    private ColumnHeader[] ReadHeader()
    {
        if (!Next(skipBlank: true))
        {
            throw Empty("is empty");
        }

        var fields = new string[csv.RowFieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = csv.GetFieldSpan(i).ToString();
        }

        RefuseJson(fields);
        SuggestDelimiter(fields);
        pending = !options.HasHeader;
        if (options.HasHeader)
        {
            CsvHeader.NameUnnamed(fields);
        }
        else
        {
            fields = CsvHeader.Names(fields.Length, options.ColumnNames, source, line);
        }

        CsvHeader.RefuseDuplicates(fields, source, line);
        return CsvHeader.WithTypes(fields, options.Types, source, line);
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
        if (options.Delimiter is not null || fields.Length != 1)
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
        if (pending)
        {
            pending = false;
            return true;
        }

        while (Guard(readRecord))
        {
            var raw = csv.GetRawRecordSpan();
            line = nextLine;
            nextLine += Lines(raw);
            if (csv.RowFieldCount == 1 && (skipBlank || columns.Length > 1) && raw.TrimEnd("\r\n").IsEmpty)
            {
                continue;
            }

            return true;
        }

        ended = true;
        return false;
    }

    private static int Lines(ReadOnlySpan<char> record)
    {
        var lines = record.Count('\n');
        return lines > 0 ? lines : record.Count('\r');
    }

    private void AddRow(RowBatch batch)
    {
        var count = csv.RowFieldCount;
        if (count != columns.Length)
        {
            var header = options.HasHeader ? "the header" : "the first row";
            throw Malformed(string.Create(CultureInfo.InvariantCulture,
                $"{count} field{(count == 1 ? "" : "s")} found where {header} has {columns.Length}; quote a field that holds the delimiter, or complete the row."));
        }

        if (csv.GetRawRecordSpan().Contains('\0'))
        {
            throw Malformed("A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.");
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var field = csv.GetFieldSpan(i);
            if (IsMissing(field))
            {
                batch.Columns[i].AddMissing();
            }
            else
            {
                batch.Columns[i].AddText(field);
            }
        }

        batch.EndRow(line);
    }

    private bool IsMissing(ReadOnlySpan<char> field)
    {
        for (var i = 0; i < options.Missing.Count; i++)
        {
            if (field.SequenceEqual(options.Missing[i]))
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
            throw Malformed($"The record that begins here is longer than {MaxRecord} characters; is a quote never closed?", nextLine, e);
        }
        catch (CsvFormatException e)
        {
            throw Malformed($"{e.Message} The record begins here; close the quote, and double quotes inside a quoted field.", nextLine, e);
        }
        catch (DecoderFallbackException e)
        {
            var at = InvalidText.FindLine(source.Path, StrictEncoding());
            var kind = InvalidText.Kind(source.Path);
            throw Malformed(kind is null
                ? $"A byte is not valid {(options.Encoding ?? Encoding.UTF8).WebName}; save the file as UTF-8 or set its encoding."
                : $"The file is {kind}, not CSV.", at, e);
        }
        catch (IOException e)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{source.DisplayPath}' cannot be read: {e.Message}", source.Locate(0), e);
        }
    }

    private InputException Malformed(string message, int? at = null, Exception? inner = null) =>
        new(RuleIds.InputMalformed, message, source.Locate(at ?? line), inner);

    private InputException Empty(string what) =>
        new(RuleIds.InputEmpty, $"'{source.DisplayPath}' {what}; check the step that wrote it.", source.Locate(0));
}
