using System.Globalization;

namespace MlGates;

/// <summary>A place in a file, for messages and annotations.</summary>
/// <param name="File">Path as the user gave it, or relative to the plan.</param>
/// <param name="Line">First line is 1; 0 when unknown.</param>
/// <param name="Column">First column is 1; 0 when unknown.</param>
public sealed record SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file(line,column)</c>, the form editors and MSBuild link.</summary>
    public override string ToString() => Line == 0
        ? File
        : string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column})");
}
