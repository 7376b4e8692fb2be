namespace MlGates.Profiles;

/// <summary>What one value is.</summary>
internal enum ValueKind : byte
{
    Integer,
    Float,
    Boolean,
    Timestamp,
    Text,
}
