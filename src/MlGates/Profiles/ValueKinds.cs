namespace MlGates.Profiles;

/// <summary>What the values of a column are, one by one; values of a typed source are all of its kind.</summary>
/// <param name="Integers">Whole numbers within 64 bits.</param>
/// <param name="Floats">Other numbers, NaN and infinities among them.</param>
/// <param name="Booleans">true and false.</param>
/// <param name="Timestamps">ISO 8601 dates and times.</param>
/// <param name="Texts">Everything else.</param>
public sealed record ValueKinds(long Integers, long Floats, long Booleans, long Timestamps, long Texts)
{
    /// <summary>Whether there are several kinds; whole numbers among other numbers are numbers all the same.</summary>
    public bool AreMixed => (Integers + Floats > 0 ? 1 : 0) + (Booleans > 0 ? 1 : 0) + (Timestamps > 0 ? 1 : 0) + (Texts > 0 ? 1 : 0) > 1;

    /// <summary>Number of values.</summary>
    public long Total => Integers + Floats + Booleans + Timestamps + Texts;
}
