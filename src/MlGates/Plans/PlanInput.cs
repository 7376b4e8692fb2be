namespace MlGates.Plans;

/// <summary>A file bound to a name that checks use.</summary>
/// <typeparam name="TOptions">How it is read.</typeparam>
/// <param name="Name">The name.</param>
/// <param name="Path">The path as the plan gives it: relative to the plan, or absolute.</param>
/// <param name="Options">How it is read.</param>
/// <param name="Location">Where the plan binds it.</param>
public sealed record PlanInput<TOptions>(string Name, string Path, TOptions Options, SourceLocation Location);
