using System.Buffers;
using System.Numerics;

namespace MlGates.Statistics;

/// <summary>
/// How many bits values must drop to share at most so many cells of <see cref="GridCells{T}"/>. Sorted neighbours share a cell once all bits that differ are
/// dropped: counting the highest of those gives the cells at any width.
/// </summary>
internal static class GridWidth
{
    // Leading bits, after those that all values share, that nearly always tell more than enough cells apart.
    private const int Leading = 24;

    /// <summary>For finite values; NaN and infinities are left out. Expected O(n).</summary>
    internal static int Finest(ReadOnlySpan<double> values, int most)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(values.Length);
        var keys = rented.AsSpan(0, values.Length);
        OrderedBits.FromEach(values, keys);
        var n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            keys[n] = keys[i];
            n += double.IsFinite(values[i]) ? 1 : 0;
        }

        var shift = Finest(keys[..n], most);
        ArrayPool<ulong>.Shared.Return(rented);
        return shift;
    }

    /// <summary>For ordered bits, which are sorted or overwritten.</summary>
    internal static int Finest(Span<ulong> keys, int most)
    {
        if (keys.Length <= most)
        {
            return 0;
        }

        var differ = Differing(keys);
        if (differ == 0)
        {
            return 0;
        }

        var skipped = Math.Max(0, BitOperations.Log2(differ) + 1 - Leading);
        return AfterSorting(keys, most, skipped) ?? AfterSorting(keys, most, 0)!.Value;
    }

    // Null when the bits that are looked at do not tell enough cells apart to know.
    private static int? AfterSorting(Span<ulong> keys, int most, int skipped)
    {
        KeySort.SortLeading(keys, skipped);
        Span<int> differ = stackalloc int[65];
        differ.Clear();
        for (var i = 1; i < keys.Length; i++)
        {
            // Keys that are the same in the bits looked at are counted first, where nothing is dropped.
            differ[64 - BitOperations.LeadingZeroCount((keys[i] ^ keys[i - 1]) >> skipped)]++;
        }

        var cells = keys.Length - differ[0];
        if (cells <= most)
        {
            return skipped == 0 ? 0 : null;
        }

        var drop = 0;
        while (cells > most)
        {
            cells -= differ[++drop];
        }

        return skipped + drop;
    }

    private static ulong Differing(ReadOnlySpan<ulong> keys)
    {
        ulong differ = 0;
        foreach (var key in keys)
        {
            differ |= key ^ keys[0];
        }

        return differ;
    }
}
