using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Numbers of a batch, and where they lie among edges.</summary>
internal static class NumberCells
{
    /// <summary>The number that a row of a column of one value a row holds, seconds since 1970 of a time; NaN where it is none.</summary>
    internal static double Read(ColumnBatch column, int row, ColumnType type, bool decimalComma) => column.Encoding switch
    {
        ColumnEncoding.Float64 => column.Numbers[row],
        ColumnEncoding.Int64 => column.Integers[row],
        ColumnEncoding.Boolean => column.Booleans[row] ? 1 : 0,
        _ when type == ColumnType.Timestamp => Timestamp.TryParse(column.Text(row), out var seconds) ? seconds : double.NaN,
        _ => TextValue.TryNumber(column.Text(row), out var number, decimalComma) ? number : double.NaN,
    };

    /// <summary>
    /// Cuts a column into bins of at least as many values, of which a value that alone is as frequent has one of its own; the last may have fewer. Of a profile that was read from a file
    /// only its own bins are known. O(cells).
    /// </summary>
    internal static QuantileBins Cut(NumericProfile numbers, long values)
    {
        if (numbers.Histogram is not { } fine)
        {
            return numbers.Bins;
        }

        var (edges, counts) = (new List<double>(), new List<long>());
        long inside = 0;
        for (var cell = 0; cell < fine.Cells; cell++)
        {
            if (inside >= values || (inside > 0 && fine.CellCount(cell) >= values))
            {
                edges.Add(fine.CellStart(cell));
                counts.Add(inside);
                inside = 0;
            }

            inside += fine.CellCount(cell);
        }

        return new QuantileBins(edges, [.. counts, inside]);
    }

    /// <summary>The number of edges that are at most the value. O(log edges).</summary>
    internal static int Bin(IReadOnlyList<double> edges, double value)
    {
        var (low, high) = (0, edges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = edges[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
