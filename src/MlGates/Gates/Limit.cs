namespace MlGates.Gates;

/// <summary>The limit a value is held to; exactly one side is set.</summary>
public sealed record Limit
{
    /// <summary>The largest value allowed.</summary>
    public double? AtMost { get; init; }

    /// <summary>The smallest value allowed.</summary>
    public double? AtLeast { get; init; }
}
