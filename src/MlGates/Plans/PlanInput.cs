using MlGates.Data;

namespace MlGates.Plans;

/// <summary>A file bound to a name that checks use.</summary>
/// <param name="Name">The name.</param>
/// <param name="Path">The path as the plan gives it: relative to the plan, or absolute.</param>
/// <param name="Location">Where the plan binds it.</param>
public record PlanInput(string Name, string Path, SourceLocation Location)
{
    /// <summary>How its rows are read, when it is a CSV.</summary>
    public CsvOptions Csv { get; init; } = new();
}
