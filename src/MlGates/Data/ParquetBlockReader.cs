using Microsoft.Win32.SafeHandles;

namespace MlGates.Data;

/// <summary>
/// Reads a Parquet file in blocks of a fixed number of rows counted from the file's start, so that the result does not depend on its row groups
/// and pages. Taking a block reads page headers only; pages are decompressed and decoded by whoever reads the block.
/// </summary>
internal sealed class ParquetBlockReader : BlockReader
{
    private readonly ParquetSource _source;
    private readonly SafeFileHandle _file;
    private readonly FileHash _hash;
    private readonly ParquetMetadata _metadata;
    private readonly Cursor[] _cursors;
    private readonly int _blockRows;
    private readonly List<string> _notes = [];
    private long _rowsLeft;
    private long _bytes;
    private bool _ended;

    internal ParquetBlockReader(ParquetSource source, ColumnSelection selection)
    {
        _source = source;
        _hash = new FileHash(source.Path, source.DisplayPath, source.HashFile);
        SafeFileHandle? file = null;
        try
        {
            _file = file = File.OpenHandle(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            (_metadata, var schema) = ParquetFooter.Read(source, _file, _hash.Length);
            var columns = Choose(schema, selection);
            Columns = Array.ConvertAll(columns, c => new ColumnHeader(c.Name, c.Type));
            _cursors = Array.ConvertAll(columns, c => new Cursor(this, c));
            _rowsLeft = _metadata.Rows;
            _blockRows = BlockRows.For(columns.Length);
            BytesTotal = _metadata.RowGroups.Sum(g => columns.Sum(c => Math.Clamp(g.Chunks[c.Leaf].CompressedBytes, 0, _hash.Length)));
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

    public override long? BytesTotal { get; }

    public override RowBlock? Next()
    {
        if (_rowsLeft == 0)
        {
            _ended = true;
            Volatile.Write(ref _bytes, BytesTotal ?? 0);
            return _metadata.Rows > 0 ? null : throw _source.Empty("holds no rows");
        }

        var count = (int)Math.Min(_blockRows, _rowsLeft);
        var parts = new List<ParquetPart>[_cursors.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = _cursors[i].Take(count);
        }

        _rowsLeft -= count;
        return new ParquetBlock(parts, count);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var cursor in _cursors)
            {
                cursor.Release();
            }

            _hash.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private ParquetColumn[] Choose(ParquetSchema schema, ColumnSelection selection)
    {
        var selected = schema.Skipped.Find(s => selection.Names(s.Name));
        if (selected.Name is not null)
        {
            throw _source.Malformed($"Column '{selected.Name}' {selected.Why}, and has no statistics here; do not select it.");
        }

        foreach (var skipped in schema.Skipped)
        {
            if (selection.Contains(skipped.Name))
            {
                _notes.Add($"Column '{skipped.Name}' of '{_source.Name}' is left out: it {skipped.Why}.");
            }
        }

        var names = _source.Named(schema.Columns.Select(c => c.Name));
        var columns = Array.ConvertAll(selection.Places(names, _source), p => schema.Columns[p] with { Name = names[p] });
        return columns.Length > 0 ? columns : throw _source.Malformed(schema.Skipped is [var (name, why), ..]
            ? $"The file has no column that has statistics: '{name}' {why}."
            : "The file has no columns.");
    }

    /// <summary>The pages of a column, one after the other.</summary>
    private sealed class Cursor(ParquetBlockReader reader, ParquetColumn column)
    {
        private int _group;
        private ParquetChunk? _chunk;
        private long _groupRowsLeft;
        private ParquetPage? _page;
        private int _at;

        internal List<ParquetPart> Take(int count)
        {
            var parts = new List<ParquetPart>(2);
            while (count > 0)
            {
                if (_page is null || _at == _page.Rows)
                {
                    Release();
                    _page = Next();
                    _at = 0;
                }

                var n = Math.Min(count, _page.Rows - _at);
                _page.AddUser();
                parts.Add(new ParquetPart(_page, _at, n));
                _at += n;
                count -= n;
            }

            return parts;
        }

        internal void Release()
        {
            _page?.Release();
            _page = null;
        }

        private ParquetPage Next()
        {
            while (_groupRowsLeft == 0)
            {
                var group = reader._metadata.RowGroups[_group];
                _groupRowsLeft = group.Rows;
                _chunk = group.Rows == 0 ? null
                    : new ParquetChunk(reader._source, reader._file, reader._hash.Length, column, group.Chunks[column.Leaf], _group, group.Rows);
                _group++;
            }

            var pages = new List<(ParquetPageHeader, long)>();
            while (_chunk!.NextPage() is { } found)
            {
                pages.Add(found);
                if (!column.IsList)
                {
                    break;
                }
            }

            var page = pages.Count > 0 && (!column.IsList || _groupRowsLeft <= ParquetPage.MostValues) ? new ParquetPage(_chunk, pages)
                : throw reader._source.Malformed($"Column '{column.Name}' has fewer values than rows, or too many in one row group.");
            _groupRowsLeft -= page.Rows;
            Volatile.Write(ref reader._bytes, reader._bytes + page.CompressedBytes);
            return page;
        }
    }
}
