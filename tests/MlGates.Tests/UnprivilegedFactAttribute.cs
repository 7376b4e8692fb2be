namespace MlGates.Tests;

/// <summary>A fact about files without permission; skipped with the reason where permissions do not hold.</summary>
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() => Skip =
        OperatingSystem.IsWindows() ? "Windows has no file modes."
        : Environment.UserName == "root" ? "Root may read every file."
        : null;
}
