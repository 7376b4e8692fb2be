using System.Buffers;

namespace MlGates.Statistics;

/// <summary>
/// Sorts keys with what belongs to them, byte by byte from the last (Knuth, The Art of Computer Programming 3, section 5.2.5). Bytes that all keys
/// share cost nothing, so keys of a few bits, such as those of cells on a coarse grid, are sorted in a few passes. Equal keys keep their order.
/// </summary>
internal static class KeySort
{
    // Below it the counts of bytes cost more than comparisons.
    private const int Few = 256;
    private const int Digits = sizeof(ulong);
    private const int Radix = 256;

    /// <summary>Sorts both by key. O(n) for each byte that differs.</summary>
    internal static void Sort<T>(Span<ulong> keys, Span<T> items)
        where T : unmanaged
    {
        if (keys.Length < Few)
        {
            keys.Sort(items);
            return;
        }

        Span<int> counts = stackalloc int[Digits * Radix];
        Count(keys, counts);
        var spareKeys = ArrayPool<ulong>.Shared.Rent(keys.Length);
        var spareItems = ArrayPool<T>.Shared.Rent(keys.Length);
        var otherKeys = spareKeys.AsSpan(0, keys.Length);
        var otherItems = spareItems.AsSpan(0, keys.Length);
        var first = keys[0];
        var moved = false;
        for (var digit = 0; digit < Digits; digit++)
        {
            var places = counts.Slice(digit * Radix, Radix);
            if (places[(byte)(first >> (8 * digit))] == keys.Length)
            {
                continue;
            }

            if (moved)
            {
                Scatter(otherKeys, otherItems, keys, items, places, 8 * digit);
            }
            else
            {
                Scatter(keys, items, otherKeys, otherItems, places, 8 * digit);
            }

            moved = !moved;
        }

        if (moved)
        {
            otherKeys.CopyTo(keys);
            otherItems.CopyTo(items);
        }

        ArrayPool<ulong>.Shared.Return(spareKeys);
        ArrayPool<T>.Shared.Return(spareItems);
    }

    private static void Scatter<T>(ReadOnlySpan<ulong> keys, ReadOnlySpan<T> items, Span<ulong> toKeys, Span<T> toItems, Span<int> places, int shift)
    {
        var next = 0;
        foreach (ref var place in places)
        {
            (place, next) = (next, next + place);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            var to = places[(byte)(keys[i] >> shift)]++;
            toKeys[to] = keys[i];
            toItems[to] = items[i];
        }
    }

    private static void Count(ReadOnlySpan<ulong> keys, Span<int> counts)
    {
        counts.Clear();
        foreach (var key in keys)
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Radix) + (byte)(key >> (8 * digit))]++;
            }
        }
    }
}
