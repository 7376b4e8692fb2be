using System.Globalization;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>In which slices a column drifted, as lines of text.</summary>
internal static class SliceTable
{
    private const int MostLines = 5;
    private const int MostName = 48;

    /// <summary>The lines, without their ends; none where no slices were asked for.</summary>
    internal static IEnumerable<string> Lines(Finding finding)
    {
        var shown = finding.Slices.Take(MostLines).ToArray();
        var width = shown.Length == 0 ? 0 : shown.Max(s => Name(s).Length);
        foreach (var slice in shown)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"in {Name(slice).PadRight(width)}  {Text.Number(slice.Value)} [{Bound(slice.Lower)}, {Bound(slice.Upper)}] (n = {slice.BaselineRows}, {slice.CandidateRows})");
        }

        if (finding.Slices.Count > shown.Length)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"and in {finding.Slices.Count - shown.Length} slices less surely, in results.json");
        }
    }

    private static string Bound(double? bound) => bound is { } b ? Text.Number(b) : "?";

    private static string Name(DriftSlice slice) => Text.OneLine(slice.Name, MostName);
}
