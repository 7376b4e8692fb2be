namespace MlGates.Reporting;

/// <summary>Something about a column that a reader should look at before trusting it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Affected">The number of rows it touches.</param>
/// <param name="Message">The finding with its numbers, one line.</param>
internal sealed record ProfileProblem(ProfileProblemKind Kind, string Column, long Affected, string Message);
