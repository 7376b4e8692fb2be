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

    internal static double ToDouble(ulong ordered) =>
        BitConverter.UInt64BitsToDouble((ordered & Sign) != 0 ? ordered & ~Sign : ~ordered) + 0.0;
}
