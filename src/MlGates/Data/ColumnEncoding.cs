namespace MlGates.Data;

/// <summary>How a batch stores the values of a column.</summary>
public enum ColumnEncoding
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>64-bit floating point; timestamps as seconds since 1970-01-01 UTC.</summary>
    Float64,

    /// <summary>64-bit integers.</summary>
    Int64,

    /// <summary>true and false.</summary>
    Boolean,
}
