namespace MlGates.Gates;

/// <summary>How a column is compared and how far it may move.</summary>
public sealed record FeatureLimit
{
    /// <summary>The measure; null chooses by type: <see cref="Measure.JensenShannon"/> for numbers and timestamps, <see cref="Measure.LInfinity"/> for text and truth values.</summary>
    public Measure? Measure { get; init; }

    /// <summary>The largest value allowed, from 0 to the measure's <see cref="Measures.LargestLimit"/> (1 without a measure); null takes the measure's default.</summary>
    public double? AtMost { get; init; }

    /// <summary>
    /// The tool whose bins numbers are counted in, for teams that move: the value is the one that tool shows, and it alone decides, without any guarantee. Needs the rows of both sides, which are held in
    /// memory a column at a time; <see cref="PeerTool.Tfdv"/> profiles do. Null for the engine's own.
    /// </summary>
    public PeerTool? Bins { get; init; }

    /// <summary>The place in the plan that sets it.</summary>
    public SourceLocation? Location { get; init; }
}
