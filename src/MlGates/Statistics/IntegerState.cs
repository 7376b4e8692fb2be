using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Statistics;

/// <summary>
/// Count, exact sum, range, zeros and negatives of 64-bit integers, mergeable. All of it is exact, so order and grouping never matter; a new
/// state is the identity of <see cref="Merge"/>. Not safe for concurrent use.
/// </summary>
public sealed class IntegerState
{
    // Lower halves of this many values cannot overflow a 64-bit sum.
    private const int Chunk = 1 << 20;

    private ulong _hashes;

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Number of zeros.</summary>
    public long Zeros { get; private set; }

    /// <summary>Number of values below zero.</summary>
    public long Negatives { get; private set; }

    /// <summary>Smallest value; <see cref="long.MaxValue"/> when there is none.</summary>
    public long Min { get; private set; } = long.MaxValue;

    /// <summary>Largest value; <see cref="long.MinValue"/> when there is none.</summary>
    public long Max { get; private set; } = long.MinValue;

    /// <summary>Sum of the values; 0 when there is none. 128 bits hold the sum of any number of rows.</summary>
    public Int128 Sum { get; private set; }

    /// <summary>
    /// Whether each whole number from <see cref="Min"/> to <see cref="Max"/> was added exactly once; true when there is no value. It compares the sum of the values'
    /// hashes with that of the range's, both modulo 2^64: a false yes has a chance of 2^-64. O(n) where the range has as many numbers as there are values, else O(1).
    /// </summary>
    public bool FillsRange
    {
        get
        {
            if (Count == 0 || (Int128)Max - Min != Count - 1)
            {
                return Count == 0;
            }

            var hashes = 0UL;
            for (var i = 0L; i < Count; i++)
            {
                hashes += ValueHash.Mix((ulong)(Min + i));
            }

            return hashes == _hashes;
        }
    }

    /// <summary>The exact mean, rounded; NaN when there is no value.</summary>
    public double Mean
    {
        get
        {
            if (Count == 0)
            {
                return double.NaN;
            }

            // Whole part and fraction apart: the sum itself may have more digits than a double.
            var (whole, rest) = Int128.DivRem(Sum, Count);
            return (double)whole + ((double)rest / Count);
        }
    }

    /// <summary>Adds a batch. O(n), no allocation.</summary>
    public void Add(ReadOnlySpan<long> values)
    {
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, Chunk)];
            values = values[part.Length..];
            AddChunk(part);
        }
    }

    /// <summary>Adds a value that occurs several times. O(1).</summary>
    /// <param name="value">Any integer.</param>
    /// <param name="count">At least 0.</param>
    public void Add(long value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return;
        }

        Count += count;
        Sum += (Int128)value * count;
        _hashes += ValueHash.Mix((ulong)value) * (ulong)count;
        Zeros += value == 0 ? count : 0;
        Negatives += value < 0 ? count : 0;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    /// <summary>Adds what another state has seen. O(1).</summary>
    public void Merge(IntegerState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count += other.Count;
        Sum += other.Sum;
        _hashes += other._hashes;
        Zeros += other.Zeros;
        Negatives += other.Negatives;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>Forgets everything: the state is as new.</summary>
    public void Clear()
    {
        (Count, Zeros, Negatives, Sum, _hashes) = (0, 0, 0, 0, 0);
        (Min, Max) = (long.MaxValue, long.MinValue);
    }

    private void AddChunk(ReadOnlySpan<long> values)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var bias = Vector256.Create(1UL << 63);
        var lowHalf = Vector256.Create(0xFFFFFFFFUL);
        var (lows, highs) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var (zeros, negatives) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var (min, max) = (Vector256.Create(Min), Vector256.Create(Max));
        var hashes = Vector256<ulong>.Zero;
        var i = 0;
        for (; i + Vector256<long>.Count <= values.Length; i += Vector256<long>.Count)
        {
            var x = Vector256.LoadUnsafe(ref start, (nuint)i);
            // Unsigned halves of the value plus 2^63, for there is no signed shift of 64 bits below AVX-512.
            var shifted = x.AsUInt64() ^ bias;
            lows += shifted & lowHalf;
            highs += shifted >>> 32;
            zeros -= Vector256.Equals(x, Vector256<long>.Zero);
            negatives -= Vector256.LessThan(x, Vector256<long>.Zero);
            min = Vector256.Min(min, x);
            max = Vector256.Max(max, x);
            hashes += ValueHash.Mix(x.AsUInt64());
        }

        Sum += ((Int128)Vector256.Sum(highs) << 32) + Vector256.Sum(lows) - ((Int128)i << 63);
        Count += i;
        _hashes += Vector256.Sum(hashes);
        Zeros += Vector256.Sum(zeros);
        Negatives += Vector256.Sum(negatives);
        Min = Math.Min(Math.Min(min[0], min[1]), Math.Min(min[2], min[3]));
        Max = Math.Max(Math.Max(max[0], max[1]), Math.Max(max[2], max[3]));
        for (; i < values.Length; i++)
        {
            Add(values[i], 1);
        }
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Count(Zeros);
        writer.Count(Negatives);
        writer.Integer(Min);
        writer.Integer(Max);
        writer.Word((ulong)(Sum >> 64));
        writer.Word((ulong)Sum);
        writer.Word(_hashes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        Count = reader.Count();
        (Zeros, Negatives) = (reader.Count(Count), reader.Count(Count));
        (Min, Max) = (reader.Integer(), reader.Integer());
        Sum = new Int128(reader.Word(), reader.Word());
        _hashes = reader.Word();
        StateReader.Check(
            Count == 0 ? Min == long.MaxValue && Max == long.MinValue && Sum == 0 : Min <= Max && Sum >= (Int128)Min * Count && Sum <= (Int128)Max * Count,
            "a sum contradicts its range");
    }
}
