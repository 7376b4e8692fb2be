using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>Which columns are missing in the same rows, where that is more than chance would have it.</summary>
internal static class ProfileTogether
{
    private const int MostLines = 3;
    private const int MostNames = 5;
    private const double LeastShare = 0.01;

    /// <summary>So many times as often as if each column were missing on its own.</summary>
    private const double Telling = 2;

    /// <summary>An empty line, a headline and one for each set of columns that is worth it; none when there is none.</summary>
    internal static IReadOnlyList<string> Lines(DatasetProfile profile)
    {
        var lines = new List<string>();
        foreach (var set in profile.MissingTogether?.Sets ?? [])
        {
            if (lines.Count == MostLines || set.AtLeast < LeastShare * profile.Rows || set.AtLeast < Telling * Expected(set, profile))
            {
                continue;
            }

            var more = set.AtMost > set.AtLeast ? "≥ " : "";
            lines.Add($"  {more}{ProfileNumber.Percent(set.AtLeast, profile.Rows)}  {Names(set.Columns)}");
        }

        if (lines.Count > 0)
        {
            lines.InsertRange(0, ["", "Missing in the same rows:"]);
        }

        return lines;
    }

    private static double Expected(MissingSet set, DatasetProfile profile)
    {
        double rows = profile.Rows;
        foreach (var name in set.Columns)
        {
            rows *= profile.Find(name) is { } column ? column.Missing / (double)profile.Rows : 1;
        }

        return rows;
    }

    private static string Names(IReadOnlyList<string> columns)
    {
        var shown = new List<string>();
        for (var i = 0; i < columns.Count && (i < MostNames - 1 || columns.Count == MostNames); i++)
        {
            shown.Add(Text.Line(columns[i]));
        }

        var last = columns.Count > shown.Count ? $"{columns.Count - shown.Count} more columns" : shown[^1];
        return $"{string.Join(", ", shown[..^(columns.Count > shown.Count ? 0 : 1)])} and {last}";
    }
}
