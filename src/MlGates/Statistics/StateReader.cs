using System.Buffers.Binary;

namespace MlGates.Statistics;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote. Bytes that no state can have written are an <see cref="InvalidDataException"/>; nothing is allocated that
/// the bytes left do not account for.
/// </summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>More than any data has rows or bytes, and so few that no sum of them overflows.</summary>
    internal const long MostCount = 1L << 48;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Number of bytes that are left.</summary>
    internal readonly int Left => _rest.Length;

    /// <summary>Refuses contents that no state has.</summary>
    internal static void Check(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException(what);
        }
    }

    /// <summary>A number from 0 to <paramref name="most"/>.</summary>
    internal long Count(long most = MostCount)
    {
        var count = Short();
        Check(count <= (ulong)most, "a count is out of range");
        return (long)count;
    }

    /// <summary>A number in the form of <see cref="StateWriter.Short"/>.</summary>
    internal ulong Short()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Bytes(1)[0];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                // A last byte of 0 would be a second way to write the same number; the tenth has one bit.
                Check((next != 0 || shift == 0) && (shift < 63 || next == 1), "a number is not in its shortest form");
                return number;
            }
        }

        throw new InvalidDataException("a number is too long");
    }

    /// <summary>The number of things that follow, each of at least so many bytes.</summary>
    internal int Length(int most, int bytesEach)
    {
        var length = (int)Count(most);
        Check(length <= Left / bytesEach, "it ends early");
        return length;
    }

    internal ulong Word() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    internal long Integer() => (long)Word();

    internal double Double() => BitConverter.UInt64BitsToDouble(Word());

    /// <summary>A number that is neither NaN nor infinite.</summary>
    internal double Finite()
    {
        var value = Double();
        Check(double.IsFinite(value), "a number is not finite");
        return value;
    }

    /// <summary>A finite number of at least 0.</summary>
    internal double Weight()
    {
        var value = Finite();
        Check(value >= 0, "a weight is negative");
        return value;
    }

    internal void Finite(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value = Finite();
        }
    }

    /// <summary>The range of finite values: both NaN when there is none.</summary>
    internal (double Min, double Max) Range(bool any)
    {
        var (min, max) = (Double(), Double());
        Check(any ? double.IsFinite(min) && double.IsFinite(max) && min <= max : double.IsNaN(min) && double.IsNaN(max), "a range contradicts its count");
        return (min, max);
    }

    internal bool Flag() => Count(1) == 1;

    internal ReadOnlySpan<byte> Text(int most) => Bytes(Length(most, 1));

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        Check(count <= _rest.Length, "it ends early");
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }
}
