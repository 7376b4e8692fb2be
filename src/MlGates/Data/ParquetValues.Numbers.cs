using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlGates.Data;

// Truth values, whole numbers, numbers with decimals and times.
internal sealed partial class ParquetValues
{
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
}
