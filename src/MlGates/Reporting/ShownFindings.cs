using System.Globalization;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>The findings a person is shown: all of them in their order, or, where they are too many to read, the worst of each check and how many are left.</summary>
/// <param name="Findings">Those to show.</param>
/// <param name="Left">A line for each check of which some are not shown.</param>
internal sealed record ShownFindings(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Left)
{
    /// <summary>So many are shown as they are.</summary>
    internal const int MostOfAll = 200;

    /// <summary>Of more, so many of each check.</summary>
    internal const int MostOfCheck = 40;

    /// <summary>Worst first: by outcome, then by how far over its limit, then in the order of the check.</summary>
    internal static ShownFindings Of(GateVerdict verdict)
    {
        var all = verdict.Findings.ToArray();
        if (all.Length <= MostOfAll)
        {
            return new ShownFindings(all, []);
        }

        var (findings, left) = (new List<Finding>(), new List<string>());
        foreach (var check in all.GroupBy(f => f.CheckId))
        {
            var worst = check.OrderBy(f => ReportNumbers.Order(f.Outcome)).ThenByDescending(Excess).ToArray();
            findings.AddRange(worst.Take(MostOfCheck));
            if (worst.Length > MostOfCheck)
            {
                var rest = worst.Skip(MostOfCheck).GroupBy(f => f.Outcome).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {ReportNumbers.Word(g.Key)}"));
                left.Add($"{Text.OneLine(check.Key)}: and {string.Join(", ", rest)}; results.json and --output json have all");
            }
        }

        return new ShownFindings(findings, left);
    }

    private static double Excess(Finding finding) => finding is { Observed.Value: var value, Limit.AtMost: { } most } && most > 0 ? value / most : 0;
}
