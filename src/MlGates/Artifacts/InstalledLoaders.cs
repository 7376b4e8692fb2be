using System.Reflection;

namespace MlGates.Artifacts;

/// <summary>
/// The loaders of the MlGates packages that the program references, found by their well-known names so that the engine
/// needs no reference to them and nobody has to register anything.
/// </summary>
internal static class InstalledLoaders
{
    private static readonly (string Assembly, string Type)[] Known = [("MlGates.MLNet", "MlGates.MLNet.MLNetModelLoader")];

    // Which packages a program references does not change while it runs.
    private static readonly Lazy<IReadOnlyList<IModelLoader>> Found = new(Find);

    /// <summary>In the order of the table; empty when no such package is at hand.</summary>
    public static IReadOnlyList<IModelLoader> All => Found.Value;

    private static IReadOnlyList<IModelLoader> Find()
    {
        var found = new List<IModelLoader>();
        foreach (var (assembly, type) in Known)
        {
            try
            {
                var loader = Assembly.Load(new AssemblyName(assembly)).GetType(type, throwOnError: true)!;
                found.Add((IModelLoader)Activator.CreateInstance(loader)!);
            }
            catch (FileNotFoundException)
            {
                // Not referenced: its formats are unknown, and opening says so.
            }
        }

        return found;
    }
}
