using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>One rule that one column, or the dataset, breaks.</summary>
public sealed record Anomaly
{
    /// <summary>The rule, an id of <see cref="RuleIds"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The column; null when it is about the dataset.</summary>
    public required string? Column { get; init; }

    /// <summary>The slice of the rows it is about, as <see cref="SliceSchema.Where"/> has it; null for all rows.</summary>
    public string? Slice { get; init; }

    /// <summary>What was found and what is allowed, without the column's name: <c>3 values (0.1 %) are above 10</c>.</summary>
    public required string Found { get; init; }

    /// <summary>What can be done, one clause.</summary>
    public required string Advice { get; init; }

    /// <summary>What it does.</summary>
    public RuleSeverity Severity { get; init; }

    /// <summary>Why the severity is not <see cref="RuleSeverity.Block"/>; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>How many values or rows break the rule; null where the rule is not about some of them.</summary>
    public long? Count { get; init; }

    /// <summary>Out of how many; null with <see cref="Count"/>.</summary>
    public long? Of { get; init; }

    /// <summary>The share that was judged, where that is not <see cref="Count"/> in <see cref="Of"/> but by weight.</summary>
    internal double? Share { get; init; }

    /// <summary>The first values that break the rule, in the order of the rows; empty where rows are not at hand.</summary>
    public IReadOnlyList<AnomalyExample> Examples { get; init; } = [];

    /// <summary>
    /// Whether it could not be told if the rule is broken, because a profile alone does not say; <see cref="Found"/> says what is not known. Neither passed nor failed.
    /// </summary>
    public bool Undecided { get; init; }

    /// <summary>The profile of the slice; null for all rows, and where nothing is known of the slice.</summary>
    internal DatasetProfile? SliceData { get; init; }

    /// <summary>What tells it from the rows; null where rows would tell nothing more.</summary>
    internal RowScan? Scan { get; init; }

    /// <summary>Tells the values that break the rule from others; null where no single value does.</summary>
    internal Func<CellValue, bool>? Offends { get; init; }

    /// <summary>Says what was found once the values are counted; null where <see cref="Found"/> is final.</summary>
    internal Func<long, string>? Counted { get; init; }
}
