namespace MlGates;

/// <summary>A member of a JSON object, with the place of its name.</summary>
internal sealed record JsonProperty(string Name, SourceLocation Location, JsonValue Value);
