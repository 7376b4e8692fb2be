using System.Globalization;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>The slices of a profile, one a line: how many rows, and the number whose mean is farthest from that of all rows.</summary>
internal static class ProfileSlices
{
    private const int LongestName = 60;

    /// <summary>A mean nearer than this part of a standard deviation is not worth a word.</summary>
    private const double Telling = 0.1;

    /// <summary>Name, rows and what stands out; largest slices first.</summary>
    internal static IReadOnlyList<string[]> Lines(DatasetProfile profile)
    {
        var slices = profile.Slices.ToArray();
        Array.Sort(slices, (a, b) => a.Rows != b.Rows ? b.Rows.CompareTo(a.Rows) : string.CompareOrdinal(a.Name, b.Name));
        return Array.ConvertAll(slices, s => new[]
        {
            Text.OneLine(s.Name, LongestName),
            string.Create(CultureInfo.InvariantCulture, $"{s.Rows} {(s.Rows == 1 ? "row" : "rows")} ({ProfileNumber.Percent(s.Rows, profile.Rows)})"),
            StandsOut(s, profile),
        });
    }

    private static string StandsOut(SliceProfile slice, DatasetProfile profile)
    {
        var (most, text) = (Telling, "");
        foreach (var column in slice.Columns)
        {
            // By what the rows were grouped they differ of course.
            if (column.Numeric is not { } here || profile.Find(column.Name)?.Numeric is not { StandardDeviation: > 0 } all || IsGroupedBy(slice.Name, column.Name))
            {
                continue;
            }

            var distance = Math.Abs(here.Mean - all.Mean) / all.StandardDeviation;
            if (distance > most)
            {
                (most, text) = (distance, $"mean {Text.Line(column.Name)} {ProfileNumber.Show(here.Mean)} against {ProfileNumber.Show(all.Mean)} ({ProfileNumber.Show(distance)} sd)");
            }
        }

        return text;
    }

    private static bool IsGroupedBy(string slice, string column) =>
        slice.StartsWith(column + "=", StringComparison.Ordinal) || slice.Contains(", " + column + "=", StringComparison.Ordinal);
}
