namespace MlGates.Plans;

/// <summary>A member of a JSON object, with the place of its name.</summary>
internal sealed record PlanProperty(string Name, SourceLocation Location, PlanValue Value);
