namespace MlGates.Schemas;

/// <summary>The one change of a schema that would let data keep a rule it breaks.</summary>
public sealed record SchemaProposal
{
    /// <summary>The anomaly.</summary>
    public required Anomaly Anomaly { get; init; }

    /// <summary>What would be changed, in words: <c>'Prcard' is added to the domain</c>. Null when no change of the schema is right: <see cref="Refusal"/> says why.</summary>
    public string? Change { get; init; }

    /// <summary>Why there is no change to propose; null when there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>Makes the change.</summary>
    internal Func<DatasetSchema, DatasetSchema>? Apply { get; init; }
}
