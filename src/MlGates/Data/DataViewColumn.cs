using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.Data;

/// <summary>How one column of a view becomes a column of ours, or several: one for each slot of a short vector.</summary>
/// <param name="source">The column of the view.</param>
/// <param name="headers">Our columns.</param>
/// <param name="encoding">How batches store them.</param>
/// <param name="isList">Whether a row is a list of values.</param>
/// <param name="bind">Makes the action for a cursor and some of our columns, by their places in <paramref name="headers"/>.</param>
internal sealed class DataViewColumn(DataViewSchema.Column source, ColumnHeader[] headers, ColumnEncoding encoding, bool isList, Func<DataViewRow, int[], DataViewColumn.Filler> bind)
{
    /// <summary>Adds the cursor's current row to the columns that were chosen.</summary>
    internal delegate void Filler(ReadOnlySpan<ColumnBatch> columns);

    private const string KeyValues = "KeyValues";

    internal DataViewSchema.Column Source => source;

    internal ColumnHeader[] Headers => headers;

    internal ColumnEncoding Encoding => encoding;

    internal bool IsList => isList;

    internal Filler Bind(DataViewRow cursor, int[] places) => bind(cursor, places);

    /// <exception cref="InputException">MLG0005: the column is of a type that has no statistics.</exception>
    internal static DataViewColumn From(DataViewSchema.Column column, string source)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        var value = (item is KeyDataViewType key ? Key(column, key) : Simple(item.RawType)) ?? throw new InputException(
            RuleIds.InputMalformed, $"Column '{column.Name}' of '{source}' is of type {column.Type}, which has no statistics; name the columns to read, or turn it into numbers or text first.");
        return column.Type switch
        {
            VectorDataViewType { IsKnownSize: true, Size: <= DataViewSource.MostSlots } vector when item is NumberDataViewType or BooleanDataViewType => value.Slots(column, vector.Size),
            VectorDataViewType => value.List(column),
            _ => value.Single(column),
        };
    }

    private static DataViewValue? Simple(Type type) =>
        type == typeof(float) ? new DataViewValue<float>(ColumnType.Float, ColumnEncoding.Float64, (v, to) => to.Add((double)v))
        : type == typeof(double) ? new DataViewValue<double>(ColumnType.Float, ColumnEncoding.Float64, (v, to) => to.Add(v))
        : type == typeof(ulong) ? new DataViewValue<ulong>(ColumnType.Float, ColumnEncoding.Float64, (v, to) => to.Add((double)v))
        : type == typeof(TimeSpan) ? new DataViewValue<TimeSpan>(ColumnType.Float, ColumnEncoding.Float64, (v, to) => to.Add(v.TotalSeconds))
        : type == typeof(DateTime) ? new DataViewValue<DateTime>(ColumnType.Timestamp, ColumnEncoding.Float64, (v, to) => to.Add(Timestamp.Seconds(v)))
        : type == typeof(DateTimeOffset) ? new DataViewValue<DateTimeOffset>(ColumnType.Timestamp, ColumnEncoding.Float64, (v, to) => to.Add(Timestamp.Seconds(v.UtcDateTime)))
        : type == typeof(sbyte) ? new DataViewValue<sbyte>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add((long)v))
        : type == typeof(byte) ? new DataViewValue<byte>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add((long)v))
        : type == typeof(short) ? new DataViewValue<short>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add((long)v))
        : type == typeof(ushort) ? new DataViewValue<ushort>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add((long)v))
        : type == typeof(int) ? new DataViewValue<int>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add((long)v))
        : type == typeof(uint) ? new DataViewValue<uint>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add((long)v))
        : type == typeof(long) ? new DataViewValue<long>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add(v))
        : type == typeof(bool) ? new DataViewValue<bool>(ColumnType.Boolean, ColumnEncoding.Boolean, (v, to) => to.Add(v))
        : type == typeof(ReadOnlyMemory<char>) ? new DataViewValue<ReadOnlyMemory<char>>(ColumnType.Category, ColumnEncoding.Text, (v, to) => to.AddText(v.Span), v => v.IsEmpty)
        : null;

    private static DataViewValue? Key(DataViewSchema.Column column, KeyDataViewType type)
    {
        var names = KeyNames(column);
        return type.RawType == typeof(byte) ? Key<byte>(names, v => v)
            : type.RawType == typeof(ushort) ? Key<ushort>(names, v => v)
            : type.RawType == typeof(uint) ? Key<uint>(names, v => v)
            : Key<ulong>(names, v => (long)v);
    }

    private static DataViewValue Key<T>(string[]? names, Func<T, long> number)
    {
        if (names is null)
        {
            return new DataViewValue<T>(ColumnType.Integer, ColumnEncoding.Int64, (v, to) => to.Add(number(v)), v => number(v) == 0);
        }

        var dictionary = TextDictionary.Of(names);
        return new DataViewValue<T>(
            ColumnType.Category,
            ColumnEncoding.Text,
            (v, to) => to.AddText(dictionary.Text((int)number(v) - 1)),
            v => !IsNamed(number(v), names))
        {
            Dictionary = dictionary,
            Code = v => (int)number(v) - 1,
        };
    }

    private static bool IsNamed(long key, string[] names) => key > 0 && key <= names.Length && names[key - 1].Length > 0;

    private static string[]? KeyNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is not VectorDataViewType type)
        {
            return null;
        }

        return type.ItemType.RawType == typeof(ReadOnlyMemory<char>) ? Names<ReadOnlyMemory<char>>(column, v => v.ToString())
            : type.ItemType.RawType == typeof(float) ? Names<float>(column, v => v.ToString("R", CultureInfo.InvariantCulture))
            : type.ItemType.RawType == typeof(double) ? Names<double>(column, v => v.ToString("R", CultureInfo.InvariantCulture))
            : type.ItemType.RawType == typeof(int) ? Names<int>(column, v => v.ToString(CultureInfo.InvariantCulture))
            : type.ItemType.RawType == typeof(long) ? Names<long>(column, v => v.ToString(CultureInfo.InvariantCulture))
            : type.ItemType.RawType == typeof(uint) ? Names<uint>(column, v => v.ToString(CultureInfo.InvariantCulture))
            : type.ItemType.RawType == typeof(bool) ? Names<bool>(column, v => v ? "true" : "false")
            : null;
    }

    private static string[] Names<T>(DataViewSchema.Column column, Func<T, string> show)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(KeyValues, ref values);
        return [.. values.DenseValues().Select(show)];
    }
}
