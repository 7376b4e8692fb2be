using System.Globalization;
using System.Text;
using System.Text.Unicode;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// What tells slices apart: for each column a byte 0 for a missing value, else the length of its bytes plus one, seven bits a byte, and the bytes. A column cut by
/// quantiles has the part in place of the value.
/// </summary>
/// <param name="by">What rows are grouped by.</param>
/// <param name="source">The source, for messages and for how text is read.</param>
/// <param name="places">The places of the columns in a batch.</param>
/// <param name="edges">Inner edges of the columns that are cut into parts; null for the others.</param>
internal sealed class SliceKey(SliceBy by, DataSource source, int[] places, double[]?[] edges)
{
    private const string Missing = "(missing)";

    private readonly byte[] _number = new byte[64];
    private byte[] _key = new byte[256];

    /// <summary>Refuses a column of lists, which has no one value to slice by.</summary>
    internal void Check(RowBatch batch)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (batch.Columns[places[i]].IsList)
            {
                throw new InputException(RuleIds.Usage, $"Column '{by.Columns[i].Name}' of '{source.Name}' holds lists, so it cannot be sliced by.", source.Locate(0));
            }
        }
    }

    /// <summary>The key of a row; valid until the next one is asked for.</summary>
    internal ReadOnlySpan<byte> Of(RowBatch batch, int row)
    {
        var length = 0;
        for (var i = 0; i < places.Length; i++)
        {
            var column = batch.Columns[places[i]];
            if (column.Missing[row])
            {
                AppendLength(0, ref length);
                continue;
            }

            var value = edges[i] is { } inner ? Part(column, row, inner) : SliceValue.Text(column, row, _number);
            AppendLength(value.Length + 1, ref length);
            Reserve(length + value.Length);
            value.CopyTo(_key.AsSpan(length));
            length += value.Length;
        }

        return _key.AsSpan(0, length);
    }

    /// <summary>Whether bytes are a key of this grouping.</summary>
    internal bool Holds(ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (!TryTake(ref key, out _, out _))
            {
                return false;
            }
        }

        return key.IsEmpty;
    }

    /// <summary>
    /// The slice's name, <c>payment_type=Cash, fare=[3.25, 6.5)</c>; others for other keys. A value that would read as something else is quoted, and bytes that are not valid
    /// UTF-8 stand as in <c>x"\xE9"</c>.
    /// </summary>
    internal string Name(ReadOnlySpan<byte> key)
    {
        var name = new StringBuilder();
        for (var i = 0; i < places.Length; i++)
        {
            TryTake(ref key, out var value, out var missing);
            var column = by.Columns[i].Name;
            name.Append(i > 0 ? ", " : "").Append(column.Contains('=', StringComparison.Ordinal) ? Quoted(column) : Plain(column)).Append('=');
            name.Append(missing ? Missing : edges[i] is not null ? Encoding.UTF8.GetString(value) : Shown(value));
        }

        return name.ToString();
    }

    private static bool TryTake(ref ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value, out bool missing)
    {
        var (length, shift) = (0L, 0);
        value = default;
        missing = false;
        while (true)
        {
            if (key.IsEmpty || shift > 28)
            {
                return false;
            }

            length |= (long)(key[0] & 0x7F) << shift;
            shift += 7;
            var last = key[0] < 0x80;
            key = key[1..];
            if (last)
            {
                break;
            }
        }

        missing = length == 0;
        if (length - 1 > key.Length)
        {
            return false;
        }

        value = missing ? default : key[..(int)(length - 1)];
        key = key[value.Length..];
        return true;
    }

    private static string Shown(ReadOnlySpan<byte> value)
    {
        if (Utf8.IsValid(value))
        {
            return Plain(Encoding.UTF8.GetString(value));
        }

        var text = new StringBuilder("x\"");
        while (!value.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(value, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            for (var i = 0; i < length && !valid; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{value[i]:X2}");
            }

            text.Append(!valid ? "" : rune.Value is '\\' or '"' ? $"{rune}{rune}" : rune.ToString());
            value = value[length..];
        }

        return text.Append('"').ToString();
    }

    private static string Plain(string text) => text == Missing || text.Contains('"', StringComparison.Ordinal) || text.Contains(", ", StringComparison.Ordinal) ? Quoted(text) : text;

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private ReadOnlySpan<byte> Part(ColumnBatch column, int row, double[] inner)
    {
        var number = SliceValue.Number(column, row, source.DecimalComma);
        if (double.IsNaN(number))
        {
            return "not a number"u8;
        }

        var at = Array.BinarySearch(inner, number);
        var part = at >= 0 ? at + 1 : ~at;
        var low = part == 0 ? "(-∞" : "[" + Show(inner[part - 1]);
        var high = part == inner.Length ? "∞" : Show(inner[part]);
        return Encoding.UTF8.GetBytes($"{low}, {high})");
    }

    private static string Show(double edge) => edge.ToString("R", CultureInfo.InvariantCulture);

    private void AppendLength(int number, ref int length)
    {
        Reserve(length + 5);
        for (; number >= 0x80; number >>= 7)
        {
            _key[length++] = (byte)(number | 0x80);
        }

        _key[length++] = (byte)number;
    }

    private void Reserve(int length)
    {
        if (length > _key.Length)
        {
            Array.Resize(ref _key, Math.Max(2 * _key.Length, length));
        }
    }
}
