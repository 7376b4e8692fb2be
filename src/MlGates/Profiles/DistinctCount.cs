namespace MlGates.Profiles;

/// <summary>A number of distinct values.</summary>
/// <param name="Value">The number.</param>
/// <param name="Exact">False for an estimate, whose relative standard error is 0.8 %.</param>
public sealed record DistinctCount(long Value, bool Exact);
