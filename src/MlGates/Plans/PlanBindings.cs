namespace MlGates.Plans;

/// <summary>What a caller puts in place of what the plan says.</summary>
public sealed record PlanBindings
{
    /// <summary>
    /// Full paths by input name, such as <c>serving</c>; a name that stands in several sections needs its section before it, as in <c>models.candidate</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Looks up <c>${env:NAME}</c> in paths; null when the variable is not set. By default none is.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;
}
