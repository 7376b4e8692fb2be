using System.Globalization;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>The pairs of a profile, one a line with the values of largest lift below; strongest first, those that could not be computed last.</summary>
internal static class ProfilePairs
{
    private const int LongestName = 50;
    private const int MostLifts = 2;

    /// <summary>An empty line, a headline and the pairs' lines; none without pairs.</summary>
    internal static IReadOnlyList<string> Lines(DatasetProfile profile, int top)
    {
        if (profile.Pairs.Count == 0)
        {
            return [];
        }

        var pairs = profile.Pairs.ToArray();
        var strengths = Array.ConvertAll(pairs, p => -Strength(p));
        // Stable: equally strong pairs stay in the order of their names.
        var order = Enumerable.Range(0, pairs.Length).OrderBy(i => strengths[i]).Take(top).ToArray();
        var names = Array.ConvertAll(order, i => Text.OneLine($"{pairs[i].First} * {pairs[i].Second}", LongestName));
        var width = names.Max(TerminalText.Width);
        var lines = new List<string> { "", string.Create(CultureInfo.InvariantCulture, $"{pairs.Length} {(pairs.Length == 1 ? "pair" : "pairs")}, strongest first:") };
        for (var i = 0; i < order.Length; i++)
        {
            lines.Add($"  {TerminalText.PadRight(names[i], width)}  {Describe(pairs[order[i]])}");
            foreach (var lift in pairs[order[i]].Lifts.Take(MostLifts))
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture,
                    $"  {TerminalText.PadRight("", width)}  {Text.OneLine(lift.Value, LongestName)}: {ProfileNumber.Show(lift.Lift)} times as often {Text.OneLine(lift.Label, LongestName)} ({lift.Rows} of {lift.ValueRows} rows)"));
            }
        }

        if (pairs.Length > order.Length)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  … and {pairs.Length - order.Length} more: --top {pairs.Length} shows all"));
        }

        return lines;
    }

    private static double Strength(PairProfile pair)
    {
        var strength = pair.Correlation is null && pair.Association is null ? -1.0 : 0.0;
        foreach (var value in new[] { pair.Correlation?.Pearson, pair.Correlation?.Spearman, pair.Association?.CramersVCorrected })
        {
            strength = value is { } known && !double.IsNaN(known) ? Math.Max(strength, Math.Abs(known)) : strength;
        }

        return strength;
    }

    private static string Describe(PairProfile pair)
    {
        var parts = new List<string>();
        if (pair.Correlation is { } c)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"Pearson {ProfileNumber.Show(c.Pearson)}, Spearman {ProfileNumber.Show(c.Spearman)}{(c.IsSampled ? $" of {c.SampleRows} rows" : "")}"));
        }

        if (pair.Association is { } a)
        {
            parts.Add($"Cramér's V {ProfileNumber.Show(a.CramersV)} (corrected {ProfileNumber.Show(a.CramersVCorrected)}), information {ProfileNumber.Show(a.MutualInformation)} nats"
                + (a.IsSampled ? string.Create(CultureInfo.InvariantCulture, $" of {a.Rows} rows") : ""));
        }

        if (pair.Reason is { } reason)
        {
            parts.Add("not computed: " + Text.Line(reason));
        }

        return string.Join("; ", parts);
    }
}
