namespace MlGates.Data;

/// <summary>How the values of a leaf of the schema become values of ours.</summary>
internal enum ParquetValue
{
    Boolean,
    Integer,
    Unsigned32,
    Number,
    Text,
}
