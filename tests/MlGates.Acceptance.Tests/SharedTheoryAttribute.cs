namespace MlGates.Acceptance;

/// <summary>A theory that needs ../shared; skipped with the reason in a clone without it. Its data source must then be empty or constant.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = Shared.Exists ? null : Shared.Absent;
}
