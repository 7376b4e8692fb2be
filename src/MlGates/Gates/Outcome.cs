namespace MlGates.Gates;

/// <summary>What a check says of one subject.</summary>
public enum Outcome
{
    /// <summary>Within the limit, proven or with enough data to have found a violation.</summary>
    Passed,

    /// <summary>Beyond the limit.</summary>
    Failed,

    /// <summary>Beyond the limit of a rule that only warns: said and counted, and does not block.</summary>
    Warned,

    /// <summary>The data at hand can say neither.</summary>
    Inconclusive,

    /// <summary>The check does not apply to this subject; said, counted, and not green.</summary>
    NotApplicable,

    /// <summary>The check could not run.</summary>
    Error,
}
