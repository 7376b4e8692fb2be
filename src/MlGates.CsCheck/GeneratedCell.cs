namespace MlGates.Generators;

/// <summary>A value of a row, as its property takes it.</summary>
/// <param name="Value">The value; null for none.</param>
/// <param name="Hostile">The kind of hostile value it is, if it is one; a missing value is also where the schema allows it.</param>
internal readonly record struct GeneratedCell(object? Value, HostileKinds Hostile);
