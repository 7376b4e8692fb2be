using System.Globalization;
using System.Reflection;

namespace MlGates.Data;

/// <summary>Compiled access to the properties of a row type, made once per type.</summary>
internal static class ObjectColumns<T>
{
    internal delegate void Fill(ReadOnlySpan<T> rows, ColumnBatch column);

    private static readonly List<(ColumnHeader Header, ColumnEncoding Encoding, Fill Fill)> Found = [];

    internal static readonly string? Refusal = FindColumns();

    internal static readonly ColumnHeader[] Headers = [.. Found.Select(c => c.Header)];

    internal static readonly ColumnEncoding[] Encodings = [.. Found.Select(c => c.Encoding)];

    internal static readonly Fill[] Fills = [.. Found.Select(c => c.Fill)];

    private static string? FindColumns()
    {
        var add = typeof(ObjectColumns<T>).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0).OrderBy(p => p.MetadataToken))
        {
            if (!(bool)add.MakeGenericMethod(property.PropertyType).Invoke(null, [property])!)
            {
                return $"Property '{property.Name}' of {typeof(T).Name} is a {property.PropertyType.Name}, which cannot be a column; project the rows to simple properties first.";
            }
        }

        return Found.Count == 0 ? $"{typeof(T).Name} has no public property that can be a column." : null;
    }

    private static bool Add<TValue>(PropertyInfo property)
    {
        var kind = Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue);
        (ColumnType, ColumnEncoding)? shape = kind.IsEnum || kind == typeof(string) || kind == typeof(char) || kind == typeof(Guid) ? (ColumnType.Category, ColumnEncoding.Text)
            : kind == typeof(bool) ? (ColumnType.Boolean, ColumnEncoding.Boolean)
            : kind == typeof(double) || kind == typeof(float) || kind == typeof(Half) || kind == typeof(decimal) || kind == typeof(ulong) ? (ColumnType.Float, ColumnEncoding.Float64)
            : kind == typeof(long) || kind == typeof(int) || kind == typeof(short) || kind == typeof(sbyte) || kind == typeof(uint) || kind == typeof(ushort) || kind == typeof(byte) ? (ColumnType.Integer, ColumnEncoding.Int64)
            : kind == typeof(DateTime) || kind == typeof(DateTimeOffset) || kind == typeof(DateOnly) ? (ColumnType.Timestamp, ColumnEncoding.Float64)
            : null;
        if (shape is not var (type, encoding))
        {
            return false;
        }

        var get = typeof(T).IsValueType
            ? CompileForStruct<TValue>(property)
            : property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        Found.Add((new ColumnHeader(property.Name, type), encoding, encoding switch
        {
            ColumnEncoding.Text => (rows, column) => FillTexts(rows, column, get),
            ColumnEncoding.Boolean => (rows, column) => FillBooleans(rows, column, get),
            ColumnEncoding.Int64 => (rows, column) => FillIntegers(rows, column, get),
            _ => (rows, column) => FillNumbers(rows, column, get),
        }));
        return true;
    }

    private static Func<T, TValue> CompileForStruct<TValue>(PropertyInfo property)
    {
        var row = System.Linq.Expressions.Expression.Parameter(typeof(T));
        return System.Linq.Expressions.Expression.Lambda<Func<T, TValue>>(System.Linq.Expressions.Expression.Property(row, property), row).Compile();
    }

    // The casts below go through object but the JIT removes the boxes: each type of value has its own copy of the method.
    private static void FillNumbers<TValue>(ReadOnlySpan<T> rows, ColumnBatch column, Func<T, TValue> get)
    {
        foreach (var row in rows)
        {
            var value = get(row);
            if (value is null)
            {
                column.AddMissing();
            }
            else
            {
                column.Add(value switch
                {
                    double d => d,
                    float f => f,
                    Half h => (double)h,
                    decimal m => (double)m,
                    ulong u => u,
                    DateTime t => Timestamp.Seconds(t),
                    DateTimeOffset t => Timestamp.Seconds(t.UtcDateTime),
                    DateOnly t => Timestamp.Seconds(t.ToDateTime(TimeOnly.MinValue)),
                    _ => throw new InvalidOperationException($"{typeof(TValue).Name} is not a number."),
                });
            }
        }
    }

    private static void FillIntegers<TValue>(ReadOnlySpan<T> rows, ColumnBatch column, Func<T, TValue> get)
    {
        foreach (var row in rows)
        {
            var value = get(row);
            if (value is null)
            {
                column.AddMissing();
            }
            else
            {
                column.Add(value switch
                {
                    long l => l,
                    int i => i,
                    short s => s,
                    sbyte s => s,
                    uint u => u,
                    ushort u => u,
                    byte b => (long)b,
                    _ => throw new InvalidOperationException($"{typeof(TValue).Name} is not an integer."),
                });
            }
        }
    }

    private static void FillBooleans<TValue>(ReadOnlySpan<T> rows, ColumnBatch column, Func<T, TValue> get)
    {
        foreach (var row in rows)
        {
            if (get(row) is bool value)
            {
                column.Add(value);
            }
            else
            {
                column.AddMissing();
            }
        }
    }

    private static void FillTexts<TValue>(ReadOnlySpan<T> rows, ColumnBatch column, Func<T, TValue> get)
    {
        foreach (var row in rows)
        {
            switch (get(row))
            {
                case null:
                    column.AddMissing();
                    break;
                case string text:
                    column.AddText(text);
                    break;
                case IFormattable other:
                    column.AddText(other.ToString(null, CultureInfo.InvariantCulture));
                    break;
                case var other:
                    column.AddText(other.ToString());
                    break;
            }
        }
    }
}
