using System.Globalization;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>What carries a drift, as lines of text: the value, its shares before and after in figures and bars, its part of the distance.</summary>
internal static class CarrierTable
{
    // The message has the first already; a handful shows whether one value moved or all of them.
    private const int MostLines = 5;
    private const double LeastPart = 0.01;
    private const int MostName = 32;
    private const int BarWidth = 16;

    /// <summary>The lines, without their ends; none for a finding that nothing carries.</summary>
    internal static IEnumerable<string> Lines(Finding finding)
    {
        var carriers = finding.Carriers.Where((c, i) => i == 0 || c.Part >= LeastPart).Take(MostLines).ToArray();
        if (carriers.Length == 0)
        {
            yield break;
        }

        var width = carriers.Max(c => Name(c).Length);
        var digits = carriers.Max(c => Math.Max(Text.Share(c.Baseline).Length, Text.Share(c.Candidate).Length));
        var most = carriers.Max(c => Math.Max(c.Baseline, c.Candidate));
        foreach (var c in carriers)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Name(c).PadRight(width)}  {Text.Share(c.Baseline).PadRight(digits)} {Bar(c.Baseline / most)} → {Text.Share(c.Candidate).PadRight(digits)} {Bar(c.Candidate / most)} {c.Part * 100,3:F0} % of the distance");
        }

        if (finding.Carriers.Count > carriers.Length)
        {
            var rest = finding.Carriers.Skip(carriers.Length).Sum(c => c.Part);
            yield return string.Create(CultureInfo.InvariantCulture, $"and {(rest >= LeastPart ? $"{rest * 100:F0}" : "under 1")} % by {finding.Carriers.Count - carriers.Length} more, in results.json");
        }
    }

    private static string Name(DriftCarrier carrier) => Text.OneLine(carrier.Name, MostName);

    private static string Bar(double share)
    {
        var cells = (int)Math.Round(share * BarWidth);
        return new string('█', Math.Max(cells, share > 0 ? 1 : 0)).PadRight(BarWidth, '·');
    }
}
