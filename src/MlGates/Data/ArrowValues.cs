using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace MlGates.Data;

/// <summary>Moves values from Arrow's arrays into batches.</summary>
internal static class ArrowValues
{
    /// <summary>Adds rows of a column of single values.</summary>
    internal static void Add(ColumnBatch batch, ArrowColumn column, IArrowArray array, int from, int count)
    {
        switch (column.Encoding)
        {
            case ColumnEncoding.Float64:
                batch.AddMany<double>(count, out var numbers, out var missing);
                Missing(array, from, missing);
                Numbers(column.ValueType, array, from, numbers, missing);
                break;
            case ColumnEncoding.Int64:
                batch.AddMany<long>(count, out var integers, out missing);
                Missing(array, from, missing);
                Integers(array, from, integers);
                break;
            case ColumnEncoding.Boolean:
                batch.AddMany<bool>(count, out var booleans, out missing);
                Missing(array, from, missing);
                var bits = ((BooleanArray)array).ValueBuffer.Span;
                for (var i = 0; i < count; i++)
                {
                    booleans[i] = Bit(bits, array.Offset + from + i);
                }

                break;
            default:
                for (var i = from; i < from + count; i++)
                {
                    AddText(batch, array, i);
                }

                return;
        }

        batch.CountMissing();
    }

    /// <summary>Adds rows of a list column.</summary>
    internal static void AddLists(ColumnBatch batch, ArrowColumn column, IArrowArray array, int from, int count)
    {
        var values = array switch
        {
            ListArray list => list.Values,
            LargeListArray list => list.Values,
            _ => ((FixedSizeListArray)array).Values,
        };
        for (var row = from; row < from + count; row++)
        {
            if (array.IsNull(row))
            {
                batch.AddMissing();
                continue;
            }

            var (start, end) = Range(array, row);
            var nulls = 0;
            for (var i = start; i < end; i++)
            {
                if (values.IsNull(i))
                {
                    nulls++;
                }
                else
                {
                    AddOne(batch, column, values, i);
                }
            }

            batch.EndList(nulls);
        }
    }

    // Where a row's values begin and end.
    private static (int Start, int End) Range(IArrowArray array, int row)
    {
        switch (array)
        {
            case ListArray list:
                return (list.ValueOffsets[row], list.ValueOffsets[row + 1]);
            case LargeListArray list:
                return (checked((int)list.ValueOffsets[row]), checked((int)list.ValueOffsets[row + 1]));
            default:
                var size = ((FixedSizeListType)array.Data.DataType).ListSize;
                return ((array.Offset + row) * size, (array.Offset + row + 1) * size);
        }
    }

    /// <summary>The texts of a dictionary.</summary>
    internal static TextDictionary Dictionary(IArrowArray values)
    {
        var ends = new int[values.Length];
        var total = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = total = checked(total + Text(values, i).Length);
        }

        var bytes = new byte[total + ParquetCodec.Padding];
        for (var i = 0; i < ends.Length; i++)
        {
            Text(values, i).CopyTo(bytes.AsSpan(i == 0 ? 0 : ends[i - 1]));
        }

