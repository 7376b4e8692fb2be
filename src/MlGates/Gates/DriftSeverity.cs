namespace MlGates.Gates;

/// <summary>How bad the drift of a feature is, by its distribution and the model's attribution together.</summary>
public enum DriftSeverity
{
    /// <summary>Neither moved beyond its limit.</summary>
    None,

    /// <summary>The distribution moved, and the model hardly goes by the feature: a share below 1 % of all attributions. A warning.</summary>
    Low,

    /// <summary>The distribution moved; the model goes by the feature as it did.</summary>
    Moderate,

    /// <summary>The model goes by the feature otherwise than it did, on data that look alike: model or pipeline changed.</summary>
    High,

    /// <summary>Both moved.</summary>
    Critical,
}
