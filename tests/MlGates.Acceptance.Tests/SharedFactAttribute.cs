namespace MlGates.Acceptance;

/// <summary>A fact that needs ../shared; skipped with the reason in a clone without it.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Shared.Exists ? null : Shared.Absent;
}
