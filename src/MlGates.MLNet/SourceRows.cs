using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Data;
using static System.FormattableString;

namespace MlGates.MLNet;

/// <summary>Reads the columns that a model needs from a <see cref="DataSource"/>, as the types it was trained on.</summary>
internal static class SourceRows
{
    /// <summary>Copies the first rows; returns their number and the row to step through them with.</summary>
    /// <param name="source">The data.</param>
    /// <param name="schema">The model's input schema.</param>
    /// <param name="needed">The columns of the schema to read.</param>
    /// <param name="names">Names in the data of columns that the model calls otherwise.</param>
    /// <param name="most">Rows to read at most; one batch holds them.</param>
    /// <exception cref="InputException">MLG0007: a column is not in the data. MLG0005: a value is not of the model's type.</exception>
    public static (int Count, MemoryRow Row) Copy(
        DataSource source, DataViewSchema schema, IReadOnlyList<DataViewSchema.Column> needed, IReadOnlyDictionary<string, string> names, int most)
    {
        using var reader = source.Open();
        var places = Places(source, reader, needed, names);
        var row = new MemoryRow(schema);
        var batch = reader.NewBatch();
        var count = reader.Read(batch) ? Math.Min(most, batch.Count) : 0;
        for (var i = 0; i < needed.Count; i++)
        {
            Column(needed[i], new Values(source, reader.Columns[places[i]].Name, batch, batch.Columns[places[i]], count)).AddTo(row, needed[i].Index);
        }

        return (count, row);
    }

    /// <summary>Copies all rows into a table of the model's input schema; columns not needed are named in it and cannot be read.</summary>
    /// <inheritdoc cref="Copy" path="/exception"/>
    public static MemoryTable Table(DataSource source, DataViewSchema schema, IReadOnlyList<DataViewSchema.Column> needed, IReadOnlyDictionary<string, string> names)
    {
        using var reader = source.Open();
        var places = Places(source, reader, needed, names);
        var parts = needed.Select(_ => new List<MemoryColumn>()).ToArray();
        var batch = reader.NewBatch();
        var count = 0;
        while (reader.Read(batch))
        {
            count = checked(count + batch.Count);
            for (var i = 0; i < needed.Count; i++)
            {
                parts[i].Add(Column(needed[i], new Values(source, reader.Columns[places[i]].Name, batch, batch.Columns[places[i]], batch.Count)));
            }
        }

        var columns = new MemoryColumn?[schema.Count];
        for (var i = 0; i < needed.Count && count > 0; i++)
        {
            columns[needed[i].Index] = parts[i][0].Join(parts[i][1..]);
        }

        return new MemoryTable(schema, columns, count);
    }

    private static int[] Places(DataSource source, BatchReader reader, IReadOnlyList<DataViewSchema.Column> needed, IReadOnlyDictionary<string, string> names)
    {
        var places = new int[needed.Count];
        var missing = new List<string>();
        for (var i = 0; i < needed.Count; i++)
        {
            var name = names.GetValueOrDefault(needed[i].Name, needed[i].Name);
            places[i] = -1;
            for (var c = 0; c < reader.Columns.Count && places[i] < 0; c++)
            {
                places[i] = string.Equals(reader.Columns[c].Name, name, StringComparison.Ordinal) ? c : -1;
            }

            if (places[i] < 0)
            {
                missing.Add(name);
            }
        }

        if (missing.Count == 0)
        {
            return places;
        }

        string[] known = [.. reader.Columns.Select(c => c.Name)];
        throw new InputException(
            RuleIds.ColumnMissing,
            missing.Count == 1
                ? $"'{source.Name}' has no column '{missing[0]}', which the model needs{NearestName.Hint(missing[0], known)}"
                : $"'{source.Name}' has no columns {string.Join(", ", missing.Select(m => NearestName.Find(m, known) is { } near ? $"'{m}' (did you mean '{near}'?)" : $"'{m}'"))}, which the model needs; it has {string.Join(", ", known.Select(k => $"'{k}'"))}",
            source.Locate(0));
    }

