namespace MlGates.Profiles;

/// <summary>How often each value of a column occurs.</summary>
public sealed record CategoryProfile
{
    /// <summary>The largest number of distinct values up to which whole numbers are counted one by one.</summary>
    public const int MaxIntegers = 1000;

    /// <summary>The largest number of distinct values that are all counted.</summary>
    public const int MaxValues = 10_000;

    /// <summary>
    /// Counts by value, each at least 1, in ordinal order; their sum is the column's present values. Truth values are <c>false</c> and
    /// <c>true</c>, whole numbers are in decimal without leading zeros.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }
}
