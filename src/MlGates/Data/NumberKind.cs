namespace MlGates.Data;

/// <summary>What a text reads as.</summary>
internal enum NumberKind : byte
{
    /// <summary>Not a number.</summary>
    None,

    /// <summary>A whole number within 64 bits, written without point and exponent.</summary>
    Integer,

    /// <summary>Any other number, NaN and infinities among them.</summary>
    Float,
}
