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
    private int[] slots = new int[64];
    private ulong[] hashes = new ulong[32];
    private int[] ends = new int[32];
    private long[] counts = new long[32];
    private byte[] bytes = new byte[256];

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

        var mask = (uint)slots.Length - 1;
        var slot = (uint)hash & mask;
        for (int entry; (entry = slots[slot] - 1) >= 0; slot = (slot + 1) & mask)
        {
            if (hashes[entry] == hash && Text(entry).SequenceEqual(text))
            {
                counts[entry] += count;
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
            Add(other.Text(i), other.hashes[i], other.counts[i]);
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
            result.Add(Encoding.UTF8.GetString(Text(i)), counts[i]);
        }

        return result;
    }

    private ReadOnlySpan<byte> Text(int entry)
    {
        var start = entry == 0 ? 0 : ends[entry - 1];
        return bytes.AsSpan(start, ends[entry] - start);
    }

    private void Insert(ReadOnlySpan<byte> text, ulong hash, long count, uint slot)
    {
        var used = Distinct == 0 ? 0 : ends[Distinct - 1];
        if (Distinct == MaxCategories || used + (long)text.Length > MaxBytes)
        {
            Overflow();
            return;
        }

        if (Distinct == hashes.Length)
        {
            Grow();
            var mask = (uint)slots.Length - 1;
            for (slot = (uint)hash & mask; slots[slot] != 0; slot = (slot + 1) & mask)
            {
            }
        }

        if (used + text.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, used + text.Length));
        }

        text.CopyTo(bytes.AsSpan(used));
        hashes[Distinct] = hash;
        counts[Distinct] = count;
        ends[Distinct] = used + text.Length;
        slots[slot] = ++Distinct;
    }

    private void Grow()
    {
        Array.Resize(ref hashes, 2 * hashes.Length);
        Array.Resize(ref ends, hashes.Length);
        Array.Resize(ref counts, hashes.Length);
        slots = new int[2 * hashes.Length];
        var mask = (uint)slots.Length - 1;
        for (var entry = 0; entry < Distinct; entry++)
        {
            var slot = (uint)hashes[entry] & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = entry + 1;
        }
    }

    private void Overflow()
    {
        Overflowed = true;
        slots = [];
        hashes = [];
        ends = [];
        counts = [];
        bytes = [];
    }
}
