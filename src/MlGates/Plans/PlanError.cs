namespace MlGates.Plans;

/// <summary>The errors of a plan: all of rule <see cref="RuleIds.InvalidPlan"/>, all with a place.</summary>
internal static class PlanError
{
    public static InputException At(SourceLocation location, string message) => File(location.File).Error(location, message);

    /// <summary>A plan of this name.</summary>
    public static JsonFile File(string name) => new(name, "plan", RuleIds.InvalidPlan);
}
