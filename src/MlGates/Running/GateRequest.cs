using MlGates.Gates;
using MlGates.Plans;

namespace MlGates.Running;

/// <summary>A run of a plan.</summary>
public sealed record GateRequest
{
    /// <summary>Full path of the plan.</summary>
    public required string PlanPath { get; init; }

    /// <summary>What replaces the plan's own paths.</summary>
    public PlanBindings Bindings { get; init; } = new();

    /// <summary>Ids of the checks to run; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>In place of the plan's false-block rate; null for the plan's own.</summary>
    public double? FalseBlockRate { get; init; }

    /// <summary>In place of the plan's own; null for the plan's own.</summary>
    public InconclusivePolicy? OnInconclusive { get; init; }

    /// <summary>Threads that read data, at least 1; the result does not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;
}
