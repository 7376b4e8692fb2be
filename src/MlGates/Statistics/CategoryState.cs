using System.Text;

namespace MlGates.Statistics;

/// <summary>
/// Counts of text values, mergeable. Once there are more than <see cref="MaxCategories"/> distinct values, or their text exceeds
/// <see cref="MaxBytes"/>, the counts are given up for good: no invented heavy hitters. Whether that happens depends only on the set of values,
/// so order and grouping never matter. Not safe for concurrent use.
/// </summary>
public sealed class CategoryState
{
    /// <summary>The largest number of distinct values.</summary>
    public const int MaxCategories = 10_000;

    /// <summary>The largest total length of the distinct values in UTF-8 bytes.</summary>
    public const int MaxBytes = 4 << 20;

    // Slots hold the place of an entry plus one; 0 is free. Twice the cap keeps probes short.
    private int[] _slots = new int[64];
    private ulong[] _hashes = new ulong[32];
    private int[] _ends = new int[32];
    private long[] _counts = new long[32];
    private byte[] _bytes = new byte[256];

    /// <summary>Number of distinct values; meaningless once <see cref="Overflowed"/>.</summary>
    public int Distinct { get; private set; }

    /// <summary>Whether there were too many values to count.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Counts one value.</summary>
    public void Add(ReadOnlySpan<byte> text) => Add(text, ValueHash.Of(text), 1);

    /// <summary>Counts one value whose <see cref="ValueHash"/> is known already. Expected O(length).</summary>
    internal void Add(ReadOnlySpan<byte> text, ulong hash, long count)
    {
        if (Overflowed)
        {
            return;
        }

        var mask = (uint)_slots.Length - 1;
        var slot = (uint)hash & mask;
        for (int entry; (entry = _slots[slot] - 1) >= 0; slot = (slot + 1) & mask)
        {
            if (_hashes[entry] == hash && Text(entry).SequenceEqual(text))
            {
                _counts[entry] += count;
                return;
            }
        }

        Insert(text, hash, count, slot);
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(CategoryState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Overflowed)
        {
            Overflow();
        }

        for (var i = 0; i < other.Distinct && !Overflowed; i++)
        {
            Add(other.Text(i), other._hashes[i], other._counts[i]);
        }
    }

    /// <summary>The counts by value, in ordinal order; null when <see cref="Overflowed"/>.</summary>
    public IReadOnlyDictionary<string, long>? ToCounts()
    {
        if (Overflowed)
        {
            return null;
        }

        var result = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < Distinct; i++)
        {
            // Values with invalid bytes may look the same once those are replaced.
            var value = Encoding.UTF8.GetString(Text(i));
            result[value] = result.GetValueOrDefault(value) + _counts[i];
        }

        return result;
    }

    private ReadOnlySpan<byte> Text(int entry)
    {
        var start = entry == 0 ? 0 : _ends[entry - 1];
        return _bytes.AsSpan(start, _ends[entry] - start);
    }

    private void Insert(ReadOnlySpan<byte> text, ulong hash, long count, uint slot)
    {
        var used = Distinct == 0 ? 0 : _ends[Distinct - 1];
        if (Distinct == MaxCategories || used + (long)text.Length > MaxBytes)
        {
            Overflow();
            return;
        }

        if (Distinct == _hashes.Length)
        {
            Grow();
            var mask = (uint)_slots.Length - 1;
            for (slot = (uint)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
            {
            }
        }

        if (used + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, used + text.Length));
        }

        text.CopyTo(_bytes.AsSpan(used));
        _hashes[Distinct] = hash;
        _counts[Distinct] = count;
        _ends[Distinct] = used + text.Length;
        _slots[slot] = ++Distinct;
    }

    private void Grow()
    {
        Array.Resize(ref _hashes, 2 * _hashes.Length);
        Array.Resize(ref _ends, _hashes.Length);
        Array.Resize(ref _counts, _hashes.Length);
        _slots = new int[2 * _hashes.Length];
        var mask = (uint)_slots.Length - 1;
        for (var entry = 0; entry < Distinct; entry++)
        {
            var slot = (uint)_hashes[entry] & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = entry + 1;
        }
    }

    private void Overflow()
    {
        Overflowed = true;
        _slots = [];
        _hashes = [];
        _ends = [];
        _counts = [];
        _bytes = [];
    }
}
