namespace MlGates.Data;

/// <summary>A malformed row that was left out.</summary>
/// <param name="Line">The line of the file where it begins.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record RefusedRow(int Line, string Message);
