using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Data;

/// <summary>
/// Reads numbers as most files write them, digits with or without a minus and a point, from a buffer that may be read before the text: what
/// <see cref="TextValue.Classify"/> would say, all digits at once.
/// </summary>
internal static class PlainNumber
{
    // The last digits stand in one vector; a few more may stand before them, so many that all fit into 64 bits.
    private const int Width = 16;
    private const int MostBefore = 3;
    private const int MostLength = 1 + MostBefore + 1 + Width;

    // Of digits before the sixteen. An array: a span of constants would be made anew at each use where code is not optimised.
    private static readonly ulong[] PowersOfTen = [10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000];

    // Loaded from the place n they keep the last n bytes of a vector.
    private static ReadOnlySpan<byte> Kept =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>The kind and value of a number; <see cref="NumberKind.None"/> where it is left to <see cref="TextValue.Classify"/>.</summary>
    /// <param name="buffer">What the text stands in; bytes before the text are looked at, never used.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="point">What stands before a fraction.</param>
    /// <param name="number">The number; 0 for <see cref="NumberKind.None"/>.</param>
    /// <param name="integer">The number, when it is an <see cref="NumberKind.Integer"/>; else 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NumberKind Read(byte[] buffer, int start, int length, byte point, out double number, out long integer)
    {
        (number, integer) = (0, 0);
        var stop = start + length;
        if ((uint)(length - 1) >= MostLength || stop < MostLength || (uint)stop > (uint)buffer.Length || !BitConverter.IsLittleEndian)
        {
            return NumberKind.None;
        }

        ref var end = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), (nint)(uint)stop);
        // Signs of numbers around zero cannot be predicted, so there is no branch on them.
        var sign = Unsafe.Add(ref end, -length) == (byte)'-' ? 1 : 0;
        length -= sign;
        var text = Vector128.LoadUnsafe(ref Unsafe.Add(ref end, -Width));
        var points = Vector128.Equals(text, Vector128.Create(point)).ExtractMostSignificantBits();
        if (length <= Width)
        {
            points &= 0xFFFF_0000U >> length;
            if (points == 0)
            {
                if (length == 0 || !TryDigits(text, length, out var digits))
                {
                    return NumberKind.None;
                }

                integer = ((long)digits ^ -sign) + sign;
                number = WithSign(digits, sign);
                return NumberKind.Integer;
            }

            var place = BitOperations.TrailingZeroCount(points);
            if (length == 1 || !TryDigits(Close(text, ref end, place), length - 1, out var mantissa))
            {
                return NumberKind.None;
            }

            // 15 digits at most: both are exact, so the quotient is rounded once.
            number = WithSign(mantissa / DecimalNumber.PowersOfTen[Width - 1 - place], sign);
            return NumberKind.Float;
        }

        return Long(text, ref end, length, points, point, sign, out number);
    }

    private static NumberKind Long(Vector128<byte> text, ref byte end, int length, uint points, byte point, int sign, out double number)
    {
        number = 0;
        // Just before the vector, or in it.
        var place = Unsafe.Add(ref end, -Width - 1) == point ? -1 : BitOperations.TrailingZeroCount(points | (1U << Width));
        var before = length - 1 - Width;
        if (place == Width || before > MostBefore || !TryDigits(Close(text, ref end, place), Width, out var mantissa))
        {
            return NumberKind.None;
        }

        for (var i = -before; i < 0; i++)
        {
            var digit = (uint)Unsafe.Add(ref end, i - Width - 1) - '0';
            if (digit > 9)
            {
                return NumberKind.None;
            }

            mantissa += digit * PowersOfTen[-1 - i];
        }

        if (!DecimalNumber.TryToDouble(mantissa, place + 1 - Width, out number))
        {
            return NumberKind.None;
        }

        number = WithSign(number, sign);
        return NumberKind.Float;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double WithSign(double number, int sign) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(number) | ((long)sign << 63));

    // Moves what stands before the point onto it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Close(Vector128<byte> text, ref byte end, int place)
    {
        var after = Vector128.LoadUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(Kept), Width - 1 - place));
        return Vector128.ConditionalSelect(after, text, Vector128.LoadUnsafe(ref Unsafe.Add(ref end, -Width - 1)));
    }

    // Of the last characters of a vector: neighbours are joined to pairs, pairs to fours, fours to eights.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDigits(Vector128<byte> text, int count, out ulong value)
    {
        var digits = (text - Vector128.Create((byte)'0')) & Vector128.LoadUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(Kept), count));
        var pairs = ((digits.AsUInt16() & Vector128.Create((ushort)0xFF)) * Vector128.Create((ushort)10)) + (digits.AsUInt16() >> 8);
        var weighted = (pairs * Vector128.Create(1_00U | (1U << 16)).AsUInt16()).AsUInt32();
        var fours = (weighted & Vector128.Create(0xFFFFU)) + (weighted >> 16);
        var heavier = (fours * Vector128.Create(1_0000UL | (1UL << 32)).AsUInt32()).AsUInt64();
        var eights = (heavier & Vector128.Create(0xFFFF_FFFFUL)) + (heavier >> 32);
        value = (eights.ToScalar() * 1_0000_0000) + eights.GetElement(1);
        return !Vector128.GreaterThanAny(digits, Vector128.Create((byte)9));
    }
}
