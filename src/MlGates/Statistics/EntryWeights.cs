namespace MlGates.Statistics;

/// <summary>
/// Sums of weights by entry of a <see cref="TextTable"/>, mergeable along with it. Compensated (Neumaier 1974), so that rounding does not grow
/// with the number of rows; deterministic for a fixed order. Not safe for concurrent use.
/// </summary>
public sealed class EntryWeights
{
    private double[] _sums = [];
    private double[] _rests = [];

    /// <summary>Number of entries that have a place; others weigh 0.</summary>
    public int Count { get; private set; }

    /// <summary>The sum of an entry; 0 when it was never added.</summary>
    public double WeightAt(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        return entry < Count ? _sums[entry] + _rests[entry] : 0;
    }

    /// <summary>Adds each row's weight to its entry; rows without one (negative) are left out. O(rows).</summary>
    /// <param name="entries">The entry of each row, as <see cref="TextTable"/> gives it.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(ReadOnlySpan<int> entries, ReadOnlySpan<double> weights)
    {
        if (entries.Length != weights.Length)
        {
            throw new ArgumentException("There must be one weight for each row.", nameof(weights));
        }

        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] >= 0)
            {
                Add(entries[i], weights[i]);
            }
        }
    }

    /// <summary>Adds a weight to an entry.</summary>
    public void Add(int entry, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        if (entry >= Count)
        {
            Grow(entry + 1);
        }

        var sum = _sums[entry];
        var total = sum + weight;
        // An infinite sum has no rest; infinity − infinity would make it NaN.
        _rests[entry] += !double.IsFinite(total) ? 0 : Math.Abs(sum) >= Math.Abs(weight) ? sum - total + weight : weight - total + sum;
        _sums[entry] = total;
    }

    /// <summary>Adds the sums of another state.</summary>
    /// <param name="other">The other state.</param>
    /// <param name="entries">For each entry there its entry here, as <see cref="TextTable.Merge(TextTable, Span{int})"/> gives it.</param>
    /// <exception cref="ArgumentException">There are fewer entries than the other state has.</exception>
    public void Merge(EntryWeights other, ReadOnlySpan<int> entries)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (entries.Length < other.Count)
        {
            throw new ArgumentException("Each entry of the other state needs one here.", nameof(entries));
        }

        for (var i = 0; i < other.Count; i++)
        {
            if (entries[i] >= 0)
            {
                var (sum, rest) = (other._sums[i], other._rests[i]);
                Add(entries[i], sum);
                Add(entries[i], rest);
            }
        }
    }

    /// <summary>Makes the state new again; keeps its memory. O(entries).</summary>
    public void Clear()
    {
        _sums.AsSpan(0, Count).Clear();
        _rests.AsSpan(0, Count).Clear();
        Count = 0;
    }

    private void Grow(int count)
    {
        if (count > _sums.Length)
        {
            Array.Resize(ref _sums, Math.Max(count, Math.Max(16, 2 * _sums.Length)));
            Array.Resize(ref _rests, _sums.Length);
        }

        Count = count;
    }
}
