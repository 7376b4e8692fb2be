namespace MlGates.Gates;

/// <summary>A distance between the distributions of a column.</summary>
public enum Measure
{
    /// <summary>The largest difference of a value's share, over present values. For text, truth values and whole numbers with few values. Id <c>l-infinity</c>.</summary>
    LInfinity,

    /// <summary>The Jensen–Shannon divergence in bits over quantile bins or categories, missing values included. For any column. Id <c>jensen-shannon</c>.</summary>
    JensenShannon,

    /// <summary>The square root of that divergence in bits, from 0 to 1, as NannyML has it. For any column. Id <c>jensen-shannon-distance</c>.</summary>
    JensenShannonDistance,

    /// <summary>The square root of that divergence in nats, from 0 to 0.8326, as Evidently has it. For any column. Id <c>jensen-shannon-distance-nats</c>.</summary>
    JensenShannonDistanceNats,

    /// <summary>The Hellinger distance over the same cells. For any column. Id <c>hellinger</c>.</summary>
    Hellinger,

    /// <summary>The population stability index over the same cells, at most 20, with half a row added to each. For any column. Id <c>psi</c>.</summary>
    PopulationStability,

    /// <summary>The largest difference of the distribution functions, over present numbers. For numbers and timestamps. Id <c>kolmogorov-smirnov</c>.</summary>
    KolmogorovSmirnov,

    /// <summary>The Wasserstein-1 distance in standard deviations of the baseline, over present numbers clipped to the baseline's [0.5 %, 99.5 %]. For numbers whose values are known on both sides. Id <c>wasserstein</c>.</summary>
    Wasserstein,
}
