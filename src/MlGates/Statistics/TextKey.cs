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

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static TextKey Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > Short)
        {
            return new(XxHash3.HashToUInt64(text), 0, LongMark | (uint)text.Length);
        }

        Span<byte> bytes = stackalloc byte[Width];
        bytes.Clear();
        text.CopyTo(bytes);
        ref var first = ref MemoryMarshal.GetReference(bytes);
        return new TextKey(
            Load(ref first),
            Load(ref Unsafe.Add(ref first, 8)),
            Load(ref Unsafe.Add(ref first, 16)) | ((ulong)(uint)text.Length << LengthShift));
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

    private static ulong Load(ref byte at)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref at);
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }
}
