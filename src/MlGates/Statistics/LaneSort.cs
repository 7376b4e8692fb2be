using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Statistics;

/// <summary>
/// Sorting of four columns side by side, one to a lane: rows of four finite numbers, every column ascending. Networks of comparisons have no
/// branches to mispredict. Lanes never mix, so the result is the same whatever the machine's vectors.
/// </summary>
internal static class LaneSort
{
    /// <summary>Numbers in a row.</summary>
    internal const int Lanes = 4;

    /// <summary>Rows of the smallest block.</summary>
    internal const int BlockRows = 8;

    /// <summary>Numbers in the smallest block.</summary>
    internal const int Block = BlockRows * Lanes;

    /// <summary>Sorts the columns of a block of eight rows: the network of 19 comparisons (Knuth, The Art of Computer Programming 3, section 5.3.4).</summary>
    internal static void SortBlock(ReadOnlySpan<double> from, Span<double> to)
    {
        ref var source = ref MemoryMarshal.GetReference(from[..Block]);
        ref var rows = ref MemoryMarshal.GetReference(to[..Block]);
        const nuint at = 0;
        var r0 = Vector256.LoadUnsafe(ref source, at);
        var r1 = Vector256.LoadUnsafe(ref source, at + 4);
        var r2 = Vector256.LoadUnsafe(ref source, at + 8);
        var r3 = Vector256.LoadUnsafe(ref source, at + 12);
        var r4 = Vector256.LoadUnsafe(ref source, at + 16);
        var r5 = Vector256.LoadUnsafe(ref source, at + 20);
        var r6 = Vector256.LoadUnsafe(ref source, at + 24);
        var r7 = Vector256.LoadUnsafe(ref source, at + 28);
        (r0, r2) = (Vector256.MinNative(r0, r2), Vector256.MaxNative(r0, r2));
        (r1, r3) = (Vector256.MinNative(r1, r3), Vector256.MaxNative(r1, r3));
        (r4, r6) = (Vector256.MinNative(r4, r6), Vector256.MaxNative(r4, r6));
        (r5, r7) = (Vector256.MinNative(r5, r7), Vector256.MaxNative(r5, r7));
        (r0, r4) = (Vector256.MinNative(r0, r4), Vector256.MaxNative(r0, r4));
        (r1, r5) = (Vector256.MinNative(r1, r5), Vector256.MaxNative(r1, r5));
        (r2, r6) = (Vector256.MinNative(r2, r6), Vector256.MaxNative(r2, r6));
        (r3, r7) = (Vector256.MinNative(r3, r7), Vector256.MaxNative(r3, r7));
        (r0, r1) = (Vector256.MinNative(r0, r1), Vector256.MaxNative(r0, r1));
        (r2, r3) = (Vector256.MinNative(r2, r3), Vector256.MaxNative(r2, r3));
        (r4, r5) = (Vector256.MinNative(r4, r5), Vector256.MaxNative(r4, r5));
        (r6, r7) = (Vector256.MinNative(r6, r7), Vector256.MaxNative(r6, r7));
        (r2, r4) = (Vector256.MinNative(r2, r4), Vector256.MaxNative(r2, r4));
        (r3, r5) = (Vector256.MinNative(r3, r5), Vector256.MaxNative(r3, r5));
        (r1, r4) = (Vector256.MinNative(r1, r4), Vector256.MaxNative(r1, r4));
        (r3, r6) = (Vector256.MinNative(r3, r6), Vector256.MaxNative(r3, r6));
        (r1, r2) = (Vector256.MinNative(r1, r2), Vector256.MaxNative(r1, r2));
        (r3, r4) = (Vector256.MinNative(r3, r4), Vector256.MaxNative(r3, r4));
        (r5, r6) = (Vector256.MinNative(r5, r6), Vector256.MaxNative(r5, r6));
        r0.StoreUnsafe(ref rows, at);
        r1.StoreUnsafe(ref rows, at + 4);
        r2.StoreUnsafe(ref rows, at + 8);
        r3.StoreUnsafe(ref rows, at + 12);
        r4.StoreUnsafe(ref rows, at + 16);
        r5.StoreUnsafe(ref rows, at + 20);
        r6.StoreUnsafe(ref rows, at + 24);
        r7.StoreUnsafe(ref rows, at + 28);
    }

