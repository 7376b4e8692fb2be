using System.Collections.Concurrent;

namespace MlGates.Data;

/// <summary>
/// Objects that come one by one as rows, such as those of a query or a service: as <see cref="ObjectSource{T}"/>, whose rules for properties hold.
/// Reading is synchronous all the same: the thread that takes a block waits for its rows, which are awaited on the thread pool and under no
/// synchronization context, so that a user interface's thread or a test's does not wait for itself.
/// </summary>
/// <typeparam name="T">The row type.</typeparam>
public sealed class AsyncObjectSource<T> : DataSource
{
    private readonly IAsyncEnumerable<T> _rows;
    private readonly CancellationToken _cancellation;

    /// <summary>Wraps the rows; they are enumerated anew by each pass. What the sequence throws, cancellation too, comes out of reading as it is.</summary>
    /// <param name="rows">The rows, which must give the same values each time. Properties are read on several threads, each row's on one.</param>
    /// <param name="name">The name messages use; the type's name by default.</param>
    /// <param name="cancellation">Is handed to the sequence by each pass, and looked at between rows.</param>
    /// <exception cref="ArgumentException">The type has no property that can be a column, or one of another type.</exception>
    public AsyncObjectSource(IAsyncEnumerable<T> rows, string? name = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (ObjectColumns<T>.Refusal is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(rows));
        }

        _rows = rows;
        _cancellation = cancellation;
        Name = name ?? typeof(T).Name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new Reader(_rows, ObjectColumns<T>.Places(columns, this), _cancellation);
    }

    private sealed class Reader(IAsyncEnumerable<T> source, int[] places, CancellationToken cancellation) : BlockReader
    {
        private readonly ConcurrentBag<T[]> _spare = [];
        private IAsyncEnumerator<T>? _rows;
        private long _before;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = ObjectColumns<T>.Headers(places);

        public override RowBlock? Next()
        {
            var values = _spare.TryTake(out var spare) ? spare : new T[RowBatch.Size];
            // On the pool there is no context to come back to, and whoever waits here holds none of its threads' work.
            var count = Task.Run(() => FillAsync(values), CancellationToken.None).GetAwaiter().GetResult();
            _before += count;
            return count == 0 ? null : new ObjectBlock<T>(values, count, places, _spare);
        }

        private async Task<int> FillAsync(T[] values)
        {
            _rows ??= source.GetAsyncEnumerator(cancellation);
            var count = 0;
            while (count < values.Length && await _rows.MoveNextAsync().ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                values[count++] = _rows.Current ?? throw ObjectBlock<T>.NullRow(_before + count);
            }

            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && _rows is { } rows)
            {
                _rows = null;
                Task.Run(async () => await rows.DisposeAsync().ConfigureAwait(false), CancellationToken.None).GetAwaiter().GetResult();
            }

            base.Dispose(disposing);
        }
    }
}
