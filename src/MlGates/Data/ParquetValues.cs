using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlGates.Data;

/// <summary>
/// Values of one page in our types, those that are missing left out or, after <see cref="Expand"/>, in their rows. Arrays come from the shared
/// pool and go back with <see cref="Release"/>.
/// </summary>
internal sealed class ParquetValues
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

    private void ReadCodes(ParquetColumn column, byte[] page, int at, int end, int count, int room, ParquetDictionary? dictionary)
    {
        var codes = ArrayPool<int>.Shared.Rent(room);
        if (column.Value == ParquetValue.Text)
        {
            (Codes, Dictionary) = (codes, dictionary?.Texts);
        }

        try
        {
            if (count > 0)
            {
                var width = at < end ? page[at] : throw Short();
                if (dictionary is null || width > 32)
                {
                    throw new InvalidDataException("A page refers to a dictionary that is not there.");
                }

                ParquetHybrid.Read(page, at + 1, end, width, codes.AsSpan(0, count));
                foreach (var code in codes.AsSpan(0, count))
                {
                    if ((uint)code >= (uint)dictionary.Count)
                    {
                        throw new InvalidDataException("A page refers to a value beyond its dictionary.");
                    }
                }
            }

            switch (column.Value)
            {
                case ParquetValue.Text:
                    break;
                case ParquetValue.Number:
                    Numbers = ArrayPool<double>.Shared.Rent(room);
                    Look(codes.AsSpan(0, count), dictionary?.Numbers, Numbers);
                    break;
                case ParquetValue.Boolean:
                    Booleans = ArrayPool<bool>.Shared.Rent(room);
                    Look(codes.AsSpan(0, count), dictionary?.Booleans, Booleans);
                    break;
                default:
                    Integers = ArrayPool<long>.Shared.Rent(room);
                    Look(codes.AsSpan(0, count), dictionary?.Integers, Integers);
                    break;
            }
        }
        finally
        {
            if (Codes is null)
            {
                ArrayPool<int>.Shared.Return(codes);
            }
        }
    }

    private static void Look<T>(ReadOnlySpan<int> codes, T[]? dictionary, T[] values)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            values[i] = dictionary![codes[i]];
        }
    }

    private static void ReadBooleans(int encoding, byte[] page, int at, int end, Span<bool> values)
    {
        switch (encoding)
        {
            case ParquetEncoding.Plain:
                Need(at, end, (values.Length + 7L) / 8);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = ((page[at + (i >> 3)] >> (i & 7)) & 1) == 1;
                }

                break;
            case ParquetEncoding.Rle:
                if (values.IsEmpty)
                {
                    break;
                }

                Need(at, end, 4);
                ParquetHybrid.ReadMissing(page, at + 4, end, values);
                foreach (ref var value in values)
                {
                    value = !value;
                }

                break;
            default:
                throw Unknown(encoding);
        }
    }

    private static void ReadIntegers(ParquetColumn column, int encoding, byte[] page, int at, int end, Span<long> values)
    {
        var narrow = column.Element.Type == ParquetPhysical.Int32;
        if (encoding == ParquetEncoding.DeltaBinary)
        {
            var read = ParquetDelta.Integers(page, ref at, end, values.Length, narrow);
            if (read.Length != values.Length)
            {
                throw Short();
            }

            read.CopyTo(values);
        }
        else
        {
            var bytes = PlainBytes(encoding, page, at, end, values.Length, narrow ? 4 : 8);
            if (narrow)
            {
                var from = MemoryMarshal.Cast<byte, int>(bytes);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = from[i];
                }
            }
            else
            {
                MemoryMarshal.Cast<byte, long>(bytes).CopyTo(values);
            }
        }

        if (column.Value == ParquetValue.Unsigned32)
        {
            foreach (ref var value in values)
            {
                value &= uint.MaxValue;
            }
        }
    }

    private static void ReadNumbers(ParquetColumn column, int encoding, byte[] page, int at, int end, Span<double> values)
    {
        switch (column.Element.Type)
        {
            case ParquetPhysical.Double:
                MemoryMarshal.Cast<byte, double>(PlainBytes(encoding, page, at, end, values.Length, 8)).CopyTo(values);
                break;
            case ParquetPhysical.Float:
                var floats = MemoryMarshal.Cast<byte, float>(PlainBytes(encoding, page, at, end, values.Length, 4));
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = floats[i];
                }

                break;
            case ParquetPhysical.Int32 or ParquetPhysical.Int64:
                var whole = ArrayPool<long>.Shared.Rent(values.Length);
                ReadIntegers(column, encoding, page, at, end, whole.AsSpan(0, values.Length));
                Scale(column, whole, values);
                ArrayPool<long>.Shared.Return(whole);
                break;
            case ParquetPhysical.Int96:
                var moments = PlainBytes(encoding, page, at, end, values.Length, 12);
                for (var i = 0; i < values.Length; i++)
                {
                    // Nanoseconds of the day, then the Julian day; 2440588 is 1970-01-01.
                    var nanos = BinaryPrimitives.ReadInt64LittleEndian(moments[(12 * i)..]);
                    values[i] = ((BinaryPrimitives.ReadInt32LittleEndian(moments[((12 * i) + 8)..]) - 2440588L) * 86400.0) + (nanos / 1e9);
                }

                break;
            case ParquetPhysical.FixedBytes when !column.IsDecimal:
                var halves = MemoryMarshal.Cast<byte, Half>(PlainBytes(encoding, page, at, end, values.Length, 2));
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (double)halves[i];
                }

                break;
            default:
                ReadDecimals(column, encoding, page, at, end, values);
                break;
        }
    }

    private static void Scale(ParquetColumn column, ReadOnlySpan<long> whole, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column.Divisor == 0 ? (ulong)whole[i]
                : column.IsDecimal && Math.Abs((decimal)whole[i]) > 1L << 53 ? Decimal(whole[i], column.Element.Scale)
                : whole[i] * column.Factor / column.Divisor;
        }
    }

    private static void ReadDecimals(ParquetColumn column, int encoding, byte[] page, int at, int end, Span<double> values)
    {
        var texts = new ParquetValues();
        texts.ReadTexts(column, encoding, page, at, end, values.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = texts.TextAt(i);
            var unscaled = new BigInteger(bytes, isUnsigned: false, isBigEndian: true);
            values[i] = BigInteger.Abs(unscaled) <= 1L << 53 && column.Element.Scale <= 22 ? (double)unscaled / column.Divisor : Decimal(unscaled, column.Element.Scale);
        }

        texts.Release();
    }

    // Through decimal digits, which are rounded once.
    private static double Decimal(BigInteger unscaled, int scale) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{unscaled}E-{scale}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    private void ReadTexts(ParquetColumn column, int encoding, byte[] page, int at, int end, int count, int room)
    {
        Starts = ArrayPool<int>.Shared.Rent(room);
        Lengths = ArrayPool<int>.Shared.Rent(room);
        Text = page;
        KeepsPage = true;
        var size = column.Element.Length;
        switch (encoding)
        {
            case ParquetEncoding.Plain or ParquetEncoding.ByteStreamSplit when column.Element.Type == ParquetPhysical.FixedBytes:
                if (encoding == ParquetEncoding.ByteStreamSplit)
                {
                    Text = PlainBytes(encoding, page, at, end, count, size).ToArray();
                    (at, KeepsPage) = (0, false);
                }

                Need(at, encoding == ParquetEncoding.Plain ? end : Text.Length, (long)count * size);
                for (var i = 0; i < count; i++)
                {
                    (Starts[i], Lengths[i]) = (at + (i * size), size);
                }

                break;
            case ParquetEncoding.Plain:
                ReadPlainTexts(page, at, end, count);
                break;
            case ParquetEncoding.DeltaLength:
                var (starts, lengths) = ParquetDelta.LengthBytes(page, at, end, count);
                Take(starts, lengths, count);
                break;
            case ParquetEncoding.DeltaBytes:
                (Text, starts, lengths) = ParquetDelta.Bytes(page, at, end, count);
                KeepsPage = false;
                Take(starts, lengths, count);
                break;
            default:
                throw Unknown(encoding);
        }

        if (column.Element.Logical == ParquetLogical.Uuid && size == 16)
        {
            ShowUuids(count);
        }
    }

    private void ReadPlainTexts(byte[] page, int at, int end, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var length = end - at >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(at)) : -1;
            at += 4;
            if ((uint)length > (uint)(end - at))
            {
                throw Short();
            }

            (Starts![i], Lengths![i]) = (at, length);
            at += length;
        }
    }

    private void Take(int[] starts, int[] lengths, int count)
    {
        if (starts.Length != count)
        {
            throw Short();
        }

        starts.CopyTo(Starts!, 0);
        lengths.CopyTo(Lengths!, 0);
    }

    private void ShowUuids(int count)
    {
        const int Shown = 36;
        var shown = new byte[((long)count * Shown) + ParquetCodec.Padding];
        for (var i = 0; i < count; i++)
        {
            new Guid(Text.AsSpan(Starts![i], 16), bigEndian: true).TryFormat(shown.AsSpan(i * Shown), out _);
            (Starts![i], Lengths![i]) = (i * Shown, Shown);
        }

        (Text, KeepsPage) = (shown, false);
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
