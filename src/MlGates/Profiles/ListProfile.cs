namespace MlGates.Profiles;

/// <summary>Numbers of values per row of a list column, over the rows that are not missing.</summary>
public sealed record ListProfile
{
    /// <summary>Values in all.</summary>
    public required long Values { get; init; }

    /// <summary>Nulls inside lists; they are not among the values.</summary>
    public required long Nulls { get; init; }

    /// <summary>Fewest values in a row.</summary>
    public required long Min { get; init; }

    /// <summary>Most values in a row.</summary>
    public required long Max { get; init; }

    /// <summary>Mean number of values per row; NaN without rows.</summary>
    public required double Mean { get; init; }

    /// <summary>Quantiles of the number of values per row at <see cref="NumericProfile.QuantileLevels"/>; empty without rows.</summary>
    public required IReadOnlyList<double> Quantiles { get; init; }
}
