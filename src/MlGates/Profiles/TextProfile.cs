namespace MlGates.Profiles;

/// <summary>How the texts of a column are written: its values that are neither numbers nor times, where <see cref="ColumnProfile.Kinds"/> has such among them.</summary>
public sealed record TextProfile
{
    /// <summary>Shortest value in bytes.</summary>
    public required long MinBytes { get; init; }

    /// <summary>Longest value in bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Mean length in bytes (TFDV's avg_length).</summary>
    public required double MeanBytes { get; init; }

    /// <summary>Shortest value in characters (Unicode scalar values); an invalid byte sequence is one U+FFFD.</summary>
    public required long MinCharacters { get; init; }

    /// <summary>Longest value in characters.</summary>
    public required long MaxCharacters { get; init; }

    /// <summary>Mean length in characters.</summary>
    public required double MeanCharacters { get; init; }

    /// <summary>Number of values that are not valid UTF-8.</summary>
    public required long InvalidUtf8 { get; init; }

    /// <summary>Number of present values of length 0.</summary>
    public required long Empty { get; init; }

    /// <summary>Number of values that hold nothing but blanks.</summary>
    public required long Blank { get; init; }

    /// <summary>Number of values with blanks before or after other characters.</summary>
    public required long Padded { get; init; }

    /// <summary>Number of values by the way they are written, each at least 1.</summary>
    public required IReadOnlyDictionary<string, long> Patterns { get; init; }
}
