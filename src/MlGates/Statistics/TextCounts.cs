namespace MlGates.Statistics;

/// <summary>Counts by text in ordinal order of the bytes, with what was left out.</summary>
/// <param name="Values">The texts and their exact counts.</param>
/// <param name="OtherValues">The number of distinct texts left out.</param>
/// <param name="OtherCount">How often those occur together.</param>
public sealed record TextCounts(IReadOnlyList<TextCount> Values, int OtherValues, long OtherCount);
