namespace MlGates.Data;

/// <summary>The kinds of values a key was seen with.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Text = 1,
    Integer = 2,
    Number = 4,
    Boolean = 8,
    Scalars = Text | Integer | Number | Boolean,
    List = 16,
    Literal = 32,
    Object = 64,

    /// <summary>A text that is no time.</summary>
    NoTime = 128,
}
