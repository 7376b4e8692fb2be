namespace MlGates.Comparison;

/// <summary>What tools do with empty cells before they compute a population stability index from shares.</summary>
public enum ZeroShares
{
    /// <summary>Nothing: the index is infinite where exactly one side's share is 0.</summary>
    Keep,

    /// <summary>A share of 0 becomes 0.0001; nothing is normalised again.</summary>
    TenThousandth,

    /// <summary>A share of 0 becomes 0.00001; nothing is normalised again.</summary>
    HundredThousandth,

    /// <summary>Every share below 0.01 becomes 0.01.</summary>
    FloorHundredth,

    /// <summary>As Evidently: a share of 0 becomes 0.0001, or a millionth of that side's smallest other share where that is at most 0.0001.</summary>
    Evidently,
}
