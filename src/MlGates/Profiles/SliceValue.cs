using System.Globalization;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>A value as rows are sliced by it.</summary>
internal static class SliceValue
{
    /// <summary>The value as text.</summary>
    /// <param name="column">The column, of single values.</param>
    /// <param name="row">The row, where a value is present.</param>
    /// <param name="buffer">At least 64 bytes, which may hold what is returned.</param>
    internal static ReadOnlySpan<byte> Text(ColumnBatch column, int row, byte[] buffer)
    {
        var length = 0;
        switch (column.Encoding)
        {
            case ColumnEncoding.Text:
                return column.Text(row);
            case ColumnEncoding.Int64:
                column.Integers[row].TryFormat(buffer, out length, default, CultureInfo.InvariantCulture);
                break;
            case ColumnEncoding.Float64:
                column.Numbers[row].TryFormat(buffer, out length, "R", CultureInfo.InvariantCulture);
                break;
            default:
                return column.Booleans[row] ? "true"u8 : "false"u8;
        }

        return buffer.AsSpan(0, length);
    }

    /// <summary>The value as its column's quantiles took it: times are seconds; NaN for what is no number.</summary>
    internal static double Number(ColumnBatch column, int row, bool decimalComma)
    {
        switch (column.Encoding)
        {
            case ColumnEncoding.Int64:
                return column.Integers[row];
            case ColumnEncoding.Float64:
                return column.Numbers[row];
            case ColumnEncoding.Text:
                var text = column.Text(row);
                return TextValue.TryNumber(text, out var number, decimalComma) || Timestamp.TryParse(text, out number) ? number : double.NaN;
            default:
                return double.NaN;
        }
    }
}
