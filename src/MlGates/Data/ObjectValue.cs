using System.Globalization;
using System.Runtime.CompilerServices;

namespace MlGates.Data;

/// <summary>How single values of .NET types are stored in columns.</summary>
internal static class ObjectValue
{
    /// <summary>The type and encoding of a column of such values, nullable or not; null for a type that cannot be one.</summary>
    internal static (ColumnType Type, ColumnEncoding Encoding)? Shape(Type type)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        return kind.IsEnum || kind == typeof(string) || kind == typeof(char) || kind == typeof(Guid) ? (ColumnType.Category, ColumnEncoding.Text)
            : kind == typeof(bool) ? (ColumnType.Boolean, ColumnEncoding.Boolean)
            : kind == typeof(double) || kind == typeof(float) || kind == typeof(Half) || kind == typeof(decimal) || kind == typeof(ulong) ? (ColumnType.Float, ColumnEncoding.Float64)
            : kind == typeof(long) || kind == typeof(int) || kind == typeof(short) || kind == typeof(sbyte) || kind == typeof(uint) || kind == typeof(ushort) || kind == typeof(byte) ? (ColumnType.Integer, ColumnEncoding.Int64)
            : kind == typeof(DateTime) || kind == typeof(DateTimeOffset) || kind == typeof(DateOnly) ? (ColumnType.Timestamp, ColumnEncoding.Float64)
            : null;
    }

    /// <summary>Adds a value to a column of its shape; false for null, which adds nothing.</summary>
    // The casts go through object but the JIT removes the boxes: each type of value has its own copy of the method, with one branch left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryAdd<TValue>(ColumnBatch column, TValue value)
    {
        switch (value)
        {
            case null:
                return false;
            case double v:
                column.Add(v);
                break;
            case float v:
                column.Add((double)v);
                break;
            case long v:
                column.Add(v);
                break;
            case int v:
                column.Add((long)v);
                break;
            case bool v:
                column.Add(v);
                break;
            case string v:
                column.AddText(v);
                break;
            case short v:
                column.Add((long)v);
                break;
            case sbyte v:
                column.Add((long)v);
                break;
            case uint v:
                column.Add((long)v);
                break;
            case ushort v:
                column.Add((long)v);
                break;
            case byte v:
                column.Add((long)v);
                break;
            case Half v:
                column.Add((double)v);
                break;
            case decimal v:
                column.Add((double)v);
                break;
            case ulong v:
                column.Add((double)v);
                break;
            case DateTime v:
                column.Add(Timestamp.Seconds(v));
                break;
            case DateTimeOffset v:
                column.Add(Timestamp.Seconds(v.UtcDateTime));
                break;
            case DateOnly v:
                column.Add(Timestamp.Seconds(v.ToDateTime(TimeOnly.MinValue)));
                break;
            case IFormattable v:
                column.AddText(v.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                column.AddText(value.ToString());
                break;
        }

        return true;
    }
}
