using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlGates.Statistics;

/// <summary>
/// A text as two words: its bytes and, in the last one, its length when it is short, so that equal keys are equal texts; a hash and the length
/// when it is long, so that the bytes must be compared as well.
/// </summary>
internal readonly struct TextKey(ulong low, ulong high)
{
    /// <summary>The longest text whose key says all.</summary>
    internal const int Short = 15;

    private const int LengthShift = 56;
    private const ulong LongMark = 0xFFUL << LengthShift;

    // Bytes of 0xFF do not occur in UTF-8, and no length is 0xA5: neither factor of the product becomes 0.
    private const ulong LowSalt = 0xE3FF_79B1_85EB_CA87;
    private const ulong HighSalt = 0xA527_D4EB_2F16_56C5;

    internal readonly ulong Low = low;

    internal readonly ulong High = high;

    // Loaded from the place 16 − n it keeps the first n bytes of two words.
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    internal bool IsLong => High >= LongMark;

    internal int Length => IsLong ? (int)(uint)High : (int)(High >> LengthShift);

    internal ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var high = Math.BigMul(Low ^ LowSalt, High ^ HighSalt, out var x);
            x ^= high;
            x = (x ^ (x >> 33)) * 0xFF51_AFD7_ED55_8CCD;
            return x ^ (x >> 33);
        }
    }

    /// <summary>The key of a text in a buffer, loaded without a copy when enough bytes follow it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TextKey Of(byte[] buffer, int start, int length)
    {
        if ((uint)length > Short || start < 0 || start > buffer.Length - 16)
        {
            return Of(buffer.AsSpan(start, length));
        }

        ref var text = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), (nint)(uint)start);
        ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), (nint)(uint)(16 - length));
        var low = Load(ref text) & Load(ref mask);
        var high = Load(ref Unsafe.Add(ref text, 8)) & Load(ref Unsafe.Add(ref mask, 8));
        return new TextKey(low, high | ((ulong)(uint)length << LengthShift));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TextKey Of(ReadOnlySpan<byte> text) => text.Length <= Short ? OfShort(text) : OfLong(text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TextKey OfLong(ReadOnlySpan<byte> text) => new(XxHash3.HashToUInt64(text), LongMark | (uint)text.Length);

    // Loads that overlap, for nothing may be read beyond the text.
    private static TextKey OfShort(ReadOnlySpan<byte> text)
    {
        var n = text.Length;
        ref var first = ref MemoryMarshal.GetReference(text);
        ulong low, high = 0;
        if (n >= 8)
        {
            low = Load(ref first);
            // Shifted twice, for a shift by 64 would do nothing.
            high = Load(ref Unsafe.Add(ref first, n - 8)) >> (8 * (15 - n)) >> 8;
        }
        else if (n >= 4)
        {
            low = Load4(ref first) | (Load4(ref Unsafe.Add(ref first, n - 4)) << (8 * (n - 4)));
        }
        else
        {
            low = n == 0 ? 0UL : first | ((ulong)Unsafe.Add(ref first, n >> 1) << (8 * (n >> 1))) | ((ulong)Unsafe.Add(ref first, n - 1) << (8 * (n - 1)));
        }

        return new TextKey(low, high | ((ulong)(uint)n << LengthShift));
    }

    private static ulong Load4(ref byte at)
    {
        var word = Unsafe.ReadUnaligned<uint>(ref at);
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    private static ulong Load(ref byte at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref at);
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }
}
