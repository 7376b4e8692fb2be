namespace MlGates.Gates;

/// <summary>What one check says of one subject, with every number behind it: one entry of results.json.</summary>
public sealed record Finding
{
    /// <summary>The check's id in the plan, or the id the caller gave it.</summary>
    public required string CheckId { get; init; }

    /// <summary>The rule, an id of <see cref="RuleIds"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>What was judged: a column, a slice, a metric, a file.</summary>
    public required string Subject { get; init; }

    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>One line a person can act on.</summary>
    public required string Message { get; init; }

    /// <summary>Id of the measure or metric, such as <c>l-infinity</c>.</summary>
    public string? Measure { get; init; }

    /// <summary>The measured value; null when nothing was measured.</summary>
    public Observation? Observed { get; init; }

    /// <summary>The limit, when there is one.</summary>
    public Limit? Limit { get; init; }

    /// <summary>P-value of "within the limit".</summary>
    public double? PFail { get; init; }

    /// <summary>P-value of "beyond the limit".</summary>
    public double? PPass { get; init; }

    /// <summary>Chance that a violation worth finding would have failed.</summary>
    public double? Power { get; init; }

    /// <summary>The smallest true value that would probably have failed.</summary>
    public double? MinimumDetectable { get; init; }

    /// <summary>Rows on the candidate's side that would decide, all sides growing alike; null when known to be enough or no number would do.</summary>
    public long? RowsNeeded { get; init; }

    /// <summary>Further numbers by name (numbers, strings, booleans, lists of them), written in ordinal order.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = Evidence.NoDetails;

    /// <summary>The values that carry a drift, the largest part first; empty for other checks and where nothing moved.</summary>
    public IReadOnlyList<DriftCarrier> Carriers { get; init; } = [];

    /// <summary>The slices in which a drifted column moved, the surest first; empty where none were asked for.</summary>
    public IReadOnlyList<DriftSlice> Slices { get; init; } = [];

    /// <summary>How bad the drift is with the model's attribution in view; null where there is none.</summary>
    public DriftSeverity? Severity { get; init; }

    /// <summary>The line that set the limit or is wrong.</summary>
    public SourceLocation? Location { get; init; }
}
