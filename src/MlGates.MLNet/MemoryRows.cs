using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.MLNet;

/// <summary>Copies columns of an <see cref="IDataView"/> into memory, to be handed to a model row by row.</summary>
internal static class MemoryRows
{
    private static readonly MethodInfo CopyScalarsMethod = typeof(MemoryRows).GetMethod(nameof(CopyScalars), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo CopyVectorsMethod = typeof(MemoryRows).GetMethod(nameof(CopyVectors), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Copies the first rows of some columns; returns their number and the row to step through them with.</summary>
    public static (int Count, MemoryRow Row) Copy(IDataView data, IReadOnlyList<DataViewSchema.Column> columns, int most)
    {
        using var cursor = data.GetRowCursor(columns);
        var row = new MemoryRow(data.Schema);
        var copies = columns.Select(c => Copier(cursor, c, row)).ToArray();
        var count = 0;
        while (count < most && cursor.MoveNext())
        {
            foreach (var (add, _) in copies)
            {
                add();
            }

            count++;
        }

        foreach (var (_, finish) in copies)
        {
            finish();
        }

        return (count, row);
    }

    private static (Action Add, Action Finish) Copier(DataViewRow cursor, DataViewSchema.Column column, MemoryRow row)
    {
        var (method, type) = column.Type is VectorDataViewType vector ? (CopyVectorsMethod, vector.ItemType.RawType) : (CopyScalarsMethod, column.Type.RawType);
        return ((Action, Action))method.MakeGenericMethod(type).Invoke(null, [cursor, column, row])!;
    }

    private static (Action Add, Action Finish) CopyScalars<T>(DataViewRow cursor, DataViewSchema.Column column, MemoryRow row)
    {
        var getter = cursor.GetGetter<T>(column);
        var values = new List<T>();
        return (Add, () => row.Set(column.Index, values.ToArray()));

        void Add()
        {
            var value = default(T)!;
            getter(ref value);
            values.Add(Own(value));
        }
    }

    private static (Action Add, Action Finish) CopyVectors<T>(DataViewRow cursor, DataViewSchema.Column column, MemoryRow row)
    {
        var getter = cursor.GetGetter<VBuffer<T>>(column);
        var values = new List<VBuffer<T>>();
        return (Add, () => row.SetVectors(column.Index, values.ToArray()));

        void Add()
        {
            // A fresh buffer: the cursor may fill the one it is given again.
            var value = default(VBuffer<T>);
            getter(ref value);
            if (typeof(T) == typeof(ReadOnlyMemory<char>))
            {
                var editor = VBufferEditor.CreateFromBuffer(ref value);
                foreach (ref var item in editor.Values)
                {
                    item = Own(item);
                }

                value = editor.Commit();
            }

            values.Add(value);
        }
    }

    // Text points into the reader's buffer, which moves on.
    private static T Own<T>(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
}
