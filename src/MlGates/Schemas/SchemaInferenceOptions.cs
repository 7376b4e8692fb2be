namespace MlGates.Schemas;

/// <summary>How a schema is inferred.</summary>
public sealed record SchemaInferenceOptions
{
    /// <summary>
    /// Chance, for each bound, that data drawn alike breaks it though nothing changed; margins follow from it and from the number of rows. In (0, 0.5). Default 0.001.
    /// </summary>
    public double Risk { get; init; } = 0.001;

    /// <summary>Whether bounds have margins; without, they are what was seen: every value present stays required, numbers are in no range. As TensorFlow Data Validation infers.</summary>
    public bool Margins { get; init; } = true;

    /// <summary>The largest number of values of a domain. Default 1000.</summary>
    public int MaxDomain { get; init; } = 1000;

    /// <summary>Whether domains are inferred as open: named, and tolerating any other value.</summary>
    public bool OpenDomains { get; init; }

    /// <summary>When the data was taken, most often now: where no time is more than a day later, none may be. Null when it is not said, and then any may.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether columns that identify rows are asked to be unique, and a pair of columns that does to be a key; see <see cref="SchemaInference"/>. Only with <see cref="Margins"/>.</summary>
    public bool Keys { get; init; } = true;

    /// <summary>Environments of the schema.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>The column that is predicted, as <see cref="DatasetSchema.Label"/>; null when there is none. That a column tells it is never inferred to be right.</summary>
    public string? Label { get; init; }

    /// <summary>Columns that one environment alone has, by name, such as the label that serving never sees.</summary>
    public IReadOnlyDictionary<string, string> OnlyIn { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
