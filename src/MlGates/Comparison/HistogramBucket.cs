namespace MlGates.Comparison;

/// <summary>A bucket of a histogram as TensorFlow Metadata has it: evenly filled between its ends, which are equal for a single value.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, at least <paramref name="Low"/>.</param>
/// <param name="Count">How much it holds, at least 0, also in parts.</param>
public readonly record struct HistogramBucket(double Low, double High, double Count);
