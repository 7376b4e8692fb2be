namespace MlGates.Schemas;

/// <summary>One difference between two schemas.</summary>
/// <param name="Column">The column; null for the dataset.</param>
/// <param name="Kind">Whether more data keeps the new rule, less, or neither can be said.</param>
/// <param name="Message">What changed, in words: <c>1 new value 'Prcard'</c>.</param>
public sealed record SchemaChange(string? Column, SchemaChangeKind Kind, string Message);
