using MlGates.Comparison;

namespace MlGates.Gates;

/// <summary>
/// What a check measured for one subject, before the whole run decides: either a fact whose outcome is settled, or a test whose
/// outcome depends on how many other tests the run holds.
/// </summary>
public sealed record Evidence
{
    internal static readonly IReadOnlyDictionary<string, object?> NoDetails = new SortedDictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The rule, an id of <see cref="RuleIds"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>What was judged.</summary>
    public required string Subject { get; init; }

    /// <summary>Makes the message once the outcome is known.</summary>
    public required Func<Judgement, string> Message { get; init; }

    /// <summary>The test; null when <see cref="Settled"/> is set.</summary>
    public IToleranceTest? Test { get; init; }

    /// <summary>The outcome of a fact; null when <see cref="Test"/> decides.</summary>
    public Outcome? Settled { get; init; }

    /// <summary>Id of the measure or metric.</summary>
    public string? Measure { get; init; }

    /// <summary>The limit.</summary>
    public Limit? Limit { get; init; }

    /// <summary>The value of a settled fact; a test brings its own.</summary>
    public double? Value { get; init; }

    /// <summary>The sizes the value rests on; the last is the candidate's.</summary>
    public IReadOnlyList<long> N { get; init; } = [];

    /// <summary>How the value is turned into an outcome.</summary>
    public Decision Decision { get; init; }

    /// <summary>Further numbers by name.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = NoDetails;

    /// <summary>The values that carry a drift, the largest part first; empty for other checks and where nothing moved.</summary>
    public IReadOnlyList<DriftCarrier> Carriers { get; init; } = [];

    /// <summary>The slices in which a drifted column moved, the surest first; empty where none were asked for.</summary>
    public IReadOnlyList<DriftSlice> Slices { get; init; } = [];

    /// <summary>The chance that data without any change show a value beyond the limit, for a check that decides by the observed value; null where there is no such notion.</summary>
    public double? ChanceWithoutChange { get; init; }

    /// <summary>The line that set the limit; the check's own line when null.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>A fact with a settled outcome.</summary>
    public static Evidence Fact(string rule, string subject, Outcome outcome, string message) =>
        new() { Rule = rule, Subject = subject, Settled = outcome, Message = _ => message };

    /// <summary>Details in the order they are written.</summary>
    internal static SortedDictionary<string, object?> Named(params ReadOnlySpan<(string Name, object? Value)> details)
    {
        var sorted = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in details)
        {
            sorted.Add(name, value);
        }

        return sorted;
    }
}
