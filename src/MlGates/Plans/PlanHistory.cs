using MlGates.Training;

namespace MlGates.Plans;

/// <summary>A file of losses bound to a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Path">The path as the plan gives it.</param>
/// <param name="Location">Where the plan binds it.</param>
/// <param name="Options">Which columns it has.</param>
public sealed record PlanHistory(string Name, string Path, SourceLocation Location, HistoryOptions Options) : PlanInput(Name, Path, Location);
