using Microsoft.ML;
using MlGates.Features;

namespace MlGates.MLNet;

/// <summary>Rows of an <see cref="IDataView"/>; what is chosen of them is copied into memory.</summary>
internal sealed class DataViewRows : IFeatureRows<IDataView>
{
    public static readonly DataViewRows Instance = new();

    public IDataView Hold(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows;
    }

    public int Count(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.GetRowCount() is { } known)
        {
            return checked((int)known);
        }

        using var cursor = rows.GetRowCursor([]);
        var count = 0;
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }

    public IDataView Take(IDataView rows, IReadOnlyList<int> places) => MemoryTable.Of(rows).Take(places);

    public IDataView Join(IDataView first, IDataView second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return MemoryTable.Of(first).Join(MemoryTable.Of(second));
    }

    public IDataView Vary(IDataView rows, string column, IReadOnlyList<double> values)
    {
        var table = MemoryTable.Of(rows);
        var (place, _) = table.Find(column);
        var count = Count(table);
        var repeated = table.Take([.. Enumerable.Range(0, count * values.Count).Select(i => i / values.Count)]);
        var varied = new double[count * values.Count];
        for (var i = 0; i < varied.Length; i++)
        {
            varied[i] = values[i % values.Count];
        }

        return repeated.With(place, table.Find(column).Values.Numbers(varied) ?? throw NoNumber(table, column));
    }

    public double[] Numbers(IDataView rows, string column)
    {
        var table = MemoryTable.Of(rows);
        var (_, values) = table.Find(column);
        return [.. Enumerable.Range(0, Count(table)).Select(i => values.Number(i) ?? throw NoNumber(table, column))];
    }

    public string Show(IDataView rows, int place) => FeatureRows.Show([.. MemoryTable.Of(rows).Named().Select(c => (c.Name, c.Values.Show(place)))]);

    private static InputException NoNumber(MemoryTable table, string column) =>
        new(RuleIds.InputMalformed, $"Column '{column}' of the rows is of type {table.Schema[column].Type}, not a number");
}
