namespace MlGates.Profiles;

/// <summary>How timestamps follow one another in the order of the rows.</summary>
public sealed record TimeProfile
{
    /// <summary>Rows whose time is before that of the row before.</summary>
    public required long OutOfOrder { get; init; }

    /// <summary>Rows whose time equals that of the row before.</summary>
    public required long Repeated { get; init; }

    /// <summary>Largest step forward, in seconds; NaN when there is none.</summary>
    public required double LargestGap { get; init; }

    /// <summary>Median step forward, in seconds; NaN when there is none.</summary>
    public required double TypicalGap { get; init; }
}
