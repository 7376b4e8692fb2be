namespace MlGates.Gates;

/// <summary>A measured value with its bounds.</summary>
/// <param name="Value">The observed value, in the unit of the measure.</param>
/// <param name="Lower">One-sided lower bound of the true value; null when none is claimed.</param>
/// <param name="Upper">One-sided upper bound of the true value; null when none is claimed.</param>
/// <param name="N">The sizes the value rests on: rows of the baseline and the candidate, or of the one sample.</param>
public sealed record Observation(double Value, double? Lower, double? Upper, IReadOnlyList<long> N);
