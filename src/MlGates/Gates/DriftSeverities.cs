namespace MlGates.Gates;

/// <summary>The two-by-two of distribution and attribution.</summary>
internal static class DriftSeverities
{
    // Of all attributions; what has less decides next to nothing.
    private const double LeastShare = 0.01;

    /// <summary>Gives each feature that has both its severity, and makes a moved distribution that the model hardly goes by a warning.</summary>
    internal static IReadOnlyList<Finding> Judge(IReadOnlyList<Finding> findings)
    {
        var attributions = findings.Where(f => f.Rule == RuleIds.AttributionDrift).ToDictionary(f => f.Subject, StringComparer.Ordinal);
        if (attributions.Count == 0)
        {
            return findings;
        }

        var moved = findings.Where(f => f is { Rule: RuleIds.Drift, Outcome: Outcome.Failed }).Select(f => f.Subject).ToHashSet(StringComparer.Ordinal);
        return [.. findings.Select(f => f.Rule is RuleIds.Drift or RuleIds.AttributionDrift && attributions.TryGetValue(f.Subject, out var attribution) ? With(f, attribution, moved.Contains(f.Subject)) : f)];
    }

    private static Finding With(Finding finding, Finding attribution, bool moved)
    {
        var severity = (moved, attribution.Outcome == Outcome.Failed) switch
        {
            (true, true) => DriftSeverity.Critical,
            (false, true) => DriftSeverity.High,
            (true, false) => IsIdle(attribution) ? DriftSeverity.Low : DriftSeverity.Moderate,
            _ => DriftSeverity.None,
        };
        return severity == DriftSeverity.Low && finding is { Rule: RuleIds.Drift, Outcome: Outcome.Failed }
            ? finding with { Severity = severity, Outcome = Outcome.Warned, Message = finding.Message + "; a warning: the model hardly goes by it" }
            : finding with { Severity = severity };
    }

    private static bool IsIdle(Finding attribution) => Math.Max((double)attribution.Details["shareBaseline"]!, (double)attribution.Details["shareCandidate"]!) < LeastShare;
}
