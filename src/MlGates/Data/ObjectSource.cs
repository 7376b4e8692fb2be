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
    public override BatchReader Open() => new Reader(_rows.GetEnumerator());

    private sealed class Reader(IEnumerator<T> rows) : BatchReader
    {
        private readonly T[] _block = new T[RowBatch.Size];
        private long _first;

        public override IReadOnlyList<ColumnHeader> Columns => ObjectColumns<T>.Headers;

        public override bool Read(RowBatch batch)
        {
            ArgumentNullException.ThrowIfNull(batch);
            var count = 0;
            while (count < _block.Length && rows.MoveNext())
            {
                _block[count++] = rows.Current ?? throw new InputException(RuleIds.InputMalformed,
                    string.Create(CultureInfo.InvariantCulture, $"Row {_first + count} is null."));
            }

            for (var i = 0; i < batch.Columns.Length; i++)
            {
                batch.Columns[i].Reset(ObjectColumns<T>.Encodings[i]);
            }

            batch.Clear(_first);
            for (var i = 0; i < batch.Columns.Length; i++)
            {
                ObjectColumns<T>.Fills[i](_block.AsSpan(0, count), batch.Columns[i]);
            }

            batch.EndRows(count);
            _first += count;
            return count > 0;
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