    /// <summary>Sorts columns whose two halves are sorted: Batcher's bitonic merge (1968), the second half taken backwards.</summary>
    /// <param name="values">A power of two of rows, at least 16.</param>
    internal static void MergeHalves(Span<double> values)
    {
        ref var rows = ref MemoryMarshal.GetReference(values);
        var n = (nuint)values.Length;
        for (nuint low = 0, high = n - Lanes; low < high; low += Lanes, high -= Lanes)
        {
            Exchange(ref rows, low, high);
        }

        for (var stride = n / 4; stride > Block / 2; stride /= 2)
        {
            for (nuint start = 0; start < n; start += 2 * stride)
            {
                for (var i = start; i < start + stride; i += 2 * Lanes)
                {
                    ExchangeTwo(ref rows, i, i + stride);
                }
            }
        }

        for (nuint at = 0; at < n; at += Block)
        {
            FinishBlock(ref rows, at);
        }
    }

    /// <summary>Sorts the columns of many rows whose blocks of eight are sorted.</summary>
    /// <param name="values">A power of two of rows.</param>
    internal static void MergeBlocks(Span<double> values)
    {
        for (var size = 2 * Block; size <= values.Length; size *= 2)
        {
            for (var start = 0; start < values.Length; start += size)
            {
                MergeHalves(values.Slice(start, size));
            }
        }
    }

