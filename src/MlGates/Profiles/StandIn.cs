namespace MlGates.Profiles;

/// <summary>A value that stands for missing most often, such as -999 or 9999-12-31.</summary>
/// <param name="Name">The value: a word in lower case, a number, or a date.</param>
/// <param name="Count">How often it occurs; of a number how many are in its cell, which in a coarse distribution may hold close neighbours.</param>
/// <param name="Beside">How many are in the fuller of the two cells beside it, which the column's own distribution explains; 0 for a word.</param>
public sealed record StandIn(string Name, long Count, long Beside);
