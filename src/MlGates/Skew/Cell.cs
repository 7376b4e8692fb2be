using System.IO.Hashing;
using MlGates.Data;

namespace MlGates.Skew;

/// <summary>A cell as it is compared: numbers by value however they are stored, texts and lists by 64-bit hashes.</summary>
internal readonly record struct Cell
{
    // 61 bits of a hash and 3 of the kind: rows of a whole dataset are kept.
    private readonly ulong _loose;

    private Cell(CellKind kind, ulong bits, ulong loose) => (Bits, _loose) = (bits, (loose << 3) | (ulong)kind);

    /// <summary>What it holds.</summary>
    internal CellKind Kind => (CellKind)(_loose & 7);

    /// <summary>The number's bits, 0 or 1, or the hash.</summary>
    internal ulong Bits { get; }

    /// <summary>Of a text: a hash of what is left without case and outer blanks.</summary>
    internal ulong Loose => _loose >> 3;

    /// <summary>The number.</summary>
    internal double Number => BitConverter.UInt64BitsToDouble(Bits);

    /// <summary>Reads a row's cell. A text that is a number is one, unless it has leading zeros, as codes have.</summary>
    internal static Cell Read(ColumnBatch column, int row, bool decimalComma)
    {
        if (column.Missing[row])
        {
            return default;
        }

        if (column.IsList)
        {
            var (first, end) = (row == 0 ? 0 : column.RowEnds[row - 1], column.RowEnds[row]);
            var hash = (ulong)(end - first);
            for (var i = first; i < end; i++)
            {
                var value = Value(column, i, decimalComma);
                hash = ((hash ^ value.Bits) * 0x9E3779B97F4A7C15) + (ulong)value.Kind;
            }

            return new Cell(CellKind.List, hash, hash);
        }

        return Value(column, row, decimalComma);
    }

    private static Cell Value(ColumnBatch column, int value, bool decimalComma)
    {
        switch (column.Encoding)
        {
            case ColumnEncoding.Float64:
                return Of(column.Numbers[value]);
            case ColumnEncoding.Int64:
                return Of(column.Integers[value]);
            case ColumnEncoding.Boolean:
                return new Cell(CellKind.Boolean, column.Booleans[value] ? 1UL : 0, 0);
        }

        var text = column.Text(value);
        if (LeadingZero.Count(text) == 0 && TextValue.Classify(text, decimalComma, out var number, out _) != NumberKind.None)
        {
            return Of(number);
        }

        if (TextValue.TryBoolean(text, out var truth))
        {
            return new Cell(CellKind.Boolean, truth ? 1UL : 0, 0);
        }

        return new Cell(CellKind.Text, XxHash3.HashToUInt64(text), Folded(text.Trim(" \t\r\n"u8)));
    }

    private static ulong Folded(ReadOnlySpan<byte> text)
    {
        Span<byte> lower = text.Length <= 256 ? stackalloc byte[text.Length] : new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            lower[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        return XxHash3.HashToUInt64(lower);
    }

    // One zero and one NaN.
    private static Cell Of(double number) => new(CellKind.Number, double.IsNaN(number) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(number + 0.0), 0);
}
