namespace MlGates.Schemas;

/// <summary>The known values of a column.</summary>
public sealed record ValueDomain
{
    /// <summary>The values, distinct and in ordinal order; whole numbers in decimal, truth values as <c>true</c> and <c>false</c>.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The largest share of a column's values that may be others; 0 for a closed domain, 1 for an open one.</summary>
    public double MaxOutside { get; init; }

    /// <summary>Why the domain is taken to be closed, or not, in words; null when written by hand.</summary>
    public string? Evidence { get; init; }
}
