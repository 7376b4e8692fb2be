using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Statistics;

/// <summary>64-bit hashes for distinct counts, the same on every machine. Equal numbers hash alike whether they came as integer or floating point.</summary>
public static class ValueHash
{
    internal const ulong CanonicalNaN = 0x7FF8000000000000;
    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;

    /// <summary>A good number of values to hash at once.</summary>
    internal const int Batch = 128;

    private const ulong Step = 0x9E3779B97F4A7C15;

    // Keeps integers that no double equals apart from doubles with the same bits.
    private const ulong Other = 0x6A09E667F3BCC909;

    // 2^63 itself is no long: the conversion back would saturate to one that is.
    private const double BeyondLong = 9223372036854775808.0;

    /// <summary>Hash of UTF-8 text: <see cref="TextHash"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => TextHash.Of(text);

    /// <summary>Hash of an integer: that of the equal double when there is one.</summary>
    public static ulong Of(long value)
    {
        var number = (double)value;
        return number < BeyondLong && (long)number == value ? Mix(BitConverter.DoubleToUInt64Bits(number)) : Mix((ulong)value ^ Other);
    }

    /// <summary>Hash of a number; zeros of either sign are equal, and so are all NaN.</summary>
    public static ulong Of(double value)
    {
        // Adding 0.0 makes a negative zero positive.
        return Mix(double.IsNaN(value) ? CanonicalNaN : BitConverter.DoubleToUInt64Bits(value + 0.0));
    }

    /// <summary>Hashes of numbers as by <see cref="Of(double)"/>, several at once.</summary>
    /// <param name="values">Any numbers.</param>
    /// <param name="hashes">Room for as many.</param>
    internal static void OfEach(ReadOnlySpan<double> values, Span<ulong> hashes)
    {
        hashes = hashes[..values.Length];
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(values);
            ref var target = ref MemoryMarshal.GetReference(hashes);
            for (; i + Vector512<double>.Count <= values.Length; i += Vector512<double>.Count)
            {
                var value = Vector512.LoadUnsafe(ref source, (nuint)i);
                var x = Vector512.ConditionalSelect(Vector512.Equals(value, value), value + Vector512<double>.Zero, Vector512.Create(CanonicalNaN).AsDouble()).AsUInt64();
                Mix(x).StoreUnsafe(ref target, (nuint)i);
            }
        }

        for (; i < values.Length; i++)
        {
            hashes[i] = Of(values[i]);
        }
    }

    /// <summary>Hashes of integers as by <see cref="Of(long)"/>, several at once.</summary>
    /// <param name="values">Any integers.</param>
    /// <param name="hashes">Room for as many.</param>
    internal static void OfEach(ReadOnlySpan<long> values, Span<ulong> hashes)
    {
        hashes = hashes[..values.Length];
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(values);
            ref var target = ref MemoryMarshal.GetReference(hashes);
            for (; i + Vector512<long>.Count <= values.Length; i += Vector512<long>.Count)
            {
                var value = Vector512.LoadUnsafe(ref source, (nuint)i);
                var number = Vector512.ConvertToDouble(value);
                var equal = Vector512.Equals(Vector512.ConvertToInt64(number), value) & Vector512.LessThan(number, Vector512.Create(BeyondLong)).AsInt64();
                var x = Vector512.ConditionalSelect(equal.AsUInt64(), number.AsUInt64(), value.AsUInt64() ^ Vector512.Create(Other));
                Mix(x).StoreUnsafe(ref target, (nuint)i);
            }
        }

        for (; i < values.Length; i++)
        {
            hashes[i] = Of(values[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mix(Vector512<ulong> x)
    {
        x += Vector512.Create(Step);
        x = (x ^ (x >>> 30)) * Vector512.Create(First);
        x = (x ^ (x >>> 27)) * Vector512.Create(Second);
        return x ^ (x >>> 31);
    }

    internal static Vector256<ulong> Mix(Vector256<ulong> x)
    {
        x += Vector256.Create(Step);
        x = (x ^ (x >>> 30)) * Vector256.Create(First);
        x = (x ^ (x >>> 27)) * Vector256.Create(Second);
        return x ^ (x >>> 31);
    }

    // Finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong x)
    {
        x += Step;
        x = (x ^ (x >> 30)) * First;
        x = (x ^ (x >> 27)) * Second;
        return x ^ (x >> 31);
    }
}
