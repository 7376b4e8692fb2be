namespace MlGates.Schemas;

/// <summary>What a difference between two schemas means for data.</summary>
public enum SchemaChangeKind
{
    /// <summary>Data that kept the old rule keeps the new one, and other data may too.</summary>
    Wider,

    /// <summary>Data that kept the old rule may break the new one.</summary>
    Narrower,

    /// <summary>Both, or neither.</summary>
    Other,
}