        return new TextDictionary(bytes, ends);
    }

    /// <summary>Adds the codes of rows; a code whose value is null is missing.</summary>
    internal static void AddCodes(ColumnBatch batch, DictionaryArray array, int from, int count)
    {
        batch.AddMany<int>(count, out var codes, out var missing);
        Missing(array, from, missing);
        var width = ((DictionaryType)array.Data.DataType).IndexType.TypeId;
        var bytes = array.IndicesBuffer.Span;
        for (var i = 0; i < count; i++)
        {
            var at = array.Offset + from + i;
            var code = missing[i] ? -1L : width switch
            {
                ArrowTypeId.Int8 => (sbyte)bytes[at],
                ArrowTypeId.UInt8 => bytes[at],
                ArrowTypeId.Int16 => MemoryMarshal.Cast<byte, short>(bytes)[at],
                ArrowTypeId.UInt16 => MemoryMarshal.Cast<byte, ushort>(bytes)[at],
                ArrowTypeId.Int32 => MemoryMarshal.Cast<byte, int>(bytes)[at],
                ArrowTypeId.UInt32 => MemoryMarshal.Cast<byte, uint>(bytes)[at],
                _ => MemoryMarshal.Cast<byte, long>(bytes)[at],
            };
            if (!missing[i] && (ulong)code >= (ulong)array.Dictionary.Length)
            {
                throw new InvalidDataException("A value refers to a place beyond its dictionary.");
            }

            missing[i] = missing[i] || array.Dictionary.IsNull((int)code);
            codes[i] = missing[i] ? -1 : (int)code;
        }

        batch.CountMissing();
    }

    private static void AddOne(ColumnBatch batch, ArrowColumn column, IArrowArray values, int at)
    {
        switch (column.Encoding)
        {
            case ColumnEncoding.Float64:
                Span<double> number = [0];
                Numbers(column.ValueType, values, at, number, [false]);
                batch.Add(number[0]);
                break;
            case ColumnEncoding.Int64:
                Span<long> integer = [0];
                Integers(values, at, integer);
                batch.Add(integer[0]);
                break;
            case ColumnEncoding.Boolean:
                batch.Add(Bit(((BooleanArray)values).ValueBuffer.Span, values.Offset + at));
                break;
            default:
                batch.AddText(Text(values, at));
                break;
        }
    }

    private static void AddText(ColumnBatch batch, IArrowArray array, int at)
    {
        if (array.IsNull(at))
        {
            batch.AddMissing();
        }
        else
        {
            batch.AddText(Text(array, at));
        }
    }

    private static ReadOnlySpan<byte> Text(IArrowArray array, int at) => array switch
    {
        BinaryArray binary => binary.GetBytes(at),
        LargeBinaryArray large => large.GetBytes(at),
        BinaryViewArray view => view.GetBytes(at),
        FixedSizeBinaryArray fixedSize => fixedSize.GetBytes(at),
        _ => throw new InvalidDataException("A column holds other values than its schema says."),
    };

    private static void Missing(IArrowArray array, int from, Span<bool> missing)
    {
        var bits = array.Data.Buffers[0].Span;
        if (array.NullCount == 0 || bits.IsEmpty)
        {
            return;
        }

        for (var i = 0; i < missing.Length; i++)
        {
            missing[i] = !Bit(bits, array.Offset + from + i);
        }
    }

    private static bool Bit(ReadOnlySpan<byte> bits, int at) => ((bits[at >> 3] >> (at & 7)) & 1) == 1;

    private static ReadOnlySpan<T> Plain<T>(IArrowArray array, int from, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(array.Data.Buffers[1].Span).Slice(array.Offset + from, count);

    private static void Integers(IArrowArray array, int from, Span<long> to)
    {
        switch (array.Data.DataType.TypeId)
        {
            case ArrowTypeId.Int64:
                Plain<long>(array, from, to.Length).CopyTo(to);
                break;
            case ArrowTypeId.Int32:
                Widen<int, long>(Plain<int>(array, from, to.Length), to);
                break;
            case ArrowTypeId.Int16:
                Widen<short, long>(Plain<short>(array, from, to.Length), to);
                break;
            case ArrowTypeId.Int8:
                Widen<sbyte, long>(Plain<sbyte>(array, from, to.Length), to);
                break;
            case ArrowTypeId.UInt32:
                Widen<uint, long>(Plain<uint>(array, from, to.Length), to);
                break;
            case ArrowTypeId.UInt16:
                Widen<ushort, long>(Plain<ushort>(array, from, to.Length), to);
                break;
            default:
                Widen<byte, long>(Plain<byte>(array, from, to.Length), to);
                break;
        }
    }

    private static void Numbers(IArrowType type, IArrowArray array, int from, Span<double> to, ReadOnlySpan<bool> missing)
    {
        switch (type.TypeId)
        {
            case ArrowTypeId.Double:
                Plain<double>(array, from, to.Length).CopyTo(to);
                break;
            case ArrowTypeId.Float:
                Widen<float, double>(Plain<float>(array, from, to.Length), to);
                break;
            case ArrowTypeId.HalfFloat:
                Widen<Half, double>(Plain<Half>(array, from, to.Length), to);
                break;
            case ArrowTypeId.UInt64:
                Widen<ulong, double>(Plain<ulong>(array, from, to.Length), to);
                break;
            case ArrowTypeId.Date32:
                Scale(Plain<int>(array, from, to.Length), to, 86400, 1);
                break;
            case ArrowTypeId.Time32:
                Scale(Plain<int>(array, from, to.Length), to, 1, PerSecond(((TimeType)type).Unit));
                break;
            case ArrowTypeId.Date64:
                Scale(Plain<long>(array, from, to.Length), to, 1, 1e3);
                break;
            case ArrowTypeId.Time64:
                Scale(Plain<long>(array, from, to.Length), to, 1, PerSecond(((TimeType)type).Unit));
                break;
            case ArrowTypeId.Timestamp:
                Scale(Plain<long>(array, from, to.Length), to, 1, PerSecond(((TimestampType)type).Unit));
                break;
            case ArrowTypeId.Duration:
                Scale(Plain<long>(array, from, to.Length), to, 1, PerSecond(((DurationType)type).Unit));
                break;
            default:
                Decimals(type, array, from, to, missing);
                break;
        }
    }

    private static void Decimals(IArrowType type, IArrowArray array, int from, Span<double> to, ReadOnlySpan<bool> missing)
    {
        var width = ((FixedSizeBinaryType)type).ByteWidth;
        var scale = type switch
        {
            Decimal32Type d => d.Scale,
            Decimal64Type d => d.Scale,
            Decimal128Type d => d.Scale,
            Decimal256Type d => d.Scale,
            _ => throw new InvalidDataException("A column holds other values than its schema says."),
        };
        var bytes = array.Data.Buffers[1].Span.Slice((array.Offset + from) * width, to.Length * width);
        for (var i = 0; i < to.Length; i++)
        {
            // Through decimal digits, which are rounded once.
            to[i] = missing[i] ? 0 : double.Parse(
                string.Create(CultureInfo.InvariantCulture, $"{new BigInteger(bytes.Slice(i * width, width))}E{-scale}"), NumberStyles.Float, CultureInfo.InvariantCulture);
        }
    }

    private static void Widen<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }

    private static void Scale<T>(ReadOnlySpan<T> from, Span<double> to, double factor, double divisor)
        where T : INumberBase<T>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = double.CreateTruncating(from[i]) * factor / divisor;
        }
    }

    private static double PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1e3,
        TimeUnit.Microsecond => 1e6,
        _ => 1e9,
    };
}
