namespace MlGates.Profiles;

/// <summary>
/// How two columns depend on each other: numbers by their correlation, categories by a table of their values, a number and a category by the
/// number's bins. A whole-number column of at most <see cref="MostIntegers"/> distinct values is both.
/// </summary>
public sealed record PairProfile
{
    /// <summary>A whole-number column of at most so many distinct values counts as a category too.</summary>
    public const int MostIntegers = 20;

    /// <summary>The largest number of <see cref="Lifts"/>.</summary>
    public const int MostLifts = 10;

    /// <summary>A value must come with a label's value in so many rows to be among the <see cref="Lifts"/>: the lift of rare ones is mostly chance.</summary>
    public const int LeastLiftRows = 5;

    /// <summary>The one column.</summary>
    public required string First { get; init; }

    /// <summary>The other column; in a pair with a label, the label.</summary>
    public required string Second { get; init; }

    /// <summary>Number of rows in which both columns have a value.</summary>
    public required long Rows { get; init; }

    /// <summary>Why something, or everything, could not be computed; null when all was.</summary>
    public string? Reason { get; init; }

    /// <summary>Of two columns of numbers; null for others.</summary>
    public PairCorrelation? Correlation { get; init; }

    /// <summary>Of two columns of which at least one is a category; null for others.</summary>
    public PairAssociation? Association { get; init; }

    /// <summary>Which values of the first column come most often with which values of the label, largest lift first; empty without a label.</summary>
    public IReadOnlyList<PairLift> Lifts { get; init; } = [];
}
