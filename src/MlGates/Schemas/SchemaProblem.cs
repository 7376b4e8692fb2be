namespace MlGates.Schemas;

/// <summary>Something in a schema that contradicts itself.</summary>
/// <param name="Column">The column; null for the dataset.</param>
/// <param name="Member">The member of the schema file it is about.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record SchemaProblem(string? Column, string Member, string Message);
