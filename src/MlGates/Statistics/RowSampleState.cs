namespace MlGates.Statistics;

/// <summary>
/// A uniform sample of rows of several columns of numbers, mergeable: the rows whose seeded hash of block and place is least. It depends only on
/// the rows and their places, so order, grouping and threads never matter, and it is all rows when there are no more than
/// <see cref="Capacity"/>. Memory 16 to 32 bytes and 8 a column for twice the capacity. Not safe for concurrent use.
/// </summary>
/// <remarks>Bottom-k sampling (Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007).</remarks>
public sealed partial class RowSampleState
{
    /// <summary>The default of <see cref="Capacity"/>.</summary>
    public const int DefaultCapacity = 10_000;

    private Place[] _places = new Place[16];
    private double[] _values;
    private int _kept;
    private ulong _limit = ulong.MaxValue;
    private long _blocks;

    /// <summary>Creates an empty state.</summary>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="capacity">The largest number of rows, at least 1.</param>
    /// <param name="seed">Chooses the sample.</param>
    public RowSampleState(int columns, int capacity = DefaultCapacity, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (Columns, Capacity, Seed) = (columns, capacity, seed);
        _values = new double[16 * columns];
    }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The largest number of rows in the sample.</summary>
    public int Capacity { get; }

    /// <summary>What chooses the sample.</summary>
    public ulong Seed { get; }

    /// <summary>Number of rows seen.</summary>
    public long Total { get; private set; }

    /// <summary>Whether the sample is all rows.</summary>
    public bool IsComplete => Total <= Capacity;

    /// <summary>Adds the rows of a batch. O(rows); amortised O(log capacity) for each row that enters the sample.</summary>
    /// <param name="block">The block of rows it belongs to.</param>
    /// <param name="firstRow">Place of its first row in the block. No place may be added twice.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">For each column at least that many numbers; NaN where the row is missing.</param>
    /// <exception cref="ArgumentException">There are not as many columns, or one is too short.</exception>
    public void Add(long block, long firstRow, int rows, ReadOnlySpan<ReadOnlyMemory<double>> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (columns.Length != Columns)
        {
            throw new ArgumentException($"There must be {Columns} columns, not {columns.Length}.", nameof(columns));
        }

        foreach (var column in columns)
        {
            if (column.Length < rows)
            {
                throw new ArgumentException("A column has too few numbers.", nameof(columns));
            }
        }

        Total += rows;
        _blocks = Math.Max(_blocks, block + 1);
        var seed = Mix(Seed ^ Mix((ulong)block));
        for (var i = 0; i < rows; i++)
        {
            var hash = Mix(seed + (ulong)(firstRow + i));
            if (hash <= _limit)
            {
                var at = Columns * Take(new Place(hash, block, firstRow + i));
                for (var c = 0; c < columns.Length; c++)
                {
                    _values[at + c] = columns[c].Span[i];
                }
            }
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    /// <exception cref="ArgumentException">The states have different columns, capacities or seeds.</exception>
    public void Merge(RowSampleState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this) || other.Columns != Columns || other.Capacity != Capacity || other.Seed != Seed)
        {
            throw new ArgumentException(
                ReferenceEquals(other, this) ? "No row may be added twice."
                : $"Samples of {Columns} columns, capacity {Capacity}, seed {Seed} and {other.Columns}, {other.Capacity}, {other.Seed} can not be merged.",
                nameof(other));
        }

        Total += other.Total;
        _blocks = Math.Max(_blocks, other._blocks);
        for (var i = 0; i < other._kept; i++)
        {
            if (other._places[i].Hash <= _limit)
            {
                var at = Columns * Take(other._places[i]);
                other._values.AsSpan(Columns * i, Columns).CopyTo(_values.AsSpan(at));
            }
        }
    }

    /// <summary>The sample: for each column its numbers, the rows in the order of blocks and places. O(capacity log capacity).</summary>
    public double[][] ToColumns()
    {
        Trim();
        var order = Order(ByPlace);
        var result = new double[Columns][];
        for (var c = 0; c < Columns; c++)
        {
            result[c] = new double[order.Length];
            for (var i = 0; i < order.Length; i++)
            {
                result[c][i] = _values[(Columns * order[i]) + c];
            }
        }

        return result;
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    public void Clear() => (Total, _kept, _limit, _blocks) = (0, 0, ulong.MaxValue, 0);

    // Finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    private static ulong Mix(ulong x)
    {
        x += 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }

    // Twice the capacity is gathered before the larger half goes.
    private int Take(Place place)
    {
        if (_kept == 2L * Capacity)
        {
            Trim();
        }

        if (_kept == _places.Length)
        {
            Array.Resize(ref _places, (int)Math.Min(2L * _kept, Math.Max(2L * Capacity, 16)));
            Array.Resize(ref _values, _places.Length * Columns);
        }

        _places[_kept] = place;
        return _kept++;
    }

    private void Trim()
    {
        if (_kept <= Capacity)
        {
            return;
        }

        var order = Order((a, b) => _places[a].CompareTo(_places[b]));
        _limit = _places[order[Capacity - 1]].Hash;
        // Upwards in place: no row is overwritten before it has moved.
        Array.Sort(order, 0, Capacity);
        for (var i = 0; i < Capacity; i++)
        {
            _places[i] = _places[order[i]];
            _values.AsSpan(Columns * order[i], Columns).CopyTo(_values.AsSpan(Columns * i));
        }

        _kept = Capacity;
    }

    private int[] Order(Comparison<int> comparison)
    {
        var order = new int[_kept];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, comparison);
        return order;
    }

    private readonly record struct Place(ulong Hash, long Block, long Row) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            Hash != other.Hash ? Hash.CompareTo(other.Hash) : Block != other.Block ? Block.CompareTo(other.Block) : Row.CompareTo(other.Row);
    }
}
