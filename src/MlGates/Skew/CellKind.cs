namespace MlGates.Skew;

/// <summary>What a cell holds.</summary>
internal enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A number; NaN is one.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Several values.</summary>
    List,
}
