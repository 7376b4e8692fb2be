using System.Collections.Concurrent;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;

namespace MlGates.Data;

/// <summary>
/// Reads Arrow IPC in blocks of a fixed number of rows counted from the start, so that the result does not depend on record batches. Taking a
/// block reads and decompresses record batches; values are moved by whoever reads the block.
/// </summary>
internal sealed class ArrowBlockReader : BlockReader
{
    private readonly ArrowSource _source;
    private readonly FileHash _hash;
    private readonly FileStream _file;
    private readonly ArrowStreamReader _reader;
    private readonly ArrowColumn[] _columns;
    private readonly int _blockRows;
    private readonly List<string> _notes = [];
    private readonly ConcurrentDictionary<IArrowArray, TextDictionary> _dictionaries = new(ReferenceEqualityComparer.Instance);
    private RecordBatch? _batch;
    private int _at;
    private long _rows;
    private long _bytes;
    private bool _ended;

    internal ArrowBlockReader(ArrowSource source, ColumnSelection selection)
    {
        _source = source;
        _hash = new FileHash(source.Path, source.DisplayPath, source.HashFile);
        FileStream? file = null;
        try
        {
            _file = file = InputFile.Open(source.Path, source.DisplayPath);
            Span<byte> start = stackalloc byte[6];
            var isFile = _file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("ARROW1"u8);
            _file.Position = 0;
            var allocator = new ArrowMemory(_hash.Length);
            _reader = Guard(() => isFile ? new ArrowFileReader(_file, allocator, new CompressionCodecFactory(), leaveOpen: true) : new ArrowStreamReader(_file, allocator, new CompressionCodecFactory(), leaveOpen: true));
            var schema = Guard(() => _reader.GetSchema().AsTask().GetAwaiter().GetResult()) ?? throw source.Malformed("The file holds no Arrow schema.");
            _columns = Choose(schema, selection);
            Columns = System.Array.ConvertAll(_columns, c => new ColumnHeader(c.Name, c.Type));
            _blockRows = BlockRows.For(_columns.Length);
        }
        catch
        {
            file?.Dispose();
            _hash.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<ColumnHeader> Columns { get; }

    public override IReadOnlyList<InputFileRecord> Files => _ended ? [new InputFileRecord(_source.Name, _hash.Result.Sha256, _hash.Result.Bytes)] : [];

    public override IReadOnlyList<string> Notes => _notes;

    public override long BytesRead => Volatile.Read(ref _bytes);

    public override long? BytesTotal => _hash.Length;

    public override RowBlock? Next()
    {
        var parts = new List<(RecordBatch Batch, int From, int Count)>();
        var count = 0;
        while (count < _blockRows && (_batch is not null || Advance()))
        {
            var n = Math.Min(_blockRows - count, _batch!.Length - _at);
            if (n > 0)
            {
                parts.Add((_batch, _at, n));
            }

            count += n;
            _at += n;
            _batch = _at == _batch.Length ? null : _batch;
        }

        _rows += count;
        if (count > 0)
        {
            return new Block(this, parts, count);
        }

        _ended = true;
        Volatile.Write(ref _bytes, _hash.Length);
        return _rows > 0 ? null : throw _source.Empty("holds no rows");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    // Record batches are left to the collector: blocks that still read one may outlive it here.
    private bool Advance()
    {
        _batch = Guard(() => _reader.ReadNextRecordBatch());
        _at = 0;
        Volatile.Write(ref _bytes, Math.Min(_file.Position, _hash.Length));
        if (_batch is null && _reader is not ArrowFileReader)
        {
            CheckEnd();
        }

        return _batch is not null;
    }

    // A stream that was cut off between two record batches looks like a shorter one, but for the mark at its end.
    private void CheckEnd()
    {
        Span<byte> end = stackalloc byte[8];
        _file.Position = Math.Max(0, _hash.Length - end.Length);
        if (_file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) < end.Length || !end.SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]))
        {
            throw _source.Malformed("The Arrow stream lacks the mark at its end: it was cut off, or is still being written.");
        }
    }

