namespace MlGates.Data;

/// <summary>A malformed row that was left out.</summary>
/// <param name="Location">Where it begins.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record RefusedRow(SourceLocation Location, string Message);
