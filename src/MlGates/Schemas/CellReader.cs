using System.Globalization;
using System.Text;
using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Reads a single value of a batch.</summary>
internal static class CellReader
{
    internal static CellValue Read(ColumnBatch column, int value, bool decimalComma) => column.Encoding switch
    {
        ColumnEncoding.Float64 => new() { Kind = CellKind.Float, Number = column.Numbers[value], Text = Utf8(column.Numbers[value].ToString("R", CultureInfo.InvariantCulture)) },
        ColumnEncoding.Int64 => new() { Kind = CellKind.Integer, Number = column.Integers[value], Text = Utf8(column.Integers[value].ToString(CultureInfo.InvariantCulture)) },
        ColumnEncoding.Boolean => new() { Kind = CellKind.Boolean, Number = column.Booleans[value] ? 1 : 0, Text = Utf8(column.Booleans[value] ? "true" : "false") },
        _ => Classify(column.Text(value).ToArray(), decimalComma),
    };

    /// <summary>Reads a text as a column of texts is read.</summary>
    internal static CellValue Classify(byte[] text, bool decimalComma) => TextValue.Classify(text, decimalComma, out var number, out _) switch
    {
        NumberKind.Integer => new() { Kind = CellKind.Integer, Number = number, Text = text },
        NumberKind.Float => new() { Kind = CellKind.Float, Number = number, Text = text },
        _ when TextValue.TryBoolean(text, out var truth) => new() { Kind = CellKind.Boolean, Number = truth ? 1 : 0, Text = text },
        _ when Timestamp.TryParse(text, out var seconds) => new() { Kind = CellKind.Timestamp, Number = seconds, Text = text },
        _ => new() { Kind = CellKind.Text, Text = text },
    };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
