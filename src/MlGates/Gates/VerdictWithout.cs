namespace MlGates.Gates;

/// <summary>What a failed drift check would say without the columns that make it fail.</summary>
/// <param name="Columns">The fewest columns whose removal turns the verdict, in ordinal order.</param>
/// <param name="Outcome">What the check would then say.</param>
public sealed record VerdictWithout(IReadOnlyList<string> Columns, Outcome Outcome);
