using System.Globalization;
using MlGates.Comparison;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>What changed in a column, in plain numbers, beside the measure that judges it: for the report, never for the verdict.</summary>
internal static class DriftFacts
{
    // Names of categories in the results; the counts are of all of them.
    private const int MostNames = 10;

    /// <summary>Shares of missing, NaN and zero, mean and spread on both sides; and the candidate's shift in the baseline's deviations. Null where there is no such number. Ten significant digits, which do not depend on the order of the rows; a median from a sketch would.</summary>
    internal static (string Name, object? Value)[] OfNumbers(ColumnProfile before, ColumnProfile after)
    {
        var (left, right) = (before.Numeric, after.Numeric);
        var deviation = left?.StandardDeviation ?? double.NaN;
        return
        [
            .. Both("missingShare", Share(before.Missing, before), Share(after.Missing, after)),
            .. Both("nanShare", Share(left?.NaN, before), Share(right?.NaN, after)),
            .. Both("zeroShare", Share(left?.Zeros, before), Share(right?.Zeros, after)),
            .. Both("mean", left?.Mean, right?.Mean),
            .. Both("standardDeviation", deviation, right?.StandardDeviation),
            ("meanShift", Known(deviation > 0 ? (right?.Mean - left?.Mean) / deviation : null)),
        ];
    }

    /// <summary>Total variation over present values, and the categories that only one side has, most frequent first.</summary>
    /// <param name="labels">The categories.</param>
    /// <param name="first">The baseline's counts.</param>
    /// <param name="second">The candidate's counts.</param>
    internal static (string Name, object? Value)[] OfCategories(string[] labels, long[] first, long[] second)
    {
        var (added, gone) = (Only(labels, second, first), Only(labels, first, second));
        return
        [
            ("totalVariation", first.Sum() > 0 && second.Sum() > 0 ? TotalVariation.Distance(first, second) : null),
            ("newCategories", added.Length), ("newCategoryNames", Names(added)),
            ("vanishedCategories", gone.Length), ("vanishedCategoryNames", Names(gone)),
        ];
    }

    private static string[] Only(string[] labels, long[] counts, long[] others) =>
        [.. Enumerable.Range(0, labels.Length).Where(i => counts[i] > 0 && others[i] == 0).OrderByDescending(i => counts[i]).ThenBy(i => i).Select(i => labels[i])];

    private static object[] Names(string[] names) => [.. names.Take(MostNames)];

    private static (string, object?)[] Both(string name, double? before, double? after) => [(name + "Baseline", Known(before)), (name + "Candidate", Known(after))];

    private static double? Share(long? count, ColumnProfile column) => count is { } c && column.Present + column.Missing > 0 ? c / ((double)column.Present + column.Missing) : null;

    private static object? Known(double? value) => value is { } v && double.IsFinite(v) ? Rounded(v) : null;

    /// <summary>Ten significant digits.</summary>
    internal static double Rounded(double value) => double.Parse(value.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
