namespace MlGates.Profiles;

/// <summary>The distance that a column of a baseline shows without any change, as <c>mlgates calibrate</c> measured it; a merged profile has none.</summary>
/// <param name="Measure">Id of the measure, such as <c>jensen-shannon</c>.</param>
/// <param name="Rows">Rows of the candidates it was measured with, at least 1.</param>
/// <param name="Value">The mean distance, in the measure's unit; finite and at least 0.</param>
public sealed record NoiseFloor(string Measure, long Rows, double Value);
