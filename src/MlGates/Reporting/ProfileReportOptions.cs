namespace MlGates.Reporting;

/// <summary>How a profile is shown.</summary>
public sealed record ProfileReportOptions
{
    /// <summary>Cells of a terminal line, at least 60; what does not fit is cut with an ellipsis.</summary>
    public int Width { get; init; } = 120;

    /// <summary>The largest number of problems, and of columns, that get a line; at least 1. The rest are counted.</summary>
    public int Top { get; init; } = 50;

    /// <summary>Whether MlGates' own signs keep to ASCII, for consoles without block elements. Names and values stay as they are.</summary>
    public bool Ascii { get; init; }
}
