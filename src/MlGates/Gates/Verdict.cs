namespace MlGates.Gates;

/// <summary>What a run says of the model.</summary>
public enum Verdict
{
    /// <summary>Every check that applies passed, or only warned.</summary>
    Passed,

    /// <summary>At least one check failed: blocked.</summary>
    Failed,

    /// <summary>Nothing failed, but the data cannot decide at least one check.</summary>
    Inconclusive,

    /// <summary>Nothing failed, but at least one check could not run, or none did.</summary>
    Error,
}
