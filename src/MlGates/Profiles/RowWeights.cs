namespace MlGates.Profiles;

/// <summary>The weights of a table's rows.</summary>
/// <param name="Column">The column they stand in.</param>
/// <param name="Sum">Their sum.</param>
public sealed record RowWeights(string Column, double Sum);
