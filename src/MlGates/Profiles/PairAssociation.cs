namespace MlGates.Profiles;

/// <summary>How much one column tells about another.</summary>
public sealed record PairAssociation
{
    /// <summary>Rows that were counted.</summary>
    public required long Rows { get; init; }

    /// <summary>Number of values, or bins, of the first column among them.</summary>
    public required long FirstValues { get; init; }

    /// <summary>Number of values, or bins, of the second column among them.</summary>
    public required long SecondValues { get; init; }

    /// <summary>The column of numbers that was cut into bins of equal mass; null when both are counted by value.</summary>
    public string? Binned { get; init; }

    /// <summary>Whether the rows are a uniform sample; only where a column was cut into bins.</summary>
    public bool IsSampled { get; init; }

    /// <summary>Cramér's V, 0 to 1; NaN when either side has fewer than two values.</summary>
    public required double CramersV { get; init; }

    /// <summary>The same without the bias of small tables (Bergsma 2013).</summary>
    public required double CramersVCorrected { get; init; }

    /// <summary>Mutual information in nats, at least 0.</summary>
    public required double MutualInformation { get; init; }

    /// <summary>The same less its expected value when independent (Miller 1955), at least 0.</summary>
    public required double MutualInformationCorrected { get; init; }

    /// <summary>Mutual information over the mean of both entropies, 0 to 1; NaN when neither side varies.</summary>
    public required double NormalizedInformation { get; init; }
}