    /// <summary>Keeps every other row, in each lane the even or the odd ones.</summary>
    /// <param name="from">Rows.</param>
    /// <param name="to">Half as many rows; may be the first half of <paramref name="from"/>.</param>
    /// <param name="odd">Bit i: whether lane i keeps its odd rows.</param>
    internal static void Halve(ReadOnlySpan<double> from, Span<double> to, int odd)
    {
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to[..(from.Length / 2)]);
        var mask = Mask(odd);
        for (nuint i = 0; i < (nuint)from.Length; i += 2 * Lanes)
        {
            Vector256.ConditionalSelect(mask, Vector256.LoadUnsafe(ref source, i + Lanes), Vector256.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i / 2);
        }
    }

    /// <summary>Merges two sorted blocks and keeps every other row of the sixteen: <see cref="MergeHalves"/> and <see cref="Halve"/> in registers.</summary>
    internal static void MergeAndHalve(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> to, int odd)
    {
        ref var one = ref MemoryMarshal.GetReference(first[..Block]);
        ref var two = ref MemoryMarshal.GetReference(second[..Block]);
        ref var target = ref MemoryMarshal.GetReference(to[..Block]);
        var mask = Mask(odd);
        var r0 = Vector256.LoadUnsafe(ref one, 0);
        var r1 = Vector256.LoadUnsafe(ref one, 4);
        var r2 = Vector256.LoadUnsafe(ref one, 8);
        var r3 = Vector256.LoadUnsafe(ref one, 12);
        var r4 = Vector256.LoadUnsafe(ref one, 16);
        var r5 = Vector256.LoadUnsafe(ref one, 20);
        var r6 = Vector256.LoadUnsafe(ref one, 24);
        var r7 = Vector256.LoadUnsafe(ref one, 28);
        var s0 = Vector256.LoadUnsafe(ref two, 28);
        var s1 = Vector256.LoadUnsafe(ref two, 24);
        var s2 = Vector256.LoadUnsafe(ref two, 20);
        var s3 = Vector256.LoadUnsafe(ref two, 16);
        var s4 = Vector256.LoadUnsafe(ref two, 12);
        var s5 = Vector256.LoadUnsafe(ref two, 8);
        var s6 = Vector256.LoadUnsafe(ref two, 4);
        var s7 = Vector256.LoadUnsafe(ref two, 0);
        (r0, s0) = (Vector256.MinNative(r0, s0), Vector256.MaxNative(r0, s0));
        (r1, s1) = (Vector256.MinNative(r1, s1), Vector256.MaxNative(r1, s1));
        (r2, s2) = (Vector256.MinNative(r2, s2), Vector256.MaxNative(r2, s2));
        (r3, s3) = (Vector256.MinNative(r3, s3), Vector256.MaxNative(r3, s3));
        (r4, s4) = (Vector256.MinNative(r4, s4), Vector256.MaxNative(r4, s4));
        (r5, s5) = (Vector256.MinNative(r5, s5), Vector256.MaxNative(r5, s5));
        (r6, s6) = (Vector256.MinNative(r6, s6), Vector256.MaxNative(r6, s6));
        (r7, s7) = (Vector256.MinNative(r7, s7), Vector256.MaxNative(r7, s7));
        (r0, r4) = (Vector256.MinNative(r0, r4), Vector256.MaxNative(r0, r4));
        (r1, r5) = (Vector256.MinNative(r1, r5), Vector256.MaxNative(r1, r5));
        (r2, r6) = (Vector256.MinNative(r2, r6), Vector256.MaxNative(r2, r6));
        (r3, r7) = (Vector256.MinNative(r3, r7), Vector256.MaxNative(r3, r7));
        (r0, r2) = (Vector256.MinNative(r0, r2), Vector256.MaxNative(r0, r2));
        (r1, r3) = (Vector256.MinNative(r1, r3), Vector256.MaxNative(r1, r3));
        (r4, r6) = (Vector256.MinNative(r4, r6), Vector256.MaxNative(r4, r6));
        (r5, r7) = (Vector256.MinNative(r5, r7), Vector256.MaxNative(r5, r7));
        (r0, r1) = (Vector256.MinNative(r0, r1), Vector256.MaxNative(r0, r1));
        (r2, r3) = (Vector256.MinNative(r2, r3), Vector256.MaxNative(r2, r3));
        (r4, r5) = (Vector256.MinNative(r4, r5), Vector256.MaxNative(r4, r5));
        (r6, r7) = (Vector256.MinNative(r6, r7), Vector256.MaxNative(r6, r7));
        (s0, s4) = (Vector256.MinNative(s0, s4), Vector256.MaxNative(s0, s4));
        (s1, s5) = (Vector256.MinNative(s1, s5), Vector256.MaxNative(s1, s5));
        (s2, s6) = (Vector256.MinNative(s2, s6), Vector256.MaxNative(s2, s6));
        (s3, s7) = (Vector256.MinNative(s3, s7), Vector256.MaxNative(s3, s7));
        (s0, s2) = (Vector256.MinNative(s0, s2), Vector256.MaxNative(s0, s2));
        (s1, s3) = (Vector256.MinNative(s1, s3), Vector256.MaxNative(s1, s3));
        (s4, s6) = (Vector256.MinNative(s4, s6), Vector256.MaxNative(s4, s6));
        (s5, s7) = (Vector256.MinNative(s5, s7), Vector256.MaxNative(s5, s7));
        (s0, s1) = (Vector256.MinNative(s0, s1), Vector256.MaxNative(s0, s1));
        (s2, s3) = (Vector256.MinNative(s2, s3), Vector256.MaxNative(s2, s3));
        (s4, s5) = (Vector256.MinNative(s4, s5), Vector256.MaxNative(s4, s5));
        (s6, s7) = (Vector256.MinNative(s6, s7), Vector256.MaxNative(s6, s7));
        Vector256.ConditionalSelect(mask, r1, r0).StoreUnsafe(ref target, 0);
        Vector256.ConditionalSelect(mask, r3, r2).StoreUnsafe(ref target, 4);
        Vector256.ConditionalSelect(mask, r5, r4).StoreUnsafe(ref target, 8);
        Vector256.ConditionalSelect(mask, r7, r6).StoreUnsafe(ref target, 12);
        Vector256.ConditionalSelect(mask, s1, s0).StoreUnsafe(ref target, 16);
        Vector256.ConditionalSelect(mask, s3, s2).StoreUnsafe(ref target, 20);
        Vector256.ConditionalSelect(mask, s5, s4).StoreUnsafe(ref target, 24);
        Vector256.ConditionalSelect(mask, s7, s6).StoreUnsafe(ref target, 28);
    }

    private static Vector256<double> Mask(int odd) =>
        Vector256.Create(-(long)(odd & 1), -(long)((odd >> 1) & 1), -(long)((odd >> 2) & 1), -(long)((odd >> 3) & 1)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref double rows, nuint low, nuint high)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref rows, low), Vector256.LoadUnsafe(ref rows, high));
        Vector256.MinNative(a, b).StoreUnsafe(ref rows, low);
        Vector256.MaxNative(a, b).StoreUnsafe(ref rows, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExchangeTwo(ref double rows, nuint low, nuint high)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref rows, low), Vector512.LoadUnsafe(ref rows, high));
            Vector512.MinNative(a, b).StoreUnsafe(ref rows, low);
            Vector512.MaxNative(a, b).StoreUnsafe(ref rows, high);
            return;
        }

        Exchange(ref rows, low, high);
        Exchange(ref rows, low + Lanes, high + Lanes);
    }

    // The last three rounds of a merge, in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishBlock(ref double rows, nuint at)
    {
        var r0 = Vector256.LoadUnsafe(ref rows, at);
        var r1 = Vector256.LoadUnsafe(ref rows, at + 4);
        var r2 = Vector256.LoadUnsafe(ref rows, at + 8);
        var r3 = Vector256.LoadUnsafe(ref rows, at + 12);
        var r4 = Vector256.LoadUnsafe(ref rows, at + 16);
        var r5 = Vector256.LoadUnsafe(ref rows, at + 20);
        var r6 = Vector256.LoadUnsafe(ref rows, at + 24);
        var r7 = Vector256.LoadUnsafe(ref rows, at + 28);
        (r0, r4) = (Vector256.MinNative(r0, r4), Vector256.MaxNative(r0, r4));
        (r1, r5) = (Vector256.MinNative(r1, r5), Vector256.MaxNative(r1, r5));
        (r2, r6) = (Vector256.MinNative(r2, r6), Vector256.MaxNative(r2, r6));
        (r3, r7) = (Vector256.MinNative(r3, r7), Vector256.MaxNative(r3, r7));
        (r0, r2) = (Vector256.MinNative(r0, r2), Vector256.MaxNative(r0, r2));
        (r1, r3) = (Vector256.MinNative(r1, r3), Vector256.MaxNative(r1, r3));
        (r4, r6) = (Vector256.MinNative(r4, r6), Vector256.MaxNative(r4, r6));
        (r5, r7) = (Vector256.MinNative(r5, r7), Vector256.MaxNative(r5, r7));
        (r0, r1) = (Vector256.MinNative(r0, r1), Vector256.MaxNative(r0, r1));
        (r2, r3) = (Vector256.MinNative(r2, r3), Vector256.MaxNative(r2, r3));
        (r4, r5) = (Vector256.MinNative(r4, r5), Vector256.MaxNative(r4, r5));
        (r6, r7) = (Vector256.MinNative(r6, r7), Vector256.MaxNative(r6, r7));
        r0.StoreUnsafe(ref rows, at);
        r1.StoreUnsafe(ref rows, at + 4);
        r2.StoreUnsafe(ref rows, at + 8);
        r3.StoreUnsafe(ref rows, at + 12);
        r4.StoreUnsafe(ref rows, at + 16);
        r5.StoreUnsafe(ref rows, at + 20);
        r6.StoreUnsafe(ref rows, at + 24);
        r7.StoreUnsafe(ref rows, at + 28);
    }
}
