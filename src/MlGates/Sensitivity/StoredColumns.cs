using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Sensitivity;

/// <summary>
/// Rows as a stored profile tells of them: each column by its own counts, numbers evenly spread between the points of their distribution that are known (smallest value,
/// edges of the bins, largest value). How columns go together is not known, so each is in an order of its own.
/// </summary>
internal static class StoredColumns
{
    /// <summary>Makes a column.</summary>
    /// <param name="column">Its profile: no lists, and texts that are counted.</param>
    /// <param name="rows">Number of rows; the profile's counts are scaled to them.</param>
    public static HeldColumn Of(ColumnProfile column, int rows)
    {
        var isText = column.Type == ColumnType.Category;
        var (numbers, codes, missing) = (isText ? [] : new double[rows], isText ? new int[rows] : Array.Empty<int>(), new bool[rows]);
        var order = Order(column.Name, rows);
        var parts = Parts(column);
        var (part, before) = (0, 0L);
        for (var i = 0; i < rows; i++)
        {
            // The middle of this row's share of the rows there were.
            var rank = (i + 0.5) / rows * (column.Present + column.Missing);
            while (part < parts.Count && rank >= before + parts[part].Count)
            {
                before += parts[part++].Count;
            }

            var at = order[i];
            missing[at] = part == parts.Count;
            if (isText)
            {
                codes[at] = missing[at] ? -1 : part;
            }
            else if (!missing[at])
            {
                var (low, high, count) = parts[part];
                var value = low + ((high - low) * ((rank - before) / count));
                numbers[at] = column.Type == ColumnType.Integer ? Math.Floor(value) : value;
            }
        }

        string[] texts = isText ? [.. column.Categories?.Counts.Keys ?? []] : [];
        return new HeldColumn { Name = column.Name, Type = column.Type, Numbers = numbers, Codes = codes, Missing = missing, Texts = texts, Dictionary = isText ? TextDictionary.Of(texts) : null };
    }

    // Values in ascending order with how often they are there; what is left of the rows is missing.
    private static List<(double Low, double High, long Count)> Parts(ColumnProfile column)
    {
        if (column.Present == 0)
        {
            return [];
        }

        if (column.Categories is { } categories)
        {
            return [.. categories.Counts.Select(c => (Value(column.Type, c.Key), c.Value)).Select(v => (v.Item1, v.Item1, v.Value))];
        }

        var numbers = column.Numeric!;
        var (edges, counts) = (numbers.Bins.Edges, numbers.Bins.Counts);
        var parts = new List<(double, double, long)>(counts.Count + 1);
        for (var i = 0; i < counts.Count; i++)
        {
            var low = i == 0 ? double.IsNaN(numbers.Min) ? double.NegativeInfinity : numbers.Min : edges[i - 1];
            var high = i == counts.Count - 1 ? double.IsNaN(numbers.Max) ? low : numbers.Max : edges[i];
            parts.Add((low, Math.Max(low, high), counts[i]));
        }

        parts.Add((double.NaN, double.NaN, numbers.NaN));
        parts.RemoveAll(p => p.Item3 == 0);
        return parts;
    }

    private static double Value(ColumnType type, string name) => type switch
    {
        ColumnType.Boolean => name == "true" ? 1 : 0,
        ColumnType.Category => 0,
        _ => double.Parse(name, CultureInfo.InvariantCulture),
    };

    // R. Durstenfeld 1964.
    private static int[] Order(string name, int rows)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        var random = CounterRandom.Of(0).With("order").With(name);
        for (var i = rows - 1; i > 0; i--)
        {
            var j = random.Below(i, i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
