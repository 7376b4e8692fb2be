using System.Collections.Concurrent;
using Microsoft.ML;

namespace MlGates.Data;

/// <summary>
/// An ML.NET <see cref="IDataView"/>: numbers, truth values, text, times, and keys (as text where they have key values, else as their number).
/// Vectors of numbers or truth values with at most <see cref="MostSlots"/> slots become columns <c>name[0]</c>, <c>name[1]</c>, …; longer ones,
/// those of varying size, and vectors of text, keys or times become list columns, of whose sparse slots the zeros are values too. As in ML.NET,
/// empty text and key 0 are missing (in a list: nulls), and NaN is a value. Hidden columns are left out.
/// </summary>
public sealed class DataViewSource : DataSource
{
    /// <summary>The largest vector that is taken apart.</summary>
    public const int MostSlots = 64;

    // A block ends where its lists hold that many values: long lists need no more memory than short ones.
    private const int MostListValues = 1 << 20;

    private readonly IDataView _view;
    private readonly DataViewColumn[] _columns;

    // A list of our columns: the column of the view and the place in it.
    private readonly (int Column, int Place)[] _parts;

    /// <summary>Wraps a view; nothing is read before <see cref="DataSource.Open"/>.</summary>
    /// <param name="view">The view.</param>
    /// <param name="name">The name messages use.</param>
    /// <param name="columns">The columns to read; null takes all.</param>
    /// <exception cref="InputException">MLG0007: a named column is not there. MLG0005: a column is of a type that has no statistics.</exception>
    public DataViewSource(IDataView view, string name, IReadOnlyCollection<string>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _view = view;
        Name = name;
        _columns = Choose(view.Schema, name, columns);
        _parts = [.. _columns.SelectMany((c, i) => Enumerable.Range(0, c.Headers.Length).Select(place => (i, place)))];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingTokens => [""];

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var places = columns.Places([.. _parts.Select(p => _columns[p.Column].Headers[p.Place].Name)], this);
        return new Reader(_view, [.. places.Select(p => _parts[p]).GroupBy(p => p.Column, p => p.Place).Select(g => (_columns[g.Key], g.ToArray()))]);
    }

    private static DataViewColumn[] Choose(DataViewSchema schema, string source, IReadOnlyCollection<string>? names)
    {
        foreach (var name in names ?? [])
        {
            if (schema.GetColumnOrNull(name) is null)
            {
                throw new InputException(RuleIds.ColumnMissing, $"'{source}' has no column '{name}'{NearestName.Hint(name, [.. schema.Where(c => !c.IsHidden).Select(c => c.Name)])}");
            }
        }

        return [.. schema.Where(c => !c.IsHidden && names?.Contains(c.Name, StringComparer.Ordinal) != false).Select(c => DataViewColumn.From(c, source))];
    }

    // A cursor is read by one thread, so a block is a batch that was filled when the block was taken.
    private sealed class Reader : BlockReader
    {
        private readonly DataViewRowCursor _cursor;
        private readonly (int Start, int Count, DataViewColumn.Filler Fill)[] _fills;
        private readonly (ColumnEncoding Encoding, bool IsList)[] _shapes;
        private readonly ColumnHeader[] _headers;
        private readonly ConcurrentBag<RowBatch> _spare = [];

        internal Reader(IDataView view, (DataViewColumn Column, int[] Places)[] columns)
        {
            _headers = [.. columns.SelectMany(c => c.Places.Select(p => c.Column.Headers[p]))];
            _shapes = [.. columns.SelectMany(c => c.Places.Select(_ => (c.Column.Encoding, c.Column.IsList)))];
            _cursor = view.GetRowCursor(columns.Select(c => c.Column.Source));
            _fills = new (int, int, DataViewColumn.Filler)[columns.Length];
            var start = 0;
            for (var i = 0; i < columns.Length; i++)
            {
                var (column, places) = columns[i];
                _fills[i] = (start, places.Length, column.Bind(_cursor, places));
                start += places.Length;
            }
        }

        public override IReadOnlyList<ColumnHeader> Columns => _headers;

        public override RowBlock? Next()
        {
            var batch = _spare.TryTake(out var spare) ? spare : new RowBatch(_headers.Length);
            batch.Clear(0);
            for (var i = 0; i < _shapes.Length; i++)
            {
                batch.Columns[i].Reset(_shapes[i].Encoding, _shapes[i].IsList);
            }

            var values = 0;
            while (batch.Count < batch.Capacity && values < MostListValues && _cursor.MoveNext())
            {
                values = 0;
                foreach (var (start, count, fill) in _fills)
                {
                    fill(batch.Columns.AsSpan(start, count));
                    values += batch.Columns[start].IsList ? batch.Columns[start].ValueCount : 0;
                }

                batch.EndRow();
            }

            return batch.Count == 0 ? null : new FilledBlock(batch, _spare);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _cursor.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
