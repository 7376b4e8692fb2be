using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.MLNet;

/// <summary>Reads a column of numbers as dense vectors.</summary>
internal static class FeatureReader
{
    /// <summary>Gives the current row's features; valid until the next call.</summary>
    public delegate ReadOnlySpan<float> Read();

    /// <exception cref="InputException">The column does not hold numbers.</exception>
    public static Read Of(DataViewRow row, DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var item = vector?.ItemType ?? column.Type;
        return item == NumberDataViewType.Single ? vector is null ? Scalar<float>(row, column, v => v) : Singles(row, column)
            : item == NumberDataViewType.Double ? vector is null ? Scalar<double>(row, column, v => (float)v) : Doubles(row, column)
            : throw new InputException(RuleIds.InputMalformed, $"Column '{column.Name}' is of type {column.Type}; features are Single or Double, one or a vector");
    }

    /// <summary>The names of a vector's slots; empty when they have none.</summary>
    public static IReadOnlyList<string> SlotNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
        {
            return [];
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }

    private static Read Scalar<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        var buffer = new float[1];
        return () =>
        {
            getter(ref value);
            buffer[0] = convert(value);
            return buffer;
        };
    }

    private static Read Singles(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<float>>(column);
        var value = default(VBuffer<float>);
        var buffer = Array.Empty<float>();
        return () =>
        {
            getter(ref value);
            if (value.IsDense)
            {
                return value.GetValues();
            }

            value.CopyTo(Fit(ref buffer, value.Length));
            return buffer.AsSpan(0, value.Length);
        };
    }

    private static Read Doubles(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<double>>(column);
        var value = default(VBuffer<double>);
        var buffer = Array.Empty<float>();
        return () =>
        {
            getter(ref value);
            Fit(ref buffer, value.Length);
            var i = 0;
            foreach (var number in value.DenseValues())
            {
                buffer[i++] = (float)number;
            }

            return buffer.AsSpan(0, value.Length);
        };
    }

    private static float[] Fit(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[length];
        }

        return buffer;
    }
}
