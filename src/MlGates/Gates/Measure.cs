namespace MlGates.Gates;

/// <summary>A distance between the distributions of a column.</summary>
public enum Measure
{
    /// <summary>The largest difference of a value's share, over present values. For text, truth values and whole numbers with few values. Id <c>l-infinity</c>.</summary>
    LInfinity,

    /// <summary>The Jensen–Shannon divergence in bits over quantile bins or categories, missing values included. For any column. Id <c>jensen-shannon</c>.</summary>
    JensenShannon,
}
