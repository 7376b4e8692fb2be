namespace MlGates.Features;

/// <summary>Features of rows in which one column was varied: row by row, and within a row in the order of the values.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">Its values, ascending.</param>
/// <param name="Places">The rows that were varied, from 0.</param>
/// <param name="Attempt">The features: as many rows as values times places.</param>
public sealed record VariedFeatures(string Column, IReadOnlyList<double> Values, IReadOnlyList<int> Places, Attempt<FeatureMatrix> Attempt);
