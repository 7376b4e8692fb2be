using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlGates.Data;

/// <summary>
/// Turns w × 10^q into the nearest double (ties to even), as the framework does for the same digits, where that can be decided quickly.
/// Two exact products or quotients: W. D. Clinger, "How to read floating point numbers accurately", 1990. A 128-bit product: D. Lemire, "Number
/// parsing at a gigabyte per second", 2021.
/// </summary>
internal static class DecimalNumber
{
    private const int LargestExactPower = 22;
    private const ulong LargestExactInteger = 1UL << 53;
    private const int MantissaBits = 52;

    // An array: a span of constants would be made anew at each use where code is not optimised.
    internal static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>The nearest double; false where it is left to the framework (subnormal or huge numbers).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryToDouble(ulong mantissa, int exponent, out double value)
    {
        if (mantissa <= LargestExactInteger && (uint)(exponent + LargestExactPower) <= 2 * LargestExactPower)
        {
            // Both operands are exact, so the one operation rounds once.
            value = exponent < 0 ? mantissa / PowersOfTen[-exponent] : mantissa * PowersOfTen[exponent];
            return true;
        }

        return TryProduct(mantissa, exponent, out value);
    }

    private static bool TryProduct(ulong mantissa, int exponent, out double value)
    {
        value = 0;
        if (mantissa == 0)
        {
            return true;
        }

        if (exponent is < -PowersOfFive.Largest or > PowersOfFive.Largest)
        {
            return false;
        }

        var shift = BitOperations.LeadingZeroCount(mantissa);
        var w = mantissa << shift;
        var power = PowersOfFive.Get(exponent);
        var high = Math.BigMul(w, power.High, out var low);
        if ((high & 0x1FF) == 0x1FF)
        {
            // The bits below those kept are all ones: the second half of the power may carry into them.
            var more = Math.BigMul(w, power.Low, out _);
            low += more;
            high += low < more ? 1UL : 0;
        }

        if (low == ulong.MaxValue)
        {
            return false;
        }

        var top = (int)(high >> 63);
        var keep = top + 64 - MantissaBits - 3;
        var bits = high >> keep;
        // floor(log2(10^q)) by a multiplication that is exact for these exponents.
        var binary = ((217706 * exponent) >> 16) + 63 + top - shift + 1023;
        if (binary is <= 0 or >= 2046)
        {
            return false;
        }

        if (low <= 1 && exponent is >= -4 and <= 23 && (bits & 3) == 1 && bits << keep == high)
        {
            // Exactly half way, and the kept bit is even: stays.
            bits &= ~1UL;
        }

        bits = (bits + (bits & 1)) >> 1;
        if (bits >= 1UL << (MantissaBits + 1))
        {
            bits = 1UL << MantissaBits;
            binary++;
        }

        value = BitConverter.UInt64BitsToDouble((bits & ~(1UL << MantissaBits)) | ((ulong)binary << MantissaBits));
        return true;
    }

    /// <summary>The 128 leading bits of 5^q; those of small negative q are rounded up, so that exact quotients are recognised.</summary>
    private static class PowersOfFive
    {
        internal const int Largest = 128;
        private const int LargestInWord = 27;

        private static readonly (ulong High, ulong Low)[] Table = Make();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static (ulong High, ulong Low) Get(int exponent) => Table[exponent + Largest];

        private static (ulong High, ulong Low)[] Make()
        {
            var table = new (ulong, ulong)[(2 * Largest) + 1];
            var power = BigInteger.One;
            for (var q = 0; q <= Largest; q++)
            {
                var length = (int)power.GetBitLength();
                table[Largest + q] = Halves(length <= 128 ? power << (128 - length) : power >> (length - 128));
                if (q > 0)
                {
                    // Up to 5^27, below 2^64, the quotient has 128 bits and is rounded up; a longer one is cut after rounding up.
                    var reciprocal = ((BigInteger.One << (q <= LargestInWord ? length + 127 : (2 * length) + 128)) / power) + 1;
                    table[Largest - q] = Halves(reciprocal >> ((int)reciprocal.GetBitLength() - 128));
                }

                power *= 5;
            }

            return table;
        }

        private static (ulong High, ulong Low) Halves(BigInteger bits) => ((ulong)(bits >> 64), (ulong)(bits & ulong.MaxValue));
    }
}
