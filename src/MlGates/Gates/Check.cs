namespace MlGates.Gates;

/// <summary>
/// One rule with its options. A kind of check adds <c>Examine(…)</c>, a pure function from typed evidence (profiles, an evaluation,
/// a loss history, …) to a list of <see cref="Evidence"/>; <see cref="GateDecision"/> turns that into findings.
/// </summary>
public abstract record Check
{
    /// <summary>The check's id: unique in a plan, the kind's name by default.</summary>
    public required string Id { get; init; }

    /// <summary>The check's place in the plan.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The places of its limits in the plan, by the rule that speaks when a limit is missed; <see cref="Location"/> stands for the others.</summary>
    public IReadOnlyDictionary<string, SourceLocation> LimitLocations { get; init; } = new SortedDictionary<string, SourceLocation>(StringComparer.Ordinal);

    /// <summary>How measured values become outcomes.</summary>
    public Decision Decision { get; init; }

    /// <summary>The number of subjects that may fail before the check does.</summary>
    private protected virtual int Tolerated => 0;

    /// <summary>The findings as they are, or, where no more of them failed than may, with warnings in place of failures that say so.</summary>
    internal IReadOnlyList<Finding> Tolerate(IReadOnlyList<Finding> findings)
    {
        var failed = findings.Count(f => f.Outcome == Outcome.Failed);
        return failed == 0 || failed > Tolerated ? findings
            : [.. findings.Select(f => f.Outcome != Outcome.Failed ? f
                : f with { Outcome = Outcome.Warned, Message = FormattableString.Invariant($"{f.Message}; let through: {failed} of at most {Tolerated} that may fail") })];
    }
}
