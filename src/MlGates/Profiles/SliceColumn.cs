using System.Globalization;

namespace MlGates.Profiles;

/// <summary>A column that rows are grouped by.</summary>
/// <param name="Name">The column.</param>
/// <param name="Parts">Number of parts of equal mass to cut its numbers into; null groups by value.</param>
public sealed record SliceColumn(string Name, int? Parts = null)
{
    /// <summary>The largest number of parts.</summary>
    public const int MostParts = 100;

    /// <inheritdoc/>
    public override string ToString() => Parts is { } parts ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{parts}") : Name;
}
