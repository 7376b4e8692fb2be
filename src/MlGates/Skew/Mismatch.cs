namespace MlGates.Skew;

/// <summary>A row whose cells of a column do not match.</summary>
/// <param name="Key">Hash of the row's key.</param>
/// <param name="Place">The row's place among the baseline's.</param>
/// <param name="Row">Its number in the candidate, 1 for the first.</param>
/// <param name="Before">The baseline's cell.</param>
/// <param name="After">The candidate's cell.</param>
internal readonly record struct Mismatch(UInt128 Key, int Place, long Row, Cell Before, Cell After);
