namespace MlGates.Snapshots;

/// <summary>A value of a snapshot.</summary>
/// <param name="Text">The string, or the number, true, false or null as written.</param>
/// <param name="Number">The number; null when the value is none. The strings NaN, Infinity and -Infinity are compared as text.</param>
public sealed record SnapshotValue(string Text, double? Number);
