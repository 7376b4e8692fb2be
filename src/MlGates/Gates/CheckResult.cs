namespace MlGates.Gates;

/// <summary>A check's findings, one per subject, passed ones too.</summary>
/// <param name="CheckId">The check's id.</param>
/// <param name="Findings">One per subject; never empty.</param>
public sealed record CheckResult(string CheckId, IReadOnlyList<Finding> Findings)
{
    /// <summary>Of a drift check that failed: the fewest columns without which it would not, and what it would say then. Null for others, where no column would be left, and where columns failed together.</summary>
    public VerdictWithout? Without { get; init; }

    /// <summary>The worst outcome of its findings: failed, error, inconclusive, warned, passed, not applicable.</summary>
    public Outcome Outcome => GateDecision.Worst(Findings);
}
