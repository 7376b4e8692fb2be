using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>Distribution and attribution of features side by side, with what they mean together.</summary>
internal static class SeverityTable
{
    /// <summary>Features of which one moved, the worst first: feature, distribution, attribution, severity.</summary>
    internal static IReadOnlyList<string[]> Rows(CheckResult result) =>
    [
        .. result.Findings.Where(f => f is { Rule: RuleIds.AttributionDrift, Severity: not (null or DriftSeverity.None) })
            .OrderByDescending(f => f.Severity).ThenBy(f => f.Subject, StringComparer.Ordinal)
            .Select(f => new[]
            {
                Text.OneLine(f.Subject),
                result.Findings.FirstOrDefault(d => d.Rule == RuleIds.Drift && d.Subject == f.Subject) is { } drift ? ReportNumbers.Word(drift.Outcome) : "",
                ReportNumbers.Word(f.Outcome),
                f.Severity.ToString()!.ToLowerInvariant(),
            }),
    ];
}
