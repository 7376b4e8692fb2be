using MlGates.Artifacts;
using MlGates.Assertions;

namespace MlGates;

/// <summary>Begins an assertion on a model file.</summary>
public static class ModelArtifactExtensions
{
    /// <summary>Begins an assertion on a model file.</summary>
    public static ModelArtifactAssertions Should(this ModelArtifact? artifact) => new(artifact);
}
