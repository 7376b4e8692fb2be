using MlGates.Data;

namespace MlGates.Features;

/// <summary>Features that stand in a table, such as a file that a transform wrote.</summary>
public static class FeatureTable
{
    /// <summary>
    /// Reads columns of numbers as feature vectors: a slot for each column, named after it; a list column has a slot for each of its values. Missing is NaN,
    /// true is 1, false 0. Memory grows with the values.
    /// </summary>
    /// <param name="source">The table.</param>
    /// <param name="columns">The columns, patterns with <c>*</c> and <c>?</c> among them; null or empty for all.</param>
    /// <param name="except">Columns that are no features.</param>
    /// <exception cref="InputException">MLG0007: no such column, or none is left. MLG0005: a value is not a number, with its line. Also whatever the source refuses.</exception>
    public static FeatureMatrix Read(DataSource source, IReadOnlyCollection<string>? columns = null, IReadOnlyCollection<string>? except = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var reader = source.Open(columns is { Count: > 0 } ? ColumnSelection.Matching(columns) : null);
        int[] places = [.. Enumerable.Range(0, reader.Columns.Count).Where(i => except?.Contains(reader.Columns[i].Name, StringComparer.Ordinal) != true)];
        if (places.Length == 0)
        {
            throw new InputException(RuleIds.ColumnMissing, $"'{source.Name}' has no columns left that could be features", source.Locate(0));
        }

        string[] names = [.. places.Select(p => reader.Columns[p].Name)];
        var slots = new List<string>();
        FeatureMatrixBuilder? matrix = null;
        var vector = new List<float>();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                vector.Clear();
                for (var i = 0; i < places.Length; i++)
                {
                    var column = batch.Columns[places[i]];
                    var before = vector.Count;
                    Add(source, names[i], batch, column, row, vector);
                    if (matrix is null)
                    {
                        slots.AddRange(column.IsList ? Enumerable.Range(0, vector.Count - before).Select(s => FormattableString.Invariant($"{names[i]}[{s}]")) : [names[i]]);
                    }
                }

                matrix ??= new FeatureMatrixBuilder(source.Name, slots);
                matrix.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(vector));
            }
        }

        return (matrix ?? new FeatureMatrixBuilder(source.Name, names)).Build();
    }

    private static void Add(DataSource source, string name, RowBatch batch, ColumnBatch column, int row, List<float> vector)
    {
        if (!column.IsList)
        {
            vector.Add(column.Missing[row] ? float.NaN : Number(source, name, batch, column, row, row));
            return;
        }

        for (var value = row == 0 ? 0 : column.RowEnds[row - 1]; value < column.RowEnds[row]; value++)
        {
            vector.Add(Number(source, name, batch, column, row, value));
        }
    }

    private static float Number(DataSource source, string name, RowBatch batch, ColumnBatch column, int row, int value) => column.Encoding switch
    {
        ColumnEncoding.Float64 => (float)column.Numbers[value],
        ColumnEncoding.Int64 => column.Integers[value],
        ColumnEncoding.Boolean => column.Booleans[value] ? 1 : 0,
        _ => TextValue.TryNumber(column.Text(value), out var number, source.DecimalComma) ? (float)number : throw WrongValue.Exception(source, name, "a number", batch, column, row),
    };
}
