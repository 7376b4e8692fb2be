using System.Collections.Concurrent;

namespace MlGates.Data;

/// <summary>Reads JSON Lines: a first pass finds the columns, block by block on several threads, a second one gives the rows.</summary>
internal sealed class JsonLinesBlockReader : BlockReader
{
    private const int Threads = 4;

    private readonly JsonLinesSource _source;
    private readonly LineBlocks _blocks;
    private readonly JsonKey _root = new("", 0);
    private readonly JsonKey[] _columns;
    private readonly ConcurrentBag<byte[]> _buffers = [];
    private readonly ConcurrentBag<JsonKey> _roots = [];
    private readonly string _surveyed;
    private bool _ended;

    internal JsonLinesBlockReader(JsonLinesSource source, ColumnSelection selection)
    {
        _source = source;
        _surveyed = Survey();
        var found = new List<(string Name, JsonKey Key, ColumnType? Type)>();
        Collect(_root, "", found);
        var names = source.Named(found.Select(f => f.Name));
        var places = selection.Places(names, source);
        for (var i = 0; i < places.Length; i++)
        {
            found[places[i]].Key.Column = i;
        }

        _columns = Array.ConvertAll(places, p => found[p].Key);
        Columns = Array.ConvertAll(places, p => new ColumnHeader(names[p], found[p].Type));
        _blocks = new LineBlocks(source, source.BlockBytes);
    }

    public override IReadOnlyList<ColumnHeader> Columns { get; }

    public override IReadOnlyList<InputFileRecord> Files => _ended ? [new InputFileRecord(_source.Name, _surveyed, _blocks.Length)] : [];

    public override long BytesRead => _blocks.BytesRead;

    public override long? BytesTotal => _blocks.Length;

    public override RowBlock? Next()
    {
        var buffer = _buffers.TryTake(out var spare) ? spare : [];
        var length = _blocks.Next(ref buffer, out var line);
        if (length > 0)
        {
            var root = _roots.TryTake(out var used) ? used : _root.Copy();
            return new Block(this, root, buffer, length, line);
        }

        _ended = true;
        return string.Equals(_blocks.Sha256(), _surveyed, StringComparison.Ordinal) ? null : throw new InputException(
            RuleIds.InputUnreadable, $"'{_source.DisplayPath}' changed while it was read; read it when it is written.", _source.Locate(0));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _blocks.Dispose();
        }

        base.Dispose(disposing);
    }

    private string Survey()
    {
        using var blocks = new LineBlocks(_source, _source.BlockBytes);
        var buffers = new byte[Threads][];
        Array.Fill(buffers, []);
        var (lengths, lines, roots) = (new int[Threads], new int[Threads], new JsonKey[Threads]);
        var failures = new InputException?[Threads];
        for (var more = true; more;)
        {
            var count = 0;
            while (count < Threads && (more = (lengths[count] = blocks.Next(ref buffers[count], out lines[count])) > 0))
            {
                count++;
            }

            Parallel.For(0, count, i =>
            {
                // Keys are kept from block to block, as most blocks have the same.
                roots[i] ??= new JsonKey("", 0);
                try
                {
                    new JsonRows(_source, Unmarked(roots[i]), buffers[i], lengths[i], lines[i]).Survey();
                }
                catch (InputException e)
                {
                    failures[i] = e;
                }
            });
            if (Array.Find(failures, f => f is not null) is { } first)
            {
                throw first;
            }

            for (var i = 0; i < count; i++)
            {
                // In the order of the file, so that columns stand as they first appear.
                _root.Merge(roots[i]);
            }
        }

        return _root.Keys.Count > 0 ? blocks.Sha256() : throw _source.Empty(blocks.Length == 0 ? "is empty" : "holds no row with a key");
    }

    private static JsonKey Unmarked(JsonKey key)
    {
        key.Row = -1;
        key.Keys.ForEach(k => Unmarked(k));
        return key;
    }

    private static void Collect(JsonKey parent, string prefix, List<(string, JsonKey, ColumnType?)> found)
    {
        foreach (var key in parent.Keys)
        {
            var name = prefix.Length == 0 && parent.Depth == 0 ? key.Name : $"{prefix}.{key.Name}";
            var values = key.Kinds & ~(JsonKinds.Object | JsonKinds.NoTime);
            if (values != 0 || (key.Kinds & JsonKinds.Object) == 0)
            {
                key.IsList = values == JsonKinds.List;
                (key.Encoding, var type) = Shape(key.IsList ? key.Elements & JsonKinds.Scalars : values, !key.IsList && (key.Kinds & JsonKinds.NoTime) == 0);
                found.Add((name, key, type));
            }

            Collect(key, name, found);
        }
    }

    private static (ColumnEncoding, ColumnType?) Shape(JsonKinds kinds, bool times) => kinds switch
    {
        JsonKinds.None => (ColumnEncoding.Text, null),
        JsonKinds.Integer => (ColumnEncoding.Int64, ColumnType.Integer),
        JsonKinds.Number or (JsonKinds.Integer | JsonKinds.Number) => (ColumnEncoding.Float64, ColumnType.Float),
        JsonKinds.Boolean => (ColumnEncoding.Boolean, ColumnType.Boolean),
        JsonKinds.Text when times => (ColumnEncoding.Text, ColumnType.Timestamp),
        _ => (ColumnEncoding.Text, ColumnType.Category),
    };

    private sealed class Block(JsonLinesBlockReader reader, JsonKey root, byte[] buffer, int length, int line) : RowBlock
    {
        private readonly JsonRows _rows = new(reader._source, Unmarked(root), buffer, length, line);
        private long _read;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            batch.Clear(_read);
            for (var i = 0; i < reader._columns.Length; i++)
            {
                var key = reader._columns[i];
                batch.Columns[i].Reset(key.Encoding, key.IsList);
                if (key.Encoding == ColumnEncoding.Text)
                {
                    batch.Columns[i].Borrow(buffer);
                }
            }

            _rows.Fill(batch, reader._columns);
            _read += batch.Count;
            return batch.Count > 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                reader._buffers.Add(buffer);
                reader._roots.Add(root);
            }

            base.Dispose(disposing);
        }
    }
}
