using MlGates.Data;

namespace MlGates.Training;

/// <summary>Reads loss histories from tables.</summary>
public static class LossHistoryReader
{
    /// <summary>Reads a history in one pass; rows must be in the order of training. O(n) time and memory.</summary>
    /// <param name="source">The table.</param>
    /// <param name="options">The columns.</param>
    /// <param name="name">Name in messages; the source's by default.</param>
    /// <exception cref="InputException">MLG0005: a cell is neither a number nor blank, with its line; MLG0007: no such column; and whatever the source refuses.</exception>
    public static LossHistory Read(DataSource source, HistoryOptions options, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        string[] columns = [.. new[] { options.Train, options.Validation, options.Step }.OfType<string>()];
        var table = ColumnValues.Read(source, columns, []);
        return new LossHistory(
            name ?? source.Name,
            Values(table.Numbers(options.Train)),
            options.Validation is null ? null : Values(table.Numbers(options.Validation)),
            options.Step is null ? null : table.Numbers(options.Step).Values);
    }

    private static double?[] Values(NumberColumn column)
    {
        var values = new double?[column.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column.Missing[i] ? null : column.Values[i];
        }

        return values;
    }
}
