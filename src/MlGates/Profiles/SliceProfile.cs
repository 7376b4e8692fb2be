namespace MlGates.Profiles;

/// <summary>Statistics of the rows that have some values in common.</summary>
/// <param name="Name">What they have in common, as in <c>payment_type=Cash, fare=[3.25, 6.5)</c>; other slices have other names. <c>(missing)</c> is a missing value; a value that reads so, or holds a quote or a comma and a blank, is quoted.</param>
/// <param name="Rows">Number of rows, at least 1.</param>
/// <param name="Columns">The columns, in ordinal order of their names.</param>
public sealed record SliceProfile(string Name, long Rows, IReadOnlyList<ColumnProfile> Columns);
