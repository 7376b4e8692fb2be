using System.Collections.Concurrent;

namespace MlGates.Data;

/// <summary>
/// Objects as rows: each readable public property of a simple type (numbers, <see cref="bool"/>, text, <see cref="char"/>, enums,
/// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, <see cref="Guid"/>, and their nullable forms) is a column, in
/// declaration order. So is each that is a list of such values: an array, <see cref="ReadOnlyMemory{T}"/> or any <see cref="IEnumerable{T}"/>.
/// Null is missing, and nothing else is: an empty list is present with no values, and a null in a list is counted
/// (<see cref="ColumnBatch.NullValues"/>).
/// </summary>
/// <typeparam name="T">The row type.</typeparam>
public sealed class ObjectSource<T> : DataSource
{
    private readonly IEnumerable<T> _rows;

    /// <summary>Wraps the rows; they are enumerated by each pass.</summary>
    /// <param name="rows">The rows, which must give the same values each time. Properties are read on several threads, each row's on one.</param>
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
        var places = ObjectColumns<T>.Places(columns, this);
        return new Reader(_rows.GetEnumerator(), places);
    }

    private sealed class Reader(IEnumerator<T> rows, int[] places) : BlockReader
    {
        private readonly ConcurrentBag<T[]> _spare = [];
        private long _rows;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = ObjectColumns<T>.Headers(places);

        // Only the enumeration runs one row after the other; properties are read where the block is.
        public override RowBlock? Next()
        {
            var values = _spare.TryTake(out var spare) ? spare : new T[RowBatch.Size];
            var count = 0;
            while (count < values.Length && rows.MoveNext())
            {
                values[count++] = rows.Current ?? throw ObjectBlock<T>.NullRow(_rows + count);
            }

            _rows += count;
            return count == 0 ? null : new ObjectBlock<T>(values, count, places, _spare);
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
}
