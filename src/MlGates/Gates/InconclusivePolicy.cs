namespace MlGates.Gates;

/// <summary>What an inconclusive check does to the verdict.</summary>
public enum InconclusivePolicy
{
    /// <summary>Does not block and is reported. The default of a plan.</summary>
    Warn,

    /// <summary>Blocks. The default of an assertion, which has no way to warn.</summary>
    Fail,

    /// <summary>Does not block.</summary>
    Pass,
}
