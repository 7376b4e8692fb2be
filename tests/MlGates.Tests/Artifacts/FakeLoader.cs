using MlGates.Artifacts;

namespace MlGates.Tests.Artifacts;

/// <summary>Claims files by extension and opens those that begin with "good".</summary>
internal sealed class FakeLoader(string extension = ".fake") : IModelLoader
{
    public int Loads { get; private set; }

    public string Format => $"fake model ({extension})";

    public bool CanLoad(string path) => path.EndsWith(extension, StringComparison.Ordinal);

    public ModelDescription Load(string path)
    {
        Loads++;
        return File.ReadAllText(path).StartsWith("good", StringComparison.Ordinal)
            ? new ModelDescription(Format, [new ModelColumn("Fare", "Single")], [new ModelColumn("Score", "Single")])
            : throw new InputException(RuleIds.ArtifactNotLoadable, "its bytes are not good");
    }
}
