namespace MlGates.Artifacts;

/// <summary>What lies at the path of a model file.</summary>
public enum ArtifactState
{
    /// <summary>Nothing, or a folder.</summary>
    Missing,

    /// <summary>A file of zero bytes.</summary>
    Empty,

    /// <summary>The text that Git LFS leaves in place of a file that was not fetched.</summary>
    LfsPointer,

    /// <summary>A file with content of its own.</summary>
    Present,
}
