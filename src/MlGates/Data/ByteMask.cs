using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlGates.Data;

/// <summary>Compares 64 bytes at once; bit i of a mask stands for byte i.</summary>
internal static class ByteMask
{
    internal const int Width = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Equal(ref byte bytes, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(ref bytes), Vector512.Create(value)).ExtractMostSignificantBits();
        }

        var all = Vector256.Create(value);
        return Vector256.Equals(Vector256.LoadUnsafe(ref bytes), all).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref bytes, 32), all).ExtractMostSignificantBits() << 32);
    }

    /// <summary>Those of 64 bytes that come before the end of the content.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Below(int remaining) => remaining >= Width ? ulong.MaxValue : (1UL << remaining) - 1;

    /// <summary>Bit i is the parity of bits 0 to i: between two set bits, the first included, all are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Between(ulong mask)
    {
        mask ^= mask << 1;
        mask ^= mask << 2;
        mask ^= mask << 4;
        mask ^= mask << 8;
        mask ^= mask << 16;
        return mask ^ (mask << 32);
    }
}
