namespace MlGates.Profiles;

/// <summary>The weights of a table's rows.</summary>
/// <param name="Column">The column they stand in.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="EffectiveRows">As many rows of equal weight would tell as much about a mean: the sum's square over the sum of squares (Kish 1965).</param>
public sealed record RowWeights(string Column, double Sum, double EffectiveRows);
