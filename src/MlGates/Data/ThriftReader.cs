using System.Text;

namespace MlGates.Data;

/// <summary>
/// Reads Thrift's compact protocol, in which Parquet writes its metadata (Apache Thrift, "Thrift Compact protocol encoding"). Throws
/// <see cref="InvalidDataException"/> for anything that is not it; sizes are checked before anything is made of them.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    internal const int True = 1;
    internal const int False = 2;
    internal const int I64 = 6;
    internal const int Binary = 8;
    internal const int List = 9;
    internal const int Struct = 12;

    private const int MostDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Bytes read so far.</summary>
    internal readonly int Position => _at;

    /// <summary>The next field of a struct; false at its end.</summary>
    /// <param name="field">The id of the field before, then of this one; 0 before the first.</param>
    /// <param name="type">How the field is written.</param>
    internal bool NextField(ref int field, out int type)
    {
        var head = Byte();
        type = head & 0x0F;
        if (head == 0)
        {
            return false;
        }

        field = head >> 4 is var delta and > 0 ? field + delta : checked((int)Integer());
        return true;
    }

    /// <summary>An integer of any width.</summary>
    internal long Integer()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>An integer that fits 32 bits.</summary>
    internal int Int32() => Integer() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Bad("an integer is too large");

    /// <summary>One byte.</summary>
    internal int Byte() => _at < _bytes.Length ? _bytes[_at++] : throw Bad("it ends too early");

    /// <summary>Text.</summary>
    internal string Text() => Encoding.UTF8.GetString(Take());

    /// <summary>The number of elements of a list, and how they are written.</summary>
    internal int ListSize(out int type)
    {
        var head = Byte();
        type = head & 0x0F;
        var size = head >> 4 == 15 ? (long)Math.Min(Unsigned(), long.MaxValue) : head >> 4;
        // Every element takes at least a byte.
        return size <= _bytes.Length - _at ? (int)size : throw Bad("a list claims more elements than there are bytes");
    }

    /// <summary>Passes over a value.</summary>
    internal void Skip(int type, int depth = 0)
    {
        if (depth > MostDepth)
        {
            throw Bad("it is nested too deeply");
        }

        switch (type)
        {
            case True or False:
                break;
            case 3:
                Byte();
                break;
            case 4 or 5 or 6:
                Unsigned();
                break;
            case 7:
                Pass(8);
                break;
            case 8:
                Take();
                break;
            case 9 or 10:
                for (var left = ListSize(out var element); left > 0; left--)
                {
                    // A truth value is a byte of its own only inside a list.
                    Skip(element is True or False ? 3 : element, depth + 1);
                }

                break;
            case 11:
                SkipMap(depth);
                break;
            case 12:
                for (var field = 0; NextField(ref field, out var inner);)
                {
                    Skip(inner, depth + 1);
                }

                break;
            case 13:
                Pass(16);
                break;
            default:
                throw Bad("it holds a type that there is not");
        }
    }

    private void SkipMap(int depth)
    {
        var size = Unsigned();
        if (size == 0)
        {
            return;
        }

        var types = Byte();
        for (; size > 0; size--)
        {
            Skip(types >> 4 is True or False ? 3 : types >> 4, depth + 1);
            Skip((types & 15) is True or False ? 3 : types & 15, depth + 1);
        }
    }

    private ReadOnlySpan<byte> Take()
    {
        var length = Unsigned();
        if (length > (ulong)(_bytes.Length - _at))
        {
            throw Bad("a text claims more bytes than there are");
        }

        _at += (int)length;
        return _bytes.Slice(_at - (int)length, (int)length);
    }

    private void Pass(int count) => _at = _bytes.Length - _at >= count ? _at + count : throw Bad("it ends too early");

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Bad("an integer does not end");
    }

    private static InvalidDataException Bad(string what) => new($"Its metadata cannot be read: {what}.");
}
