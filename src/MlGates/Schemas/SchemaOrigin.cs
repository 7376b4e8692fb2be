namespace MlGates.Schemas;

/// <summary>The data a schema was inferred from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">A hash of its files, where someone wrote it down; inference does not, since rows in another order give the same schema.</param>
/// <param name="Rows">Its number of rows.</param>
public sealed record SchemaOrigin(string Name, string? Sha256, long Rows)
{
    /// <summary>The column of weights by which its shares were inferred; null where each row counted as one.</summary>
    public string? Weight { get; init; }
}