    private ArrowColumn[] Choose(Schema schema, ColumnSelection selection)
    {
        var (columns, skipped) = (new List<ArrowColumn>(), new List<(string Name, string Why)>());
        ArrowColumn.Find(schema.FieldsList, "", [], columns, skipped);
        foreach (var (name, why) in skipped)
        {
            if (selection.Names(name))
            {
                throw _source.Malformed($"Column '{name}' {why}, and has no statistics here; do not select it.");
            }

            if (selection.Contains(name))
            {
                _notes.Add($"Column '{name}' of '{_source.Name}' is left out: it {why}.");
            }
        }

        var names = _source.Named(columns.Select(c => c.Name));
        ArrowColumn[] chosen = [.. selection.Places(names, _source).Select(p => columns[p] with { Name = names[p] })];
        return chosen.Length > 0 ? chosen : throw _source.Malformed("The file has no column that has statistics.");
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not InputException)
        {
            throw Broken(e);
        }
    }

    private InputException Broken(Exception e) =>
        _source.Malformed($"The file cannot be read as Arrow IPC: {FirstLine.Of(e)}. It was cut off, or written by something else; write it again.", 0, e);

    private sealed class Block(ArrowBlockReader reader, List<(RecordBatch Batch, int From, int Count)> parts, int rows) : RowBlock
    {
        private int _read;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            var count = Math.Min(batch.Capacity, rows - _read);
            batch.Clear(_read);
            try
            {
                for (var i = 0; i < reader._columns.Length && count > 0; i++)
                {
                    Fill(batch.Columns[i], reader._columns[i], count);
                }
            }
            catch (Exception e) when (e is not InputException)
            {
                throw reader.Broken(e);
            }

            batch.EndRows(count);
            _read += count;
            return count > 0;
        }

        private void Fill(ColumnBatch to, ArrowColumn column, int count)
        {
            to.Reset(column.Encoding, column.IsList);
            var before = 0;
            var pieces = new List<(IArrowArray Array, int From, int Count)>(2);
            foreach (var (batch, from, length) in parts)
            {
                var skip = Math.Max(_read - before, 0);
                var n = Math.Min(length - skip, count);
                if (n > 0)
                {
                    pieces.Add((Array(batch, column), from + skip, n));
                    count -= n;
                }

                before += length;
            }

            var shared = pieces[0].Array is DictionaryArray first && pieces.TrueForAll(p => p.Array is DictionaryArray d && ReferenceEquals(d.Dictionary.Data, first.Dictionary.Data)) ? first : null;
            if (shared is not null)
            {
                to.UseDictionary(Texts(shared));
            }

            foreach (var (array, from, n) in pieces)
            {
                if (column.IsList)
                {
                    ArrowValues.AddLists(to, column, array, from, n);
                }
                else if (array is not DictionaryArray dictionary)
                {
                    ArrowValues.Add(to, column, array, from, n);
                }
                else if (shared is not null)
                {
                    ArrowValues.AddCodes(to, dictionary, from, n);
                }
                else
                {
                    Copy(to, dictionary, from, n);
                }
            }
        }

        // Where a dictionary ends and another begins, texts are copied: a batch has one.
        private void Copy(ColumnBatch to, DictionaryArray dictionary, int from, int count)
        {
            var codes = new ColumnBatch(count);
            codes.Reset(ColumnEncoding.Text);
            codes.UseDictionary(Texts(dictionary));
            ArrowValues.AddCodes(codes, dictionary, from, count);
            for (var i = 0; i < count; i++)
            {
                if (codes.Missing[i])
                {
                    to.AddMissing();
                }
                else
                {
                    to.AddText(codes.Text(i));
                }
            }
        }

        private TextDictionary Texts(DictionaryArray array) => reader._dictionaries.GetOrAdd(array.Dictionary, ArrowValues.Dictionary);

        private static IArrowArray Array(RecordBatch batch, ArrowColumn column)
        {
            var array = batch.Column(column.Path[0]);
            for (var i = 1; i < column.Path.Length; i++)
            {
                // A struct that is missing makes what it holds missing.
                array = ArrowStructs.Field((StructArray)array, column.Path[i]);
            }

            return array;
        }
    }
}
