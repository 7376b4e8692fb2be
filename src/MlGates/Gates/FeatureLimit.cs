namespace MlGates.Gates;

/// <summary>How a column is compared and how far it may move.</summary>
public sealed record FeatureLimit
{
    /// <summary>The measure; null chooses by type: <see cref="Measure.JensenShannon"/> for numbers and timestamps, <see cref="Measure.LInfinity"/> for text and truth values.</summary>
    public Measure? Measure { get; init; }

    /// <summary>The largest value allowed, in [0, 1]; null takes the measure's default.</summary>
    public double? AtMost { get; init; }

    /// <summary>The place in the plan that sets it.</summary>
    public SourceLocation? Location { get; init; }
}
