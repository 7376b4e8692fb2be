namespace MlGates.Gates;

/// <summary>When two cells of a column match, and how many may not.</summary>
public sealed record SkewLimit
{
    /// <summary>How far numbers may be apart, in the column's unit, at least 0. Default 0.</summary>
    public double Tolerance { get; init; }

    /// <summary>How far numbers may be apart as a share of the baseline's magnitude, at least 0; the larger of both counts. Default 0.</summary>
    public double Relative { get; init; }

    /// <summary>The largest share of rows that may not match, from 0 to ½. With 0, the default, a single one fails; above it the data must prove a larger share.</summary>
    public double AtMost { get; init; }

    /// <summary>The place in the plan that sets it.</summary>
    public SourceLocation? Location { get; init; }
}
