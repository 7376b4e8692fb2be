using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>What two sketches must have in common to be merged, and what becomes of the rest.</summary>
internal static class SketchAgreement
{
    private const string NotGiven = "not given";

    /// <summary>The layout of both.</summary>
    /// <exception cref="InputException">They do not agree.</exception>
    internal static StateLayout Join(StateLayout first, DatasetProfile a, StateLayout second, DatasetProfile b)
    {
        SameColumns(first, a, second, b);
        if (first.Weight != second.Weight)
        {
            throw Differs(a, b, $"the weights are {Quoted(first.Weight)} in the first and {Quoted(second.Weight)} in the second; profile both with the same --weight");
        }

        if (!a.MissingTokens.SequenceEqual(b.MissingTokens))
        {
            throw Differs(a, b, "other texts count as missing; profile both with the same --missing");
        }

        SameSlices(first, a, second, b);
        SamePairs(first, a, second, b);
        var (ownFirst, ownSecond) = (Own(first), Own(second));
        if (ownFirst != ownSecond)
        {
            throw Differs(a, b, $"statistics of one's own are {ownFirst} in the first and {ownSecond} in the second; profile both with the same ProfileOptions.Statistics");
        }

        if (first.DecimalComma != second.DecimalComma && Array.Exists(first.Headers, h => h.Type is null && second.Headers[second.Place(h.Name)].Type is null))
        {
            throw Differs(a, b, "numbers in text have a decimal comma in one and a point in the other; profile both with the same --decimal-comma");
        }

        var decimalComma = first.DecimalComma || second.DecimalComma;
        var headers = new ColumnHeader[first.Headers.Length];
        for (var i = 0; i < headers.Length; i++)
        {
            var header = first.Headers[i];
            var place = second.Place(header.Name);
            headers[i] = header with { Type = Type(header, second.Headers[place].Type, a, b) };
            if (!Same(first.Edges[i], second.Edges[place]))
            {
                throw Differs(a, b, $"column '{header.Name}' is counted on other bins; profile both on the bins of the same baseline, or on none");
            }
        }

        return new StateLayout
        {
            Headers = headers,
            Edges = first.Edges,
            Weight = first.Weight,
            Slices = first.Slices,
            SliceEdges = first.SliceEdges,
            DecimalComma = decimalComma,
            Statistics = first.Statistics,
            Pairs = first.Pairs?.Over(headers, decimalComma),
        };
    }

    /// <summary>Refuses what only the states tell.</summary>
    internal static void CheckStates(StateLayout layout, DatasetState whole, DatasetProfile a, DatasetState later, DatasetProfile b, int[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (whole.Columns[i].Contradicts(later.Columns[places[i]]) is { } reason)
            {
                throw Differs(a, b, $"column '{layout.Headers[i].Name}' {reason}");
            }
        }
    }

    private static void SameColumns(StateLayout first, DatasetProfile a, StateLayout second, DatasetProfile b)
    {
        foreach (var header in first.Headers)
        {
            if (second.Place(header.Name) < 0)
            {
                throw Differs(a, b, $"column '{header.Name}' is only in the first");
            }
        }

        foreach (var header in second.Headers)
        {
            if (first.Place(header.Name) < 0)
            {
                throw Differs(a, b, $"column '{header.Name}' is only in the second");
            }
        }
    }

    private static void SameSlices(StateLayout first, DatasetProfile a, StateLayout second, DatasetProfile b)
    {
        if (first.Slices.Length != second.Slices.Length || first.Slices.Zip(second.Slices).Any(s => !s.First.Columns.SequenceEqual(s.Second.Columns)))
        {
            throw Differs(a, b, $"the slices are {Listed(first.Slices)} in the first and {Listed(second.Slices)} in the second; profile both with the same --slice");
        }

        for (var i = 0; i < first.Slices.Length; i++)
        {
            for (var j = 0; j < first.SliceEdges[i].Length; j++)
            {
                if (!Same(first.SliceEdges[i][j], second.SliceEdges[i][j]))
                {
                    throw Differs(a, b, $"slices by '{first.Slices[i].Columns[j]}' are cut at the quantiles of each, which differ; slice by a column's values, or profile all files as one dataset");
                }
            }
        }
    }

    private static void SamePairs(StateLayout first, DatasetProfile a, StateLayout second, DatasetProfile b)
    {
        if (!(first.Pairs?.Names ?? []).SequenceEqual(second.Pairs?.Names ?? []) || first.Pairs?.Label != second.Pairs?.Label)
        {
            throw Differs(a, b, $"the pairs of columns are {first.Pairs?.ToString() ?? NotGiven} in the first and {second.Pairs?.ToString() ?? NotGiven} in the second; profile both with the same --pair and --label");
        }

        foreach (var place in first.Pairs?.Places ?? [])
        {
            var header = first.Headers[place];
            var type = second.Headers[second.Place(header.Name)].Type;
            if ((header.Type is null) != (type is null))
            {
                throw Differs(a, b, $"column '{header.Name}', which is in a pair, is {Word(header.Type)} in the first and {Word(type)} in the second; profile both with the same --type");
            }
        }
    }

    // What both declare; whole numbers and others are numbers; where only one declares a type, the values tell.
    private static ColumnType? Type(ColumnHeader header, ColumnType? other, DatasetProfile a, DatasetProfile b)
    {
        if (header.Type == other)
        {
            return other;
        }

        if (header.Type is ColumnType.Integer or ColumnType.Float && other is ColumnType.Integer or ColumnType.Float)
        {
            return ColumnType.Float;
        }

        return (header.Type ?? other) != ColumnType.Category && (header.Type is null || other is null)
            ? null
            : throw Differs(a, b, $"column '{header.Name}' is {Word(header.Type)} in the first and {Word(other)} in the second; profile both with the same --type");
    }

    private static bool Same(double[]? a, double[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private static string Word(ColumnType? type) => type is { } declared ? $"declared {ProfileJson.Types.First(t => t.Value == declared).Key}" : "text whose type is inferred";

    private static string Own(StateLayout layout) => layout.Statistics.Count == 0 ? NotGiven : string.Join(", ", layout.Statistics.Select(s => $"'{s.Name}'"));

    private static string Quoted(string? column) => column is null ? NotGiven : $"'{column}'";

    private static string Listed(SliceBy[] slices) => slices.Length == 0 ? NotGiven : string.Join(", ", slices.Select(s => $"'{s}'"));

    private static InputException Differs(DatasetProfile a, DatasetProfile b, string what) =>
        new(RuleIds.InputMalformed, $"The profiles of '{a.Name}' and '{b.Name}' cannot be merged: {what}.");
}
