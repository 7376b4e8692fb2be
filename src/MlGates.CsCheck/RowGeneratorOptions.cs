namespace MlGates.Generators;

/// <summary>What the rows of a schema are like.</summary>
public sealed record RowGeneratorOptions
{
    /// <summary>The hostile values there may be.</summary>
    public HostileKinds Hostile { get; init; } = HostileKinds.All;

    /// <summary>The hostile values there may be in single columns, by name, in place of <see cref="Hostile"/>.</summary>
    public IReadOnlyDictionary<string, HostileKinds> HostileIn { get; init; } = new Dictionary<string, HostileKinds>();

    /// <summary>The share of rows that have a hostile value, in [0, 1]; a quarter of them have two.</summary>
    public double HostileShare { get; init; } = 0.5;

    /// <summary>The environment the rows are of: columns not expected in it are left unset; null for all columns.</summary>
    public string? Environment { get; init; }

    /// <summary>Properties of the row's type that are no columns of the schema and stay unset.</summary>
    public IReadOnlyCollection<string> Unset { get; init; } = [];
}
