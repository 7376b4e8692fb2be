using System.Globalization;
using MlGates.Comparison;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>The cells of a numeric column on both sides: the baseline's quantile bins, merged to as many as the rows allow, and one for missing and NaN.</summary>
/// <param name="First">The baseline's counts: bins in order, then missing.</param>
/// <param name="Second">The candidate's counts.</param>
/// <param name="Edges">Edges between the bins.</param>
/// <param name="FinalCells">The cells there would be with plenty of rows.</param>
/// <param name="Sizes">Effective rows, where rows have weights or come in groups.</param>
internal sealed record NumericBinning(long[] First, long[] Second, double[] Edges, int FinalCells, EffectiveSizes? Sizes)
{
    private const int Most = 10;

    // Longer whole numbers are no easier to read than a power of ten.
    private const double LargestWhole = 1e12;

    /// <summary>The bins that both sides are counted on; null with a reason when there are none.</summary>
    public static NumericCells? Cells(ColumnProfile before, ColumnProfile after, out string? reason)
    {
        reason = null;
        return before.Present == 0 ? OneSided(after.Numeric!, candidate: true) : after.Present == 0 ? OneSided(before.Numeric!, candidate: false)
            : NumericCells.Common(before.Numeric!, after.Numeric!, out reason);
    }

    /// <summary>The cells; null with a reason when the two sides were not counted on common edges.</summary>
    public static NumericBinning? Of(ColumnProfile before, ColumnProfile after, ColumnDesign? design, out string? reason)
    {
        if (Cells(before, after, out reason) is not { } cells)
        {
            return null;
        }

        long[] first = [.. cells.Baseline, before.Missing + (before.Numeric?.NaN ?? 0)];
        long[] second = [.. cells.Candidate, after.Missing + (after.Numeric?.NaN ?? 0)];
        if (design is { IsWeighted: true })
        {
            (first, second) = design.Counts();
        }

        var bins = first.AsSpan()[..^1];
        var most = NeighbourCells.Starts(bins, Most);
        int[] starts;
        if (design is null)
        {
            starts = NeighbourCells.Starts(bins, NeighbourCells.For(first[..^1].Sum(), second[..^1].Sum()));
        }
        else if (design.OfAll(most) is { } rows)
        {
            starts = NeighbourCells.Starts(bins, NeighbourCells.For(rows));
        }
        else
        {
            reason = "the rows of one side all weigh 0";
            return null;
        }

        var merged = With(first, second, starts);
        var final = With(first, second, most);
        double[] edges = [.. starts.Skip(1).Select(s => cells.Edges[s - 1])];
        return new NumericBinning(merged.First, merged.Second, edges, Used(final.First, final.Second), design?.OfAll(starts));
    }

    /// <summary>Names of the cells: <c>[a, b)</c>, open ends as comparisons, a bin that holds a single value as <c>= a</c>.</summary>
    public string[] Labels(bool timestamps, string missing)
    {
        var labels = new string[First.Length];
        for (var i = 0; i <= Edges.Length; i++)
        {
            labels[i] = Edges.Length == 0 ? "any number"
                : i == 0 ? $"< {Shown(Edges[0])}"
                : i == Edges.Length ? $"≥ {Shown(Edges[^1])}"
                : Edges[i] == Math.BitIncrement(Edges[i - 1]) ? $"= {Shown(Edges[i - 1])}"
                : $"[{Shown(Edges[i - 1])}, {Shown(Edges[i])})";
        }

        labels[^1] = missing;
        return labels;

        string Shown(double edge) => NumericBinning.Shown(edge, timestamps);
    }

    /// <summary>A number, or a moment where it is one, as messages write it.</summary>
    public static string Shown(double value, bool timestamps) => timestamps && Math.Abs(value) < 6e10
        ? DateTimeOffset.UnixEpoch.AddSeconds(value).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        : value.ToString(value == Math.Floor(value) && Math.Abs(value) < LargestWhole ? "F0" : "G7", CultureInfo.InvariantCulture);

    // A side without a value has nothing to count; all of it is in the missing cell.
    private static NumericCells OneSided(NumericProfile numbers, bool candidate)
    {
        var none = new long[numbers.Bins.Counts.Count];
        return candidate ? new NumericCells([], [0], [numbers.Bins.Counts.Sum()]) : new NumericCells(numbers.Bins.Edges, numbers.Bins.Counts, none);
    }

    private static (long[] First, long[] Second) With(long[] first, long[] second, int[] starts) => (
        [.. NeighbourCells.Merge(first.AsSpan()[..^1], starts), first[^1]], [.. NeighbourCells.Merge(second.AsSpan()[..^1], starts), second[^1]]);

    private static int Used(long[] first, long[] second) => first.Zip(second).Count(c => (c.First | c.Second) != 0);
}
