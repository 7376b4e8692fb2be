using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>What states are kept: of which columns, on which edges, with which weights, in which slices. States of one layout can be merged.</summary>
internal sealed class StateLayout
{
    /// <summary>The columns, in the order of the rows.</summary>
    internal required ColumnHeader[] Headers { get; init; }

    /// <summary>For each column the edges its numbers are counted on; null for none.</summary>
    internal required double[]?[] Edges { get; init; }

    /// <summary>The column of weights; null when rows have none.</summary>
    internal string? Weight { get; init; }

    /// <summary>What rows are grouped by.</summary>
    internal required SliceBy[] Slices { get; init; }

    /// <summary>Whether numbers in text have a decimal comma.</summary>
    internal bool DecimalComma { get; init; }

    /// <summary>Statistics of one's own.</summary>
    internal IReadOnlyList<ColumnStatistic> Statistics { get; init; } = [];

    /// <summary>The pairs of columns; null for none.</summary>
    internal PairPlan? Pairs { get; init; }

    /// <summary>For each grouping and each of its columns the inner edges of the parts it is cut into; null for a column whose values group.</summary>
    internal required double[]?[][] SliceEdges { get; init; }

    /// <summary>A state that has seen nothing.</summary>
    /// <param name="source">Where the rows come from, for messages and for how text is read.</param>
    internal DatasetState NewState(DataSource source)
    {
        return new DatasetState(
            NewColumns(),
            [.. Slices.Select((s, i) => new SliceState(s, source, [.. s.Columns.Select(c => Place(c.Name))], SliceEdges[i], NewColumns))],
            Weight is null ? null : new WeightReader(source, Weight, Place(Weight)),
            Pairs is null ? null : new PairsState(Pairs));

        ColumnState[] NewColumns() => [.. Headers.Select((h, i) => new ColumnState(source, h, Edges[i], Weight is not null, Statistics))];
    }

    /// <summary>The place of a column; -1 when there is none of the name.</summary>
    internal int Place(string name) => Array.FindIndex(Headers, h => h.Name == name);

    internal void Write(StateWriter writer)
    {
        writer.Count(Headers.Length);
        for (var i = 0; i < Headers.Length; i++)
        {
            Write(writer, Headers[i].Name);
            writer.Count(Headers[i].Type is { } type ? 1 + (int)type : 0);
            Write(writer, Edges[i]);
        }

        writer.Flag(Weight is not null);
        if (Weight is not null)
        {
            Write(writer, Weight);
        }

        writer.Count(Slices.Length);
        for (var i = 0; i < Slices.Length; i++)
        {
            var columns = Slices[i].Columns;
            writer.Count(columns.Count);
            for (var j = 0; j < columns.Count; j++)
            {
                Write(writer, columns[j].Name);
                writer.Count(columns[j].Parts ?? 0);
                Write(writer, SliceEdges[i][j]);
            }
        }

        writer.Flag(DecimalComma);
        writer.Count(Statistics.Count);
        foreach (var statistic in Statistics)
        {
            Write(writer, statistic.Name);
        }

        writer.Flag(Pairs is not null);
        Pairs?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write(StateWriter)"/> wrote.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="statistic">Gives the statistic of one's own of a name.</param>
    internal static StateLayout Read(ref StateReader reader, Func<string, ColumnStatistic> statistic)
    {
        var headers = new ColumnHeader[reader.Length(int.MaxValue, LeastColumnBytes + ColumnState.LeastBytes)];
        var edges = new double[]?[headers.Length];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Length; i++)
        {
            var name = ReadName(ref reader);
            StateReader.Check(names.Add(name), "a column is there twice");
            var type = (int)reader.Count((int)ColumnType.Timestamp + 1);
            headers[i] = new ColumnHeader(name, type == 0 ? null : (ColumnType)(type - 1));
            edges[i] = ReadEdges(ref reader);
        }

        var weight = reader.Flag() ? ReadName(ref reader) : null;
        StateReader.Check(weight is null || names.Contains(weight), "the column of weights is not there");
        var slices = new SliceBy[reader.Length(int.MaxValue, 1)];
        var sliceEdges = new double[]?[slices.Length][];
        for (var i = 0; i < slices.Length; i++)
        {
            (slices[i], sliceEdges[i]) = ReadSlices(ref reader, names);
        }

        var decimalComma = reader.Flag();
        var statistics = new ColumnStatistic[reader.Length(int.MaxValue, 1)];
        for (var i = 0; i < statistics.Length; i++)
        {
            statistics[i] = statistic(ReadName(ref reader));
        }

        return new StateLayout
        {
            Headers = headers,
            Edges = edges,
            Weight = weight,
            Slices = slices,
            SliceEdges = sliceEdges,
            DecimalComma = decimalComma,
            Statistics = statistics,
            Pairs = reader.Flag() ? PairPlan.Read(ref reader, headers, decimalComma) : null,
        };
    }

    private const int LeastColumnBytes = 3;

    private static (SliceBy By, double[]?[] Edges) ReadSlices(ref StateReader reader, HashSet<string> names)
    {
        var columns = new SliceColumn[reader.Length(names.Count, LeastColumnBytes)];
        var edges = new double[]?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = ReadName(ref reader);
            var parts = (int)reader.Count(SliceColumn.MostParts);
            edges[i] = ReadEdges(ref reader);
            columns[i] = new SliceColumn(name, parts == 0 ? null : parts);
            StateReader.Check(names.Contains(name) && (parts > 0) == (edges[i] is not null) && Array.FindIndex(columns, c => c?.Name == name) == i, "slices are not of its columns");
        }

        StateReader.Check(columns.Length > 0 && Array.TrueForAll(columns, c => c.Name.Length > 0), "slices are not of its columns");
        return (SliceBy.Of(columns), edges);
    }

    private static void Write(StateWriter writer, string name) => writer.Text(System.Text.Encoding.UTF8.GetBytes(name));

    private static string ReadName(ref StateReader reader) => System.Text.Encoding.UTF8.GetString(reader.Text(int.MaxValue));

    private static void Write(StateWriter writer, double[]? edges)
    {
        writer.Count(edges is null ? 0 : 1 + edges.Length);
        writer.Doubles(edges);
    }

    private static double[]? ReadEdges(ref StateReader reader)
    {
        var length = (int)reader.Count(int.MaxValue) - 1;
        if (length < 0)
        {
            return null;
        }

        StateReader.Check(length <= reader.Left / sizeof(double), "it ends early");
        var edges = new double[length];
        for (var i = 0; i < length; i++)
        {
            edges[i] = reader.Double();
            StateReader.Check(!double.IsNaN(edges[i]) && (i == 0 || edges[i] > edges[i - 1]), "edges do not ascend");
        }

        return edges;
    }
}
