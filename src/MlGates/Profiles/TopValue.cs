namespace MlGates.Profiles;

/// <summary>A frequent value.</summary>
/// <param name="Value">The value.</param>
/// <param name="AtLeast">Lower bound of its count.</param>
/// <param name="AtMost">Upper bound of its count; equal to the lower one where the count is exact.</param>
public sealed record TopValue(string Value, long AtLeast, long AtMost);
