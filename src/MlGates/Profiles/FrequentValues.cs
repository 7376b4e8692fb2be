namespace MlGates.Profiles;

/// <summary>The most frequent values of a column that has too many to count them all.</summary>
/// <param name="Values">The values whose count is known to exceed <paramref name="ErrorBound"/>, by descending lower bound, then ordinal; empty when there is no heavy hitter.</param>
/// <param name="Other">Number of values that are not among them, at most.</param>
/// <param name="ErrorBound">The most by which a count can be off; no value that is left out occurs more often.</param>
public sealed record FrequentValues(IReadOnlyList<TopValue> Values, long Other, long ErrorBound);
