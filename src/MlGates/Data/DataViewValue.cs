using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.Data;

/// <summary>How values of one type of a view are read: one a row, or in vectors.</summary>
internal abstract class DataViewValue
{
    /// <summary>A column of single values.</summary>
    internal abstract DataViewColumn Single(DataViewSchema.Column column);

    /// <summary>A column for each slot of a vector.</summary>
    internal abstract DataViewColumn Slots(DataViewSchema.Column column, int slots);

    /// <summary>A column of lists.</summary>
    internal abstract DataViewColumn List(DataViewSchema.Column column);
}

/// <inheritdoc/>
/// <param name="type">What the values are.</param>
/// <param name="encoding">How they are stored.</param>
/// <param name="add">Adds a value to a batch.</param>
/// <param name="isMissing">Whether a value counts as missing; null when none does.</param>
internal sealed class DataViewValue<T>(ColumnType type, ColumnEncoding encoding, Action<T, ColumnBatch> add, Func<T, bool>? isMissing = null) : DataViewValue
{
    /// <summary>The texts that values stand for, if they are places in a dictionary.</summary>
    internal TextDictionary? Dictionary { get; init; }

    /// <summary>The place of a value that is not missing in <see cref="Dictionary"/>.</summary>
    internal Func<T, int>? Code { get; init; }

    internal override DataViewColumn Single(DataViewSchema.Column column) =>
        new(column, [new ColumnHeader(column.Name, type)], encoding, false, (cursor, _) =>
        {
            var get = cursor.GetGetter<T>(column);
            T value = default!;
            return columns =>
            {
                get(ref value);
                AddTo(columns[0], value);
            };
        });

    internal override DataViewColumn Slots(DataViewSchema.Column column, int slots)
    {
        var headers = new ColumnHeader[slots];
        for (var i = 0; i < slots; i++)
        {
            headers[i] = new ColumnHeader(string.Create(CultureInfo.InvariantCulture, $"{column.Name}[{i}]"), type);
        }

        return new DataViewColumn(column, headers, encoding, false, (cursor, places) =>
        {
            var get = cursor.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            T[] dense = [];
            return columns =>
            {
                get(ref vector);
                var values = Dense(vector, ref dense);
                for (var i = 0; i < columns.Length; i++)
                {
                    // A vector that is shorter than its type says has no such slot.
                    if (places[i] < values.Length)
                    {
                        AddTo(columns[i], values[places[i]]);
                    }
                    else
                    {
                        columns[i].AddMissing();
                    }
                }
            };
        });
    }

    internal override DataViewColumn List(DataViewSchema.Column column) =>
        new(column, [new ColumnHeader(column.Name, type)], encoding, true, (cursor, _) =>
        {
            var get = cursor.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            T[] dense = [];
            return columns =>
            {
                get(ref vector);
                var nulls = 0;
                foreach (var value in Dense(vector, ref dense))
                {
                    if (isMissing?.Invoke(value) == true)
                    {
                        nulls++;
                    }
                    else
                    {
                        add(value, columns[0]);
                    }
                }

                columns[0].EndList(nulls);
            };
        });

    private void AddTo(ColumnBatch column, T value)
    {
        var missing = isMissing?.Invoke(value) == true;
        if (Dictionary is not null)
        {
            if (column.Count == 0)
            {
                column.UseDictionary(Dictionary);
            }

            column.AddMany<int>(1, out var codes, out var flags);
            codes[0] = missing ? -1 : Code!(value);
            flags[0] = missing;
            column.AddMissingCount(missing ? 1 : 0);
        }
        else if (missing)
        {
            column.AddMissing();
        }
        else
        {
            add(value, column);
        }
    }

    // A sparse vector's other slots are 0, which is a value like any.
    private static ReadOnlySpan<T> Dense(in VBuffer<T> vector, ref T[] dense)
    {
        if (vector.IsDense)
        {
            return vector.GetValues();
        }

        if (dense.Length < vector.Length)
        {
            dense = new T[vector.Length];
        }

        vector.CopyTo(dense);
        return dense.AsSpan(0, vector.Length);
    }
}
