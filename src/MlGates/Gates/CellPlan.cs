namespace MlGates.Gates;

/// <summary>The cells of a column that are counted row by row: bins between edges, or values; behind them one cell for missing and NaN.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Edges">Ascending edges of the bins; null where values are counted.</param>
/// <param name="Values">Place by value; null where bins are counted.</param>
internal sealed record CellPlan(string Name, Data.ColumnType Type, double[]? Edges, IReadOnlyDictionary<string, int>? Values)
{
    // More of them are one cell where groups are looked at: the table of groups would grow with them.
    private const int MostGrouped = 64;

    /// <summary>Number of cells.</summary>
    public int Cells => (Values?.Count ?? Edges!.Length + 1) + 1;

    /// <summary>For each cell its place among those that are counted by group; missing stays the last.</summary>
    public required int[] Grouped { get; init; }

    /// <summary>Number of places in <see cref="Grouped"/>.</summary>
    public int GroupedCells => Grouped[^1] + 1;

    /// <summary>Bins.</summary>
    public static CellPlan OfBins(string name, Data.ColumnType type, double[] edges) => new(name, type, edges, null) { Grouped = [.. Enumerable.Range(0, edges.Length + 2)] };

    /// <summary>Values, of which the most frequent are counted by group one by one.</summary>
    /// <param name="name">The column.</param>
    /// <param name="type">What its values are.</param>
    /// <param name="values">The values.</param>
    /// <param name="first">How often each is in one dataset.</param>
    /// <param name="second">And in the other.</param>
    public static CellPlan OfValues(string name, Data.ColumnType type, string[] values, long[] first, long[] second)
    {
        var grouped = new int[values.Length + 1];
        Array.Fill(grouped, -1);
        var kept = values.Length <= MostGrouped ? values.Length : MostGrouped - 1;
        foreach (var (place, i) in Enumerable.Range(0, values.Length).OrderByDescending(i => first[i] + second[i]).ThenBy(i => i).Take(kept).Select((i, place) => (place, i)))
        {
            grouped[i] = place;
        }

        var rest = kept < values.Length ? kept : -1;
        for (var i = 0; i < values.Length; i++)
        {
            grouped[i] = grouped[i] < 0 ? rest : grouped[i];
        }

        grouped[^1] = kept + (rest < 0 ? 0 : 1);
        return new CellPlan(name, type, null, values.Select((v, i) => (v, i)).ToDictionary(v => v.v, v => v.i, StringComparer.Ordinal)) { Grouped = grouped };
    }
}
