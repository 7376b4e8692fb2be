using System.Globalization;
using System.Text;
using MlGates.Data;

namespace MlGates.Gates;

/// <summary>Reads single values as the type that their profile has. Not safe for concurrent use.</summary>
/// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
internal sealed class TypedCells(bool decimalComma)
{
    private char[] _text = new char[64];

    /// <summary>The value of a column of numbers or times; NaN when it is none.</summary>
    internal double Number(ColumnBatch column, int value, ColumnType type) => column.Encoding switch
    {
        ColumnEncoding.Float64 => column.Numbers[value],
        ColumnEncoding.Int64 => column.Integers[value],
        ColumnEncoding.Boolean => column.Booleans[value] ? 1 : 0,
        _ when type == ColumnType.Timestamp => Timestamp.TryParse(column.Text(value), out var seconds) ? seconds : double.NaN,
        _ => TextValue.Classify(column.Text(value), decimalComma, out var read, out _) != NumberKind.None ? read : double.NaN,
    };

    /// <summary>The value's name among the counted ones of a profile; valid until the next call.</summary>
    internal ReadOnlySpan<char> Name(ColumnBatch column, int value, ColumnType type)
    {
        int written;
        switch (column.Encoding)
        {
            case ColumnEncoding.Boolean:
                return column.Booleans[value] ? "true" : "false";
            case ColumnEncoding.Int64:
                column.Integers[value].TryFormat(_text, out written, default, CultureInfo.InvariantCulture);
                return _text.AsSpan(0, written);
            case ColumnEncoding.Float64:
                column.Numbers[value].TryFormat(_text, out written, "R", CultureInfo.InvariantCulture);
                return _text.AsSpan(0, written);
        }

        var text = column.Text(value);
        if (type == ColumnType.Boolean && TextValue.TryBoolean(text, out var truth))
        {
            return truth ? "true" : "false";
        }

        if (type == ColumnType.Integer && TextValue.Classify(text, decimalComma, out _, out var integer) == NumberKind.Integer)
        {
            integer.TryFormat(_text, out written, default, CultureInfo.InvariantCulture);
            return _text.AsSpan(0, written);
        }

        if (_text.Length < text.Length)
        {
            _text = new char[2 * text.Length];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetChars(text, _text));
    }
}
