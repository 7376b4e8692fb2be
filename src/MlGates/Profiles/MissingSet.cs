namespace MlGates.Profiles;

/// <summary>Rows in which just these columns have no value.</summary>
/// <param name="Columns">The columns, at least two, in ordinal order of their names.</param>
/// <param name="AtLeast">The smallest number of such rows; the true one when <see cref="MissingTogether.IsExact"/>.</param>
/// <param name="AtMost">The largest number of such rows.</param>
public sealed record MissingSet(IReadOnlyList<string> Columns, long AtLeast, long AtMost);
