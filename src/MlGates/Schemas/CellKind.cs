namespace MlGates.Schemas;

/// <summary>What a single value is.</summary>
internal enum CellKind
{
    Missing,
    Integer,
    Float,
    Boolean,
    Timestamp,
    Text,
}
