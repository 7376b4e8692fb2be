using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.MLNet;

/// <summary>A column in memory. Immutable.</summary>
internal abstract class MemoryColumn
{
    private static readonly MethodInfo ScalarsMethod = typeof(MemoryColumn).GetMethod(nameof(Scalars), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo VectorsMethod = typeof(MemoryColumn).GetMethod(nameof(Vectors), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Gives the value of the row that <paramref name="row"/> names when it is called: a <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    public abstract Delegate Getter(Func<int> row);

    /// <summary>Puts the values under a row that steps through them.</summary>
    public abstract void AddTo(MemoryRow row, int column);

    public abstract MemoryColumn Take(IReadOnlyList<int> places);

    /// <param name="next">Columns of the same type.</param>
    public abstract MemoryColumn Join(IReadOnlyList<MemoryColumn> next);

    /// <summary>A column of the same type of numbers; null when this one is none.</summary>
    public abstract MemoryColumn? Numbers(double[] values);

    /// <summary>A value as a number; null when it is none.</summary>
    public abstract double? Number(int row);

    /// <summary>A value for a message.</summary>
    public abstract object? Show(int row);

    public static MemoryColumn Of<T>(T[] values) => new Scalar<T>(values);

    /// <summary>Collects a column of a cursor: call <c>Add</c> at each row, then <c>Finish</c>.</summary>
    public static (Action Add, Func<MemoryColumn> Finish) Copier(DataViewRow cursor, DataViewSchema.Column column)
    {
        var (method, type) = column.Type is VectorDataViewType vector ? (VectorsMethod, vector.ItemType.RawType) : (ScalarsMethod, column.Type.RawType);
        return ((Action, Func<MemoryColumn>))method.MakeGenericMethod(type).Invoke(null, [cursor, column])!;
    }

    private static (Action Add, Func<MemoryColumn> Finish) Scalars<T>(DataViewRow cursor, DataViewSchema.Column column)
    {
        var getter = cursor.GetGetter<T>(column);
        var values = new List<T>();
        return (Add, () => new Scalar<T>([.. values]));

        void Add()
        {
            var value = default(T)!;
            getter(ref value);
            values.Add(Own(value));
        }
    }

    private static (Action Add, Func<MemoryColumn> Finish) Vectors<T>(DataViewRow cursor, DataViewSchema.Column column)
    {
        var getter = cursor.GetGetter<VBuffer<T>>(column);
        var values = new List<VBuffer<T>>();
        return (Add, () => new Vector<T>([.. values]));

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

    private static bool IsNumber(Type type) => type.IsPrimitive && type != typeof(char);

    private sealed class Scalar<T>(T[] values) : MemoryColumn
    {
        private T[] Values => values;

        public override Delegate Getter(Func<int> row) => new ValueGetter<T>((ref T value) => value = values[row()]);

        public override void AddTo(MemoryRow row, int column) => row.Set(column, values);

        public override MemoryColumn Take(IReadOnlyList<int> places) => new Scalar<T>([.. places.Select(p => values[p])]);

        public override MemoryColumn Join(IReadOnlyList<MemoryColumn> next) => new Scalar<T>([.. values, .. next.SelectMany(n => ((Scalar<T>)n).Values)]);

        public override MemoryColumn? Numbers(double[] values) => !IsNumber(typeof(T)) ? null
            : new Scalar<T>(Array.ConvertAll(values, v => (T)Convert.ChangeType(v, typeof(T), CultureInfo.InvariantCulture)));

        public override double? Number(int row) => IsNumber(typeof(T)) ? Convert.ToDouble(values[row], CultureInfo.InvariantCulture) : null;

        public override object? Show(int row) => values[row] is ReadOnlyMemory<char> text ? text.ToString() : values[row];
    }

    private sealed class Vector<T>(VBuffer<T>[] values) : MemoryColumn
    {
        private const int MostShown = 4;

        private VBuffer<T>[] Values => values;

        public override Delegate Getter(Func<int> row) => new ValueGetter<VBuffer<T>>((ref VBuffer<T> value) => values[row()].CopyTo(ref value));

        public override void AddTo(MemoryRow row, int column) => row.SetVectors(column, values);

        public override MemoryColumn Take(IReadOnlyList<int> places) => new Vector<T>([.. places.Select(p => values[p])]);

        public override MemoryColumn Join(IReadOnlyList<MemoryColumn> next) => new Vector<T>([.. values, .. next.SelectMany(n => ((Vector<T>)n).Values)]);

        public override MemoryColumn? Numbers(double[] values) => null;

        public override double? Number(int row) => null;

        public override object? Show(int row) =>
            $"[{string.Join(" ", values[row].DenseValues().Take(MostShown).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))}{(values[row].Length > MostShown ? " …" : "")}]";
    }
}
