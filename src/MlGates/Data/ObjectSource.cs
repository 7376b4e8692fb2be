using System.Collections.Concurrent;
using System.Globalization;

namespace MlGates.Data;

/// <summary>
/// Objects as rows: each readable public property of a simple type (numbers, <see cref="bool"/>, text, <see cref="char"/>, enums,
/// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, <see cref="Guid"/>, and their nullable forms) is a column, in
/// declaration order. Null is missing; so is nothing else.
/// </summary>
/// <typeparam name="T">The row type.</typeparam>
public sealed class ObjectSource<T> : DataSource
{
    private readonly IEnumerable<T> _rows;

    /// <summary>Wraps the rows; they are enumerated by each pass.</summary>
    /// <param name="rows">The rows, which must give the same values each time.</param>
    /// <param name="name">The name messages use; the type's name by default.</param>
    /// <exception cref="ArgumentException">The type has no property that can be a column, or one of another type.</exception>
    public ObjectSource(IEnumerable<T> rows, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (ObjectColumns<T>.Refusal is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(rows));
        }

        _rows = rows;
        Name = name ?? typeof(T).Name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new Reader(_rows.GetEnumerator(), columns.Places([.. ObjectColumns<T>.Headers.Select(h => h.Name)], this));
    }

    private sealed class Reader(IEnumerator<T> rows, int[] places) : BlockReader
    {
        private readonly ConcurrentBag<T[]> _spare = [];
        private long _rows;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = Array.ConvertAll(places, p => ObjectColumns<T>.Headers[p]);

        // Only the enumeration runs one row after the other; properties are read where the block is.
        public override RowBlock? Next()
        {
            var values = _spare.TryTake(out var spare) ? spare : new T[RowBatch.Size];
            var count = 0;
            while (count < values.Length && rows.MoveNext())
            {
                values[count++] = rows.Current ?? throw new InputException(RuleIds.InputMalformed,
                    string.Create(CultureInfo.InvariantCulture, $"Row {_rows + count} is null."));
            }

            _rows += count;
            return count == 0 ? null : new Block(values, count, places, _spare);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rows.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class Block(T[] values, int count, int[] places, ConcurrentBag<T[]> spare) : RowBlock
    {
        private int _read;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            var rows = values.AsSpan(_read, Math.Min(batch.Capacity, count - _read));
            batch.Clear(_read);
            for (var i = 0; i < places.Length; i++)
            {
                batch.Columns[i].Reset(ObjectColumns<T>.Encodings[places[i]]);
                ObjectColumns<T>.Fills[places[i]](rows, batch.Columns[i]);
            }

            batch.EndRows(rows.Length);
            _read += rows.Length;
            return rows.Length > 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Array.Clear(values);
                spare.Add(values);
            }

            base.Dispose(disposing);
        }
    }
}
