namespace MlGates.Features;

/// <summary>How a transform failed.</summary>
/// <param name="How">How it was run, as in "row by row"; empty for all rows together.</param>
/// <param name="Error">Type and first line of the exception.</param>
public sealed record TransformFailure(string How, string Error)
{
    /// <summary>What could not be done before any row was transformed, as in "saved and loaded"; null when rows were.</summary>
    public string? Step { get; init; }

    /// <summary>The first row it fails on, from 0; null when that could not be found.</summary>
    public int? Row { get; init; }

    /// <summary>The row's values as far as they can be shown; empty without a row.</summary>
    public string Values { get; init; } = "";

    /// <summary>Whether it fails on that row alone; otherwise only together with rows before it.</summary>
    public bool Alone { get; init; }
}
