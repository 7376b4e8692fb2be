using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>How data is held to a schema.</summary>
public sealed record SchemaValidationOptions
{
    /// <summary>The largest number of examples an anomaly has.</summary>
    public const int MostExamples = 10;

    /// <summary>Where the data comes from, an environment of the schema; null when it is not said, and then all columns are expected.</summary>
    public string? Environment { get; init; }

    /// <summary>The dataset before, for rules on the number of rows; null when there is none.</summary>
    public DatasetProfile? Previous { get; init; }

    /// <summary>A dataset of which no row may be in the data, such as training for test; null when there is none. See <see cref="DatasetSchema.MaxOverlap"/>.</summary>
    public OtherDataset? NotIn { get; init; }

    /// <summary>Whether examples show the first characters of a value's SHA-256 in its place.</summary>
    public bool HideValues { get; init; }

    /// <summary>
    /// A column of weights, finite numbers of at least 0, by which shares are judged (<see cref="ColumnSchema.MinPresent"/>, <see cref="ValueDomain.MaxOutside"/>): each row counts that
    /// much. Counts stay counts. Null for none, but those that a profile was made with.
    /// </summary>
    public string? Weight { get; init; }

    /// <summary>When the data was taken, most often now: what is more than a day later is in the future (<see cref="ColumnSchema.AllowFuture"/>). Null when it is not said, and then that is inconclusive.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Threads to read with.</summary>
    public int? Threads { get; init; }
}
