namespace MlGates.Generators;

/// <summary>Kinds of values that a schema does not rule out by type, and that code often has not thought of.</summary>
[Flags]
public enum HostileKinds
{
    /// <summary>No hostile value.</summary>
    None = 0,

    /// <summary>
    /// No value: null, or NaN in a number that cannot be null, or an empty text in a text that must not be null, or an empty list.
    /// Without it nothing is missing even where the schema allows it.
    /// </summary>
    Missing = 1,

    /// <summary>A text without characters.</summary>
    Empty = 1 << 1,

    /// <summary>A text of white space.</summary>
    Blank = 1 << 2,

    /// <summary>A value that is not in the domain.</summary>
    Unseen = 1 << 3,

    /// <summary>A value of the domain in other case, or with blanks around it.</summary>
    Variant = 1 << 4,

    /// <summary>Text beyond ASCII: combined, right-to-left and astral characters, a zero character, half a surrogate pair.</summary>
    Unicode = 1 << 5,

    /// <summary>A text with commas, quotes, tabs and line ends.</summary>
    Separators = 1 << 6,

    /// <summary>A text of 10,000 characters, a list of 1,000 values.</summary>
    Long = 1 << 7,

    /// <summary>Not a number.</summary>
    NaN = 1 << 8,

    /// <summary>Positive and negative infinity.</summary>
    Infinity = 1 << 9,

    /// <summary>The largest and smallest values of the type, and ±1e30.</summary>
    Huge = 1 << 10,

    /// <summary>The smallest positive numbers, and negative zero.</summary>
    Tiny = 1 << 11,

    /// <summary>Numbers and times just outside the range of the schema, and zero and minus one where that is outside.</summary>
    OutOfRange = 1 << 12,

    /// <summary>All of these.</summary>
    All = (1 << 13) - 1,
}