    private static MemoryColumn Column(DataViewSchema.Column column, Values values) => column.Type switch
    {
        TextDataViewType => MemoryColumn.Of(values.Texts()),
        BooleanDataViewType => MemoryColumn.Of(values.Booleans()),
        NumberDataViewType => column.Type.RawType switch
        {
            var t when t == typeof(float) => MemoryColumn.Of(values.Numbers(v => (float)v)),
            var t when t == typeof(double) => MemoryColumn.Of(values.Numbers(v => v)),
            var t when t == typeof(sbyte) => MemoryColumn.Of(values.Integers<sbyte>()),
            var t when t == typeof(short) => MemoryColumn.Of(values.Integers<short>()),
            var t when t == typeof(int) => MemoryColumn.Of(values.Integers<int>()),
            var t when t == typeof(long) => MemoryColumn.Of(values.Integers<long>()),
            var t when t == typeof(byte) => MemoryColumn.Of(values.Integers<byte>()),
            var t when t == typeof(ushort) => MemoryColumn.Of(values.Integers<ushort>()),
            var t when t == typeof(uint) => MemoryColumn.Of(values.Integers<uint>()),
            _ => MemoryColumn.Of(values.Integers<ulong>()),
        },
        _ => throw new InputException(RuleIds.InputMalformed, $"The model's column '{column.Name}' is of type {column.Type}, which a file has no columns for; give the rows as an IDataView"),
    };

    private sealed class Values(DataSource source, string name, RowBatch batch, ColumnBatch column, int count)
    {
        public ReadOnlyMemory<char>[] Texts() => Convert(i => column.Missing[i] ? default : (column.Encoding switch
        {
            ColumnEncoding.Float64 => column.Numbers[i].ToString("R", CultureInfo.InvariantCulture),
            ColumnEncoding.Int64 => column.Integers[i].ToString(CultureInfo.InvariantCulture),
            ColumnEncoding.Boolean => column.Booleans[i] ? "true" : "false",
            _ => Encoding.UTF8.GetString(column.Text(i)),
        }).AsMemory());

        public T[] Numbers<T>(Func<double, T> convert) => Convert(i => convert(column.Missing[i] ? double.NaN : Number(i)));

        public bool[] Booleans() => Convert(i => Present(i, "Boolean") && (column.Encoding == ColumnEncoding.Text && TextValue.TryBoolean(column.Text(i), out var value)
            ? value
            : Number(i) switch { 0 => false, 1 => true, _ => throw Wrong(i, "true, false, 0 or 1") }));

        public T[] Integers<T>()
            where T : struct, System.Numerics.INumber<T> => Convert(i =>
        {
            Present(i, typeof(T).Name);
            var number = Number(i);
            try
            {
                return double.IsInteger(number) ? T.CreateChecked(number) : throw Wrong(i, $"a whole number ({typeof(T).Name})");
            }
            catch (OverflowException)
            {
                throw Wrong(i, $"a number that {typeof(T).Name} holds");
            }
        });

        private T[] Convert<T>(Func<int, T> value)
        {
            var values = new T[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = value(i);
            }

            return values;
        }

        private double Number(int i) => column.Encoding switch
        {
            ColumnEncoding.Float64 => column.Numbers[i],
            ColumnEncoding.Int64 => column.Integers[i],
            ColumnEncoding.Boolean => column.Booleans[i] ? 1 : 0,
            _ => TextValue.TryNumber(column.Text(i), out var number) ? number : throw Wrong(i, "a number"),
        };

        private bool Present(int i, string type) => !column.Missing[i] ? true : throw new InputException(
            RuleIds.InputMalformed,
            Invariant($"Column '{name}' of '{source.Name}' has no value in row {batch.FirstRow + i + 1}, and the model's {type} has none for missing"),
            source.Locate(batch.Line(i)));

        private InputException Wrong(int i, string wanted) => column.Encoding == ColumnEncoding.Text
            ? WrongValue.Exception(source, name, wanted, batch, column, i)
            : new InputException(RuleIds.InputMalformed, Invariant($"Column '{name}' of '{source.Name}' holds {Number(i)} in row {batch.FirstRow + i + 1}, which is not {wanted}"), source.Locate(batch.Line(i)));
    }
}
