using System.Buffers;
using System.Buffers.Binary;

namespace MlGates.Statistics;

/// <summary>Writes states as bytes: little endian, counts in as few bytes as they need, doubles as their bits. The same state always gives the same bytes.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    internal ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes a number of at least 0.</summary>
    internal void Count(long count) => Short((ulong)count);

    /// <summary>Writes a number in as few bytes as it needs: seven bits a byte, the lowest first.</summary>
    internal void Short(ulong rest)
    {
        var span = _bytes.GetSpan(10);
        var n = 0;
        while (rest >= 0x80)
        {
            span[n++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[n++] = (byte)rest;
        _bytes.Advance(n);
    }

    /// <summary>Writes all 64 bits.</summary>
    internal void Word(ulong word)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), word);
        _bytes.Advance(8);
    }

    internal void Integer(long value) => Word((ulong)value);

    internal void Double(double value) => Word(BitConverter.DoubleToUInt64Bits(value));

    internal void Doubles(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Double(value);
        }
    }

    internal void Flag(bool flag) => Count(flag ? 1 : 0);

    /// <summary>Writes a text with its length.</summary>
    internal void Text(ReadOnlySpan<byte> text)
    {
        Count(text.Length);
        Bytes(text);
    }

    internal void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);
}
