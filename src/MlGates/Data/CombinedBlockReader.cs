namespace MlGates.Data;

/// <summary>Reads sources one after the other, each with its columns put into the order of the first.</summary>
internal sealed class CombinedBlockReader : BlockReader
{
    private readonly DataSource[] _sources;
    private readonly ColumnSelection _selection;
    private readonly List<BlockReader> _readers = [];
    private readonly List<InputFileRecord> _files = [];
    private readonly List<string> _notes = [];
    private int[]? _order;
    private long _bytesBefore;
    private bool _ended;

    internal CombinedBlockReader(DataSource[] sources, ColumnSelection selection)
    {
        _sources = sources;
        _selection = selection;
        var reader = sources[0].OpenBlocks(selection);
        _readers.Add(reader);
        Columns = reader.Columns;
        // How much there is in all is known only where every source is a file that tells its length.
        BytesTotal = Array.TrueForAll(sources, s => Length(s) is not null) ? sources.Sum(s => Length(s)) : null;
    }

    public override IReadOnlyList<ColumnHeader> Columns { get; }

    public override IReadOnlyList<InputFileRecord> Files => _files;

    public override IReadOnlyList<string> Notes => [.. _notes, .. _readers[^1].Notes];

    public override IReadOnlyList<RefusedRow> FirstRefused => [.. _readers.SelectMany(r => r.FirstRefused).Take(CsvRefusals.Kept)];

    public override long BytesRead => Volatile.Read(ref _bytesBefore) + _readers[^1].BytesRead;

    public override long? BytesTotal { get; }

    public override RowBlock? Next()
    {
        while (true)
        {
            var source = _sources[_readers.Count - 1];
            var reader = _readers[^1];
            if (reader.Next() is { } block)
            {
                return new Block(block, source, _order);
            }

            if (_ended)
            {
                return null;
            }

            _files.AddRange(reader.Files);
            _ended = _readers.Count == _sources.Length;
            if (!_ended)
            {
                Advance(reader);
            }
        }
    }

    private void Advance(BlockReader done)
    {
        var source = _sources[_readers.Count];
        var next = source.OpenBlocks(_selection);
        try
        {
            _order = Order(next.Columns, source);
        }
        catch
        {
            next.Dispose();
            throw;
        }

        _notes.AddRange(done.Notes);
        Volatile.Write(ref _bytesBefore, _bytesBefore + done.BytesRead);
        // Blocks of the sources before may still be read, so their readers are closed with this one only.
        _readers.Add(next);
    }

    // The place in the first source of each column of another; null when they are in the same order.
    private int[]? Order(IReadOnlyList<ColumnHeader> columns, DataSource source)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Columns.Count; i++)
        {
            places.Add(Columns[i].Name, i);
        }

        var order = new int[columns.Count];
        for (var i = 0; i < order.Length; i++)
        {
            if (!places.Remove(columns[i].Name, out order[i]))
            {
                throw Differs(source, $"has a column '{columns[i].Name}', which '{_sources[0].Name}' has not");
            }

            var first = Columns[order[i]];
            if (first.Type != columns[i].Type)
            {
                throw Differs(source, $"declares column '{first.Name}' as {Word(columns[i].Type)}, '{_sources[0].Name}' as {Word(first.Type)}");
            }
        }

        if (places.Count > 0)
        {
            throw Differs(source, $"lacks the column '{places.MinBy(p => p.Value).Key}', which '{_sources[0].Name}' has");
        }

        return order.SequenceEqual(Enumerable.Range(0, order.Length)) ? null : order;
    }

    private static InputException Differs(DataSource source, string what) =>
        new(RuleIds.InputMalformed, $"'{source.Name}' {what}; files of one dataset have the same columns.", source.Locate(0));

    private static string Word(ColumnType? type) => type is { } declared ? declared.ToString() : "text whose type is inferred";

    private static long? Length(DataSource source) => source switch
    {
        FileSource file when File.Exists(file.Path) => new FileInfo(file.Path).Length,
        CsvSource file when File.Exists(file.Path) => new FileInfo(file.Path).Length,
        _ => null,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _readers.ForEach(r => r.Dispose());
        }

        base.Dispose(disposing);
    }

    private sealed class Block(RowBlock inner, DataSource source, int[]? order) : RowBlock
    {
        public override long RowsRefused => inner.RowsRefused;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            batch.Origin = source;
            if (order is null)
            {
                return inner.Read(batch);
            }

            var arranged = batch.Arrange(order);
            try
            {
                return inner.Read(batch);
            }
            finally
            {
                batch.Restore(order, arranged);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
