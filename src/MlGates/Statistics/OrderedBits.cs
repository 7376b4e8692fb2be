using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Statistics;

/// <summary>The bits of a double, turned so that unsigned order is numeric order. Zeros of either sign are the same.</summary>
internal static class OrderedBits
{
    private const ulong Sign = 1UL << 63;

    internal static ulong From(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return (bits & Sign) == 0 ? bits | Sign : ~bits;
    }

    /// <summary>Those of several numbers at once.</summary>
    internal static void FromEach(ReadOnlySpan<double> values, Span<ulong> ordered)
    {
        ordered = ordered[..values.Length];
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(ordered);
        var i = 0;
        for (; i + Vector256<double>.Count <= values.Length; i += Vector256<double>.Count)
        {
            var bits = (Vector256.LoadUnsafe(ref source, (nuint)i) + Vector256<double>.Zero).AsInt64();
            // All ones for negative numbers.
            var negative = Vector256.LessThan(bits, Vector256<long>.Zero);
            (bits ^ (negative | Vector256.Create(long.MinValue))).AsUInt64().StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            ordered[i] = From(values[i]);
        }
    }

    internal static double ToDouble(ulong ordered) =>
        BitConverter.UInt64BitsToDouble((ordered & Sign) != 0 ? ordered & ~Sign : ~ordered) + 0.0;
}
