namespace MlGates.Schemas;

/// <summary>A value that breaks a rule.</summary>
/// <param name="Row">Its row, 1 for the first row of data.</param>
/// <param name="Value">The value as text, or the first characters of its hash where values are hidden; null when it is missing, or when the row as a whole breaks the rule.</param>
/// <param name="SameAs">The row that this one repeats, of the other dataset where the rule compares two; null for other rules.</param>
public sealed record AnomalyExample(long Row, string? Value, long? SameAs = null);
