namespace MlGates.Statistics;

/// <summary>Rows in which just these columns are missing.</summary>
/// <param name="Columns">The columns' numbers, ascending.</param>
/// <param name="Lower">The smallest number of such rows; the true one when the state is exact.</param>
/// <param name="Upper">The largest number of such rows.</param>
public sealed record MissingPattern(IReadOnlyList<int> Columns, long Lower, long Upper);
