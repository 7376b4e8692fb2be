namespace MlGates.Statistics;

/// <summary>What a text looks like. White space around it counts for nothing, except that it keeps the text from being <see cref="Empty"/>.</summary>
public enum TextPattern
{
    /// <summary>No byte at all.</summary>
    Empty,

    /// <summary>White space only.</summary>
    Blank,

    /// <summary>A whole number: digits, with or without a sign.</summary>
    Integer,

    /// <summary>Digits that begin with 0, such as a postcode: a number would lose the zeros.</summary>
    LeadingZeros,

    /// <summary>A number with a decimal point or an exponent, or NaN, inf or infinity with or without a sign.</summary>
    Decimal,

    /// <summary>A number with a decimal comma; <c>1,234</c> may also be one with a separator of thousands.</summary>
    DecimalComma,

    /// <summary>A number with separators of thousands: <c>1,234,567</c>, <c>1.234,5</c>.</summary>
    GroupedNumber,

    /// <summary>true, false, yes, no, on, off, t, f, y or n in any case; 0 and 1 are integers.</summary>
    Boolean,

    /// <summary>A date as ISO 8601 has it: <c>2024-01-31</c>.</summary>
    IsoDate,

    /// <summary>A date and a time as ISO 8601 has them, with <c>T</c> or a blank between.</summary>
    IsoDateTime,

    /// <summary>Another date: <c>31.01.2024</c>, <c>1/31/24</c>, <c>2024/01/31</c>, <c>31 Jan 2024</c>; what follows a blank may be a time.</summary>
    OtherDate,

    /// <summary>A time of day: <c>7:05</c>, <c>07:05:59.5</c>, <c>7:05 PM</c>.</summary>
    Time,

    /// <summary>Something at something with a dot.</summary>
    Email,

    /// <summary>A scheme and <c>://</c>, or <c>www.</c>, without blanks.</summary>
    Url,

    /// <summary>Groups of 8, 4, 4, 4 and 12 hexadecimal digits.</summary>
    Uuid,

    /// <summary><c>0x</c> and hexadecimal digits, or at least eight of them with both digits and letters.</summary>
    Hex,

    /// <summary>An IP address, version 4 or 6.</summary>
    IpAddress,

    /// <summary>7 to 15 digits with a leading <c>+</c>, or with blanks, dashes, dots or parentheses between them.</summary>
    Phone,

    /// <summary>An object or an array in braces or brackets.</summary>
    Json,

    /// <summary>One word of letters.</summary>
    Word,

    /// <summary>Letters with digits, or either with dashes, dots, slashes, colons and underscores, without blanks.</summary>
    Identifier,

    /// <summary>Words with blanks between them.</summary>
    Words,

    /// <summary>None of these.</summary>
    Other,
}
