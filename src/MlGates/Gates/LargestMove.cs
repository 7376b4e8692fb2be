namespace MlGates.Gates;

/// <summary>The cell whose share moved most.</summary>
/// <param name="Label">A category, a range of numbers, or <c>missing</c>.</param>
/// <param name="Before">Its share in the baseline.</param>
/// <param name="After">Its share in the candidate.</param>
/// <param name="Carriers">What carries the distance.</param>
internal sealed record LargestMove(string Label, double Before, double After, IReadOnlyList<DriftCarrier> Carriers);
