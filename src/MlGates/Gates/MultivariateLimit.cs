namespace MlGates.Gates;

/// <summary>How far the columns may drift together.</summary>
public sealed record MultivariateLimit
{
    /// <summary>The largest value allowed, within <see cref="MultivariateMeasures.Limits"/>; null takes the measure's default.</summary>
    public double? AtMost { get; init; }

    /// <summary>The place in the plan that sets it.</summary>
    public SourceLocation? Location { get; init; }
}
