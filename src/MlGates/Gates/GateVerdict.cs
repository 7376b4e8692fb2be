namespace MlGates.Gates;

/// <summary>The outcome of a run, with everything it rests on.</summary>
public sealed record GateVerdict
{
    /// <summary>The results, one per check, in the plan's order.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>The plan; null for a comparison without one.</summary>
    public PlanIdentity? Plan { get; init; }

    /// <summary>The files that were read, in ordinal order of their names.</summary>
    public IReadOnlyList<InputRecord> Inputs { get; init; } = [];

    /// <summary>The run's false-block rate.</summary>
    public required double FalseBlockRate { get; init; }

    /// <summary>What an inconclusive check does.</summary>
    public required InconclusivePolicy OnInconclusive { get; init; }

    /// <summary>What differs from run to run.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>All findings, in order.</summary>
    public IEnumerable<Finding> Findings => Results.SelectMany(r => r.Findings);

    /// <summary>The verdict: failed before error before inconclusive before passed, which findings that only warn do not change. A run in which nothing applied is an error.</summary>
    public Verdict Verdict => GateDecision.Worst(Findings) switch
    {
        Outcome.Failed => Verdict.Failed,
        Outcome.Inconclusive => Verdict.Inconclusive,
        Outcome.Passed or Outcome.Warned => Verdict.Passed,
        _ => Verdict.Error,
    };

    /// <summary>The exit code of a tool that reports this verdict.</summary>
    public ExitCode ExitCode => Verdict switch
    {
        Verdict.Passed => ExitCode.Passed,
        Verdict.Failed => ExitCode.Blocked,
        Verdict.Inconclusive when OnInconclusive != InconclusivePolicy.Fail => ExitCode.Passed,
        _ when Findings.Any(f => f.Rule == RuleIds.Internal) => ExitCode.InternalError,
        _ => ExitCode.CouldNotJudge,
    };

    /// <summary>How many findings have this outcome.</summary>
    public int Count(Outcome outcome) => Findings.Count(f => f.Outcome == outcome);
}
