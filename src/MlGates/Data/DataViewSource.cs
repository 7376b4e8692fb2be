using System.Collections.Concurrent;
using Microsoft.ML;

namespace MlGates.Data;

/// <summary>
/// An ML.NET <see cref="IDataView"/>: numbers, truth values, text, keys (as text where they have key values, else as their number), times, and
/// numeric vectors of at most <see cref="MostSlots"/> slots, as columns <c>name[0]</c>, <c>name[1]</c>, … Empty text and key 0 are missing; NaN
/// is a value of its own. Hidden columns are left out.
/// </summary>
public sealed class DataViewSource : DataSource
{
    /// <summary>The largest vector that is taken apart.</summary>
    public const int MostSlots = 64;

    private readonly IDataView _view;
    private readonly DataViewColumn[] _columns;

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
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingTokens => [""];

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new Reader(_view, Array.ConvertAll(columns.Places([.. _columns.Select(c => c.Header.Name)], this), p => _columns[p]));
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

        return [.. schema.Where(c => !c.IsHidden && names?.Contains(c.Name, StringComparer.Ordinal) != false).SelectMany(c => DataViewColumn.From(c, source))];
    }

    // A cursor is read by one thread, so a block is a batch that was filled when the block was taken.
    private sealed class Reader : BlockReader
    {
        private readonly DataViewRowCursor _cursor;
        private readonly Action<ColumnBatch>[] _fills;
        private readonly DataViewColumn[] _columns;
        private readonly ColumnHeader[] _headers;
        private readonly ConcurrentBag<RowBatch> _spare = [];

        internal Reader(IDataView view, DataViewColumn[] columns)
        {
            _columns = columns;
            _headers = Array.ConvertAll(columns, c => c.Header);
            _cursor = view.GetRowCursor(columns.Select(c => c.Source).DistinctBy(c => c.Index));
            _fills = Array.ConvertAll(columns, c => c.Bind(_cursor));
        }

        public override IReadOnlyList<ColumnHeader> Columns => _headers;

        public override RowBlock? Next()
        {
            var batch = _spare.TryTake(out var spare) ? spare : new RowBatch(_columns.Length);
            batch.Clear(0);
            for (var i = 0; i < _columns.Length; i++)
            {
                batch.Columns[i].Reset(_columns[i].Encoding);
            }

            while (batch.Count < batch.Capacity && _cursor.MoveNext())
            {
                for (var i = 0; i < _fills.Length; i++)
                {
                    _fills[i](batch.Columns[i]);
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
