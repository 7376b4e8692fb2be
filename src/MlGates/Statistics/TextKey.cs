using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlGates.Statistics;

/// <summary>
/// A text as three words: its bytes and, in the last one, its length when it is short, so that equal keys are equal texts; a hash and the length
/// when it is long, so that the bytes must be compared as well.
/// </summary>
internal readonly struct TextKey(ulong low, ulong middle, ulong high) : IEquatable<TextKey>
{
    /// <summary>The longest text whose key says all.</summary>
    internal const int Short = 23;

    /// <summary>So many bytes are read at once from where a short text begins.</summary>
    internal const int Width = Short + 1;

    private const int LengthShift = 56;
    private const ulong LongMark = 0xFFUL << LengthShift;

    // Bytes of 0xFF do not occur in UTF-8, and no length is 0xA5: no factor of the products becomes 0.
    private const ulong LowSalt = 0xE3FF_79B1_85EB_CA87;
    private const ulong MiddleSalt = 0x9E37_FFB9_7F4A_7C15;
    private const ulong HighSalt = 0xA527_D4EB_2F16_56C5;

    private readonly ulong _low = low;
    private readonly ulong _middle = middle;
    private readonly ulong _high = high;

    // Loaded from the place 24 − n it keeps the first n bytes of three words.
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    internal bool IsLong => _high >= LongMark;

    internal int Length => IsLong ? (int)(uint)_high : (int)(_high >> LengthShift);

    internal ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var x = Fold(Fold(_low ^ LowSalt, _middle ^ MiddleSalt) ^ LowSalt, _high ^ HighSalt);
            x = (x ^ (x >> 33)) * 0xFF51_AFD7_ED55_8CCD;
            return x ^ (x >> 33);
        }
    }

    /// <summary>The key of a text in a buffer, loaded without a copy when enough bytes follow it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TextKey Of(byte[] buffer, int start, int length)
    {
        if ((uint)length > Short || start < 0 || start > buffer.Length - Width)
        {
            return Of(buffer.AsSpan(start, length));
        }

        ref var text = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), (nint)(uint)start);
        ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), (nint)(uint)(Width - length));
        var high = Load(ref Unsafe.Add(ref text, 16)) & Load(ref Unsafe.Add(ref mask, 16));
        return new TextKey(
            Load(ref text) & Load(ref mask),
            Load(ref Unsafe.Add(ref text, 8)) & Load(ref Unsafe.Add(ref mask, 8)),
            high | ((ulong)(uint)length << LengthShift));
    }

    internal static TextKey Of(ReadOnlySpan<byte> text) =>
        text.Length <= Short ? OfShort(text) : new(XxHash3.HashToUInt64(text), 0, LongMark | (uint)text.Length);

    // Loads that overlap, for nothing may be read beyond the text.
    private static TextKey OfShort(ReadOnlySpan<byte> text)
    {
        var n = text.Length;
        ref var first = ref MemoryMarshal.GetReference(text);
        ulong low, middle = 0, high = 0;
        if (n >= 8)
        {
            low = Load(ref first);
            // Shifted twice, for a shift by 64 would do nothing.
            var last = Load(ref Unsafe.Add(ref first, n - 8));
            if (n >= 16)
            {
                middle = Load(ref Unsafe.Add(ref first, 8));
                high = last >> (8 * (Short - n)) >> 8;
            }
            else
            {
                middle = last >> (8 * (15 - n)) >> 8;
            }
        }
        else if (n >= 4)
        {
            low = Load4(ref first) | (Load4(ref Unsafe.Add(ref first, n - 4)) << (8 * (n - 4)));
        }
        else
        {
            low = n == 0 ? 0UL : first | ((ulong)Unsafe.Add(ref first, n >> 1) << (8 * (n >> 1))) | ((ulong)Unsafe.Add(ref first, n - 1) << (8 * (n - 1)));
        }

        return new TextKey(low, middle, high | ((ulong)(uint)n << LengthShift));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(TextKey other) => ((_low ^ other._low) | (_middle ^ other._middle) | (_high ^ other._high)) == 0;

    public override bool Equals(object? obj) => obj is TextKey other && Equals(other);

    public override int GetHashCode() => Hash.GetHashCode();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
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
