using System.Buffers;

namespace MlGates.Statistics;

/// <summary>
/// Sorts keys, byte by byte from the last (Knuth, The Art of Computer Programming 3, section 5.2.5). Bytes that all keys share cost nothing, so keys
/// of a few bits, such as those of cells on a coarse grid, are sorted in a few passes. Equal keys keep their order.
/// </summary>
internal static class KeySort
{
    // Below it the counts of bytes cost more than comparisons.
    private const int Few = 256;
    private const int Digits = sizeof(ulong);
    private const int Radix = 256;

    /// <summary>Sorts keys and what belongs to them. O(n) for each byte that differs.</summary>
    internal static void Sort<T>(Span<ulong> keys, Span<T> items)
        where T : unmanaged
    {
        if (keys.Length < Few)
        {
            keys.Sort(items);
            return;
        }

        var spareItems = ArrayPool<T>.Shared.Rent(keys.Length);
        Sort(keys, items, spareItems.AsSpan(0, keys.Length), 0);
        ArrayPool<T>.Shared.Return(spareItems);
    }

    /// <summary>Sorts keys by their leading bits. O(n) for each byte of those that differs.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="skipped">So many last bits do not count.</param>
    internal static void SortLeading(Span<ulong> keys, int skipped)
    {
        if (keys.Length < Few)
        {
            keys.Sort();
            return;
        }

        Sort<byte>(keys, [], [], skipped);
    }

    private static void Sort<T>(Span<ulong> keys, Span<T> items, Span<T> otherItems, int skipped)
        where T : unmanaged
    {
        Span<int> counts = stackalloc int[Digits * Radix];
        Count(keys, counts, skipped);
        var spareKeys = ArrayPool<ulong>.Shared.Rent(keys.Length);
        var otherKeys = spareKeys.AsSpan(0, keys.Length);
        var first = keys[0];
        var moved = false;
        for (var (shift, digit) = (skipped, 0); shift < 64; (shift, digit) = (shift + 8, digit + 1))
        {
            var places = counts.Slice(digit * Radix, Radix);
            if (places[(byte)(first >> shift)] == keys.Length)
            {
                continue;
            }

            if (moved)
            {
                Scatter(otherKeys, otherItems, keys, items, places, shift);
            }
            else
            {
                Scatter(keys, items, otherKeys, otherItems, places, shift);
            }

            moved = !moved;
        }

        if (moved)
        {
            otherKeys.CopyTo(keys);
            otherItems.CopyTo(items);
        }

        ArrayPool<ulong>.Shared.Return(spareKeys);
    }

    private static void Scatter<T>(ReadOnlySpan<ulong> keys, ReadOnlySpan<T> items, Span<ulong> toKeys, Span<T> toItems, Span<int> places, int shift)
    {
        var next = 0;
        foreach (ref var place in places)
        {
            (place, next) = (next, next + place);
        }

        if (items.IsEmpty)
        {
            foreach (var key in keys)
            {
                toKeys[places[(byte)(key >> shift)]++] = key;
            }

            return;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            var to = places[(byte)(keys[i] >> shift)]++;
            toKeys[to] = keys[i];
            toItems[to] = items[i];
        }
    }

    private static void Count(ReadOnlySpan<ulong> keys, Span<int> counts, int skipped)
    {
        counts.Clear();
        foreach (var key in keys)
        {
            for (var (shift, digit) = (skipped, 0); shift < 64; (shift, digit) = (shift + 8, digit + 1))
            {
                counts[(digit * Radix) + (byte)(key >> shift)]++;
            }
        }
    }
}
