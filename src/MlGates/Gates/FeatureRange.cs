namespace MlGates.Gates;

/// <summary>The values a feature may have, ends included; null for no end.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
public sealed record FeatureRange(double? Min, double? Max)
{
    /// <summary>The place in the plan that sets it.</summary>
    public SourceLocation? Location { get; init; }

    internal bool IsValid => (Min, Max) is not (null, null) && !double.IsNaN(Min ?? 0) && !double.IsNaN(Max ?? 0) && !(Min > Max);
}
