using MlGates.Gates;

namespace MlGates.Plans;

/// <summary>A gate plan, read and checked: every name a check uses is bound.</summary>
public sealed record GatePlan
{
    /// <summary>Full path of the plan.</summary>
    public required string Path { get; init; }

    /// <summary>Its file name, and its SHA-256.</summary>
    public required PlanIdentity Identity { get; init; }

    /// <summary>Datasets by name.</summary>
    public required IReadOnlyDictionary<string, PlanInput> Data { get; init; }

    /// <summary>Models by name.</summary>
    public required IReadOnlyDictionary<string, PlanInput> Models { get; init; }

    /// <summary>Evaluations by name.</summary>
    public required IReadOnlyDictionary<string, PlanEvaluation> Evaluations { get; init; }

    /// <summary>Loss histories by name.</summary>
    public required IReadOnlyDictionary<string, PlanHistory> Histories { get; init; }

    /// <summary>The checks, in the plan's order; at least one.</summary>
    public required IReadOnlyList<PlannedCheck> Checks { get; init; }

    /// <summary>The run's false-block rate. Default 0.05.</summary>
    public required double FalseBlockRate { get; init; }

    /// <summary>What an inconclusive check does. Default warn.</summary>
    public required InconclusivePolicy OnInconclusive { get; init; }

    /// <summary>Full path of a path in the plan.</summary>
    public string FullPath(string path) => System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>Reads a plan.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="bindings">Other paths for names the plan binds.</param>
    /// <exception cref="InputException">The file cannot be read, or is not a valid plan: the message says where and what to do.</exception>
    public static GatePlan Read(string path, PlanBindings? bindings = null) => PlanReader.Read(path, bindings ?? new PlanBindings());
}
