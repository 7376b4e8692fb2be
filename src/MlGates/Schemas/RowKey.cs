using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>
/// 128-bit hashes of values and rows (XXH3, Collet 2019): equal values hash alike however a source stores them. Among a thousand million rows two different ones
/// share a hash with a chance of 10^-21. Not safe for concurrent use.
/// </summary>
/// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
internal sealed class RowKey(bool decimalComma)
{
    private byte[] _bytes = new byte[256];
    private int _used;

    private enum Tag : byte
    {
        Missing,
        Number,
        Long,
        Boolean,
        Text,
        Timestamp,
        List,
    }

    /// <summary>The hash of what was added since <see cref="Clear"/>.</summary>
    internal UInt128 Hash => XxHash128.HashToUInt128(_bytes.AsSpan(0, _used));

    internal void Clear() => _used = 0;

    /// <summary>Adds what a row holds in a column.</summary>
    internal void AddRow(ColumnBatch column, int row, ColumnType type)
    {
        if (column.Missing[row])
        {
            Word(Tag.Missing, 0);
            return;
        }

        if (!column.IsList)
        {
            AddValue(column, row, type);
            return;
        }

        var (first, end) = Range(column, row);
        Word(Tag.List, (ulong)(end - first));
        for (var value = first; value < end; value++)
        {
            AddValue(column, value, type);
        }
    }

    /// <summary>Adds a single value.</summary>
    internal void AddValue(ColumnBatch column, int value, ColumnType type)
    {
        switch (column.Encoding)
        {
            case ColumnEncoding.Text:
                AddText(column.Text(value), type);
                break;
            case ColumnEncoding.Boolean:
                Word(Tag.Boolean, column.Booleans[value] ? 1UL : 0);
                break;
            case ColumnEncoding.Int64 when type == ColumnType.Category:
                Text(Encoding.UTF8.GetBytes(column.Integers[value].ToString(CultureInfo.InvariantCulture)));
                break;
            case ColumnEncoding.Int64:
                AddInteger(column.Integers[value]);
                break;
            case ColumnEncoding.Float64 when type == ColumnType.Category:
                Text(Encoding.UTF8.GetBytes(column.Numbers[value].ToString("R", CultureInfo.InvariantCulture)));
                break;
            default:
                AddNumber(type == ColumnType.Timestamp ? Tag.Timestamp : Tag.Number, column.Numbers[value]);
                break;
        }
    }

    /// <summary>Where a row's values are.</summary>
    internal static (int First, int End) Range(ColumnBatch column, int row) =>
        column.IsList ? (row == 0 ? 0 : column.RowEnds[row - 1], column.RowEnds[row]) : (row, row + 1);

    // A text is what its column holds: 1.0 and 1 are one number, but two names.
    private void AddText(ReadOnlySpan<byte> text, ColumnType type)
    {
        switch (type)
        {
            case ColumnType.Integer or ColumnType.Float when TextValue.Classify(text, decimalComma, out var number, out var integer) is not NumberKind.None and var kind:
                if (kind == NumberKind.Integer)
                {
                    AddInteger(integer);
                }
                else
                {
                    AddNumber(Tag.Number, number);
                }

                break;
            case ColumnType.Boolean when TextValue.TryBoolean(text, out var truth):
                Word(Tag.Boolean, truth ? 1UL : 0);
                break;
            case ColumnType.Timestamp when Timestamp.TryParse(text, out var seconds):
                AddNumber(Tag.Timestamp, seconds);
                break;
            default:
                Text(text);
                break;
        }
    }

    private void AddInteger(long value)
    {
        var number = (double)value;
        if (number < 9223372036854775808.0 && (long)number == value)
        {
            AddNumber(Tag.Number, number);
        }
        else
        {
            Word(Tag.Long, (ulong)value);
        }
    }

    // Adding 0.0 makes a negative zero positive.
    private void AddNumber(Tag tag, double value) => Word(tag, double.IsNaN(value) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(value + 0.0));

    private void Text(ReadOnlySpan<byte> text)
    {
        Word(Tag.Text, (ulong)text.Length);
        Room(text.Length);
        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
    }

    private void Word(Tag tag, ulong word)
    {
        Room(9);
        _bytes[_used] = (byte)tag;
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_used + 1), word);
        _used += 9;
    }

    private void Room(int bytes)
    {
        if (_used + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + bytes, 2 * _bytes.Length));
        }
    }
}
