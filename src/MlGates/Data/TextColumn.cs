namespace MlGates.Data;

/// <summary>A column of text in row order.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">The values; null where the value is missing.</param>
public sealed record TextColumn(string Name, string?[] Values);
