using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.Data;

/// <summary>How one column of a view, or one slot of a vector, becomes a column of ours.</summary>
internal sealed class DataViewColumn(DataViewSchema.Column source, ColumnHeader header, ColumnEncoding encoding, Func<DataViewRow, Action<ColumnBatch>> bind)
{
    private const string KeyValues = "KeyValues";

    internal DataViewSchema.Column Source => source;

    internal ColumnHeader Header => header;

    internal ColumnEncoding Encoding => encoding;

    /// <summary>The action that adds the cursor's current value to a batch.</summary>
    internal Action<ColumnBatch> Bind(DataViewRow cursor) => bind(cursor);

    internal static IEnumerable<DataViewColumn> From(DataViewSchema.Column column, string source) => column.Type switch
    {
        KeyDataViewType key => [Key(column, key)],
        VectorDataViewType { ItemType: NumberDataViewType } vector when vector.IsKnownSize && vector.Size <= DataViewSource.MostSlots => Slots(column, vector, source),
        var type => [Scalar(column, type.RawType) ?? throw Unfit(column, source)],
    };

    private static InputException Unfit(DataViewSchema.Column column, string source) => new(
        RuleIds.InputMalformed,
        string.Create(CultureInfo.InvariantCulture, $"Column '{column.Name}' of '{source}' is {Describe(column.Type)}, which has no statistics here; name the columns to read, or put it into columns of single values first."));

    private static string Describe(DataViewType type) => type is VectorDataViewType vector
        ? string.Create(CultureInfo.InvariantCulture, $"a vector of {(vector.IsKnownSize ? vector.Size : "varying")} {vector.ItemType} values (at most {DataViewSource.MostSlots} numbers are taken apart)")
        : $"of type {type}";

    private static DataViewColumn? Scalar(DataViewSchema.Column column, Type type) =>
        type == typeof(float) ? Number<float>(column, v => v)
        : type == typeof(double) ? Number<double>(column, v => v)
        : type == typeof(ulong) ? Number<ulong>(column, v => v)
        : type == typeof(TimeSpan) ? Number<TimeSpan>(column, v => v.TotalSeconds)
        : type == typeof(DateTime) ? Number<DateTime>(column, v => Timestamp.Seconds(v), ColumnType.Timestamp)
        : type == typeof(DateTimeOffset) ? Number<DateTimeOffset>(column, v => Timestamp.Seconds(v.UtcDateTime), ColumnType.Timestamp)
        : type == typeof(sbyte) ? Integer<sbyte>(column, v => v)
        : type == typeof(byte) ? Integer<byte>(column, v => v)
        : type == typeof(short) ? Integer<short>(column, v => v)
        : type == typeof(ushort) ? Integer<ushort>(column, v => v)
        : type == typeof(int) ? Integer<int>(column, v => v)
        : type == typeof(uint) ? Integer<uint>(column, v => v)
        : type == typeof(long) ? Integer<long>(column, v => v)
        : type == typeof(bool) ? Make<bool>(column, ColumnType.Boolean, ColumnEncoding.Boolean, (v, batch) => batch.Add(v))
        : type == typeof(ReadOnlyMemory<char>) ? Make<ReadOnlyMemory<char>>(column, ColumnType.Category, ColumnEncoding.Text, AddText)
        : null;

    private static DataViewColumn Number<T>(DataViewSchema.Column column, Func<T, double> convert, ColumnType type = ColumnType.Float) =>
        Make<T>(column, type, ColumnEncoding.Float64, (v, batch) => batch.Add(convert(v)));

    private static DataViewColumn Integer<T>(DataViewSchema.Column column, Func<T, long> convert) =>
        Make<T>(column, ColumnType.Integer, ColumnEncoding.Int64, (v, batch) => batch.Add(convert(v)));

    private static DataViewColumn Make<T>(DataViewSchema.Column column, ColumnType type, ColumnEncoding encoding, Action<T, ColumnBatch> add) =>
        new(column, new ColumnHeader(column.Name, type), encoding, cursor =>
        {
            var get = cursor.GetGetter<T>(column);
            T value = default!;
            return batch =>
            {
                get(ref value);
                add(value, batch);
            };
        });

    private static void AddText(ReadOnlyMemory<char> text, ColumnBatch batch)
    {
        if (text.IsEmpty)
        {
            batch.AddMissing();
        }
        else
        {
            batch.AddText(text.Span);
        }
    }

    private static DataViewColumn Key(DataViewSchema.Column column, KeyDataViewType type)
    {
        var names = KeyNames(column);
        return type.RawType == typeof(byte) ? Key<byte>(column, names, v => v)
            : type.RawType == typeof(ushort) ? Key<ushort>(column, names, v => v)
            : type.RawType == typeof(uint) ? Key<uint>(column, names, v => v)
            : Key<ulong>(column, names, v => (long)v);
    }

    private static DataViewColumn Key<T>(DataViewSchema.Column column, string[]? names, Func<T, long> convert) => names is null
        ? Make<T>(column, ColumnType.Integer, ColumnEncoding.Int64, (v, batch) =>
        {
            if (convert(v) is not 0 and var key)
            {
                batch.Add(key);
            }
            else
            {
                batch.AddMissing();
            }
        })
        : Make<T>(column, ColumnType.Category, ColumnEncoding.Text, (v, batch) =>
        {
            if (convert(v) is > 0 and var key && key <= names.Length)
            {
                batch.AddText(names[key - 1]);
            }
            else
            {
                batch.AddMissing();
            }
        });

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

    private static IEnumerable<DataViewColumn> Slots(DataViewSchema.Column column, VectorDataViewType vector, string source)
    {
        for (var slot = 0; slot < vector.Size; slot++)
        {
            yield return vector.ItemType.RawType == typeof(float) ? Slot<float>(column, slot, v => v)
                : vector.ItemType.RawType == typeof(double) ? Slot<double>(column, slot, v => v)
                : vector.ItemType.RawType == typeof(int) ? Slot<int>(column, slot, v => v)
                : throw Unfit(column, source);
        }
    }

    private static DataViewColumn Slot<T>(DataViewSchema.Column column, int slot, Func<T, double> convert) =>
        new(column, new ColumnHeader(string.Create(CultureInfo.InvariantCulture, $"{column.Name}[{slot}]"), ColumnType.Float), ColumnEncoding.Float64, cursor =>
        {
            var get = cursor.GetGetter<VBuffer<T>>(column);
            VBuffer<T> value = default;
            return batch =>
            {
                // Each slot fetches the vector anew: slower, but slots stay columns like any other.
                get(ref value);
                batch.Add(convert(value.GetItemOrDefault(slot)));
            };
        });
}
