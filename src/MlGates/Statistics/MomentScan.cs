namespace MlGates.Statistics;

/// <summary>What one pass over some values finds.</summary>
internal struct MomentScan
{
    /// <summary>Number of finite values.</summary>
    internal long Count;

    internal long NaN;
    internal long PositiveInfinity;
    internal long NegativeInfinity;
    internal long Zeros;
    internal long Negatives;

    /// <summary>Sum of the finite values; may overflow.</summary>
    internal double Sum;

    internal double Min;
    internal double Max;
}
