namespace MlGates.Schemas;

/// <summary>How much a rule weighs, and why it does not weigh as much as it might.</summary>
/// <param name="Severity">The weight.</param>
/// <param name="Reason">Why, for whoever reviews the schema; never empty.</param>
/// <param name="Environments">The environments it holds in; null for all.</param>
public sealed record RuleLevel(RuleSeverity Severity, string Reason, IReadOnlyList<string>? Environments = null)
{
    /// <summary>Whether it holds in an environment; null for where none is named.</summary>
    internal bool HoldsIn(string? environment) => Environments is null || (environment is not null && Environments.Contains(environment));
}
