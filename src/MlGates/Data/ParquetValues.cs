using System.Buffers;
using System.Globalization;

namespace MlGates.Data;

/// <summary>
/// Values of one page in our types, those that are missing left out or, after <see cref="Expand"/>, in their rows. Arrays come from the shared
/// pool and go back with <see cref="Release"/>.
/// </summary>
internal sealed partial class ParquetValues
{
    internal double[]? Numbers { get; private set; }

    internal long[]? Integers { get; private set; }

    internal bool[]? Booleans { get; private set; }

    /// <summary>Places in <see cref="Dictionary"/>, -1 where a value is missing.</summary>
    internal int[]? Codes { get; private set; }

    internal TextDictionary? Dictionary { get; private set; }

    /// <summary>What <see cref="Starts"/> points into.</summary>
    internal byte[]? Text { get; private set; }

    internal int[]? Starts { get; private set; }

    internal int[]? Lengths { get; private set; }

    /// <summary>Whether <see cref="Text"/> is the page's own buffer, which must then stay.</summary>
    internal bool KeepsPage { get; private set; }

    /// <summary>Reads the values of a page.</summary>
    /// <param name="column">What they are.</param>
    /// <param name="encoding">How they are written.</param>
    /// <param name="page">The page.</param>
    /// <param name="at">Where they begin.</param>
    /// <param name="end">Where the page ends.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="room">How many rows they will be expanded to, at least <paramref name="count"/>.</param>
    /// <param name="dictionary">The chunk's dictionary, when it has one.</param>
    internal void Read(ParquetColumn column, int encoding, byte[] page, int at, int end, int count, int room, ParquetDictionary? dictionary)
    {
        if (encoding is ParquetEncoding.PlainDictionary or ParquetEncoding.RleDictionary)
        {
            ReadCodes(column, page, at, end, count, room, dictionary);
            return;
        }

        switch (column.Value)
        {
            case ParquetValue.Boolean:
                Booleans = ArrayPool<bool>.Shared.Rent(room);
                ReadBooleans(encoding, page, at, end, Booleans.AsSpan(0, count));
                break;
            case ParquetValue.Integer or ParquetValue.Unsigned32:
                Integers = ArrayPool<long>.Shared.Rent(room);
                ReadIntegers(column, encoding, page, at, end, Integers.AsSpan(0, count));
                break;
            case ParquetValue.Number:
                Numbers = ArrayPool<double>.Shared.Rent(room);
                ReadNumbers(column, encoding, page, at, end, Numbers.AsSpan(0, count));
                break;
            default:
                ReadTexts(column, encoding, page, at, end, count, room);
                break;
        }
    }

    /// <summary>Moves values, which are as many as there are false flags, into the rows of those.</summary>
    internal void Expand(ReadOnlySpan<bool> missing, int present)
    {
        Spread(Numbers, missing, present, 0);
        Spread(Integers, missing, present, 0);
        Spread(Booleans, missing, present, false);
        Spread(Codes, missing, present, -1);
        Spread(Starts, missing, present, 0);
        Spread(Lengths, missing, present, 0);
    }

    /// <summary>The bytes of a text.</summary>
    internal ReadOnlySpan<byte> TextAt(int at) => Codes is null ? Text.AsSpan(Starts![at], Lengths![at]) : Dictionary!.Text(Codes[at]);

    internal void Release()
    {
        Return(Numbers);
        Return(Integers);
        Return(Booleans);
        Return(Codes);
        Return(Starts);
        Return(Lengths);
        (Numbers, Integers, Booleans, Codes, Starts, Lengths, Text) = (null, null, null, null, null, null, null);
    }

    private static void Return<T>(T[]? array)
    {
        if (array is not null)
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }

    // Backwards, so that no value is overwritten before it is moved.
    private static void Spread<T>(T[]? values, ReadOnlySpan<bool> missing, int present, T none)
    {
        if (values is null)
        {
            return;
        }

        for (var i = missing.Length - 1; present <= i; i--)
        {
            values[i] = missing[i] ? none : values[--present];
        }
    }

    private static ReadOnlySpan<byte> PlainBytes(int encoding, byte[] page, int at, int end, int count, int size)
    {
        switch (encoding)
        {
            case ParquetEncoding.Plain:
                Need(at, end, (long)count * size);
                return page.AsSpan(at, count * size);
            case ParquetEncoding.ByteStreamSplit:
                Need(at, end, (long)count * size);
                var bytes = new byte[(count * size) + ParquetCodec.Padding];
                for (var stream = 0; stream < size; stream++)
                {
                    for (int i = 0, to = stream, from = at + (stream * count); i < count; i++, to += size)
                    {
                        bytes[to] = page[from + i];
                    }
                }

                return bytes.AsSpan(0, count * size);
            default:
                throw Unknown(encoding);
        }
    }

    private static void Need(int at, int end, long bytes)
    {
        if (bytes > end - at)
        {
            throw Short();
        }
    }

    private static InvalidDataException Short() => new("A page holds fewer values than its header says.");

    private static InvalidDataException Unknown(int encoding) =>
        new(string.Create(CultureInfo.InvariantCulture, $"A page is written in encoding {encoding}, which this type is not read from."));
}
