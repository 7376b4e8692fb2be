namespace MlGates.Profiles;

/// <summary>Range and sum of whole numbers, exact to 64 bits, where a double is not.</summary>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Sum">Sum of all values.</param>
public sealed record IntegerRange(long Min, long Max, Int128 Sum);
