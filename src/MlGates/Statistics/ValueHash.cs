using System.IO.Hashing;

namespace MlGates.Statistics;

/// <summary>64-bit hashes for distinct counts, the same on every machine. Equal numbers hash alike whether they came as integer or floating point.</summary>
public static class ValueHash
{
    // Keeps fractions apart from integers with the same bits.
    private const ulong Fraction = 0x9E3779B97F4A7C15;

    /// <summary>Hash of UTF-8 text: XXH3 by Yann Collet.</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => XxHash3.HashToUInt64(text);

    /// <summary>Hash of an integer.</summary>
    public static ulong Of(long value) => Mix((ulong)value);

    /// <summary>Hash of a number; zeros of either sign are equal, and so are all NaN.</summary>
    public static ulong Of(double value)
    {
        if (double.IsNaN(value))
        {
            return Mix(Fraction);
        }

        var whole = value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : 0;
        return whole == value ? Of(whole) : Mix(BitConverter.DoubleToUInt64Bits(value) ^ Fraction);
    }

    // Finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    private static ulong Mix(ulong x)
    {
        x += Fraction;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
