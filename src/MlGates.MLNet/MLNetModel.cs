using Microsoft.ML;
using MlGates.Artifacts;

namespace MlGates.MLNet;

/// <summary>A model file opened by ML.NET.</summary>
/// <param name="Transformer">The model.</param>
/// <param name="InputSchema">The columns it was trained on, labels included; null when the file does not hold them.</param>
public sealed record MLNetModel(ITransformer Transformer, DataViewSchema? InputSchema)
{
    /// <summary>Opens a model file and everything in it.</summary>
    /// <exception cref="InputException">
    /// The file is missing (MLG5001), empty (MLG5002), a Git LFS pointer (MLG5003), or is no ML.NET model, is damaged or needs a package that is not here (MLG5004).
    /// </exception>
    public static MLNetModel Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException(RuleIds.ArtifactMissing, $"The model '{path}' does not exist");
        }

        // Not ModelArtifact.At: a hash of the whole file is not needed to open it, and a duel opens it many times.
        if (new FileInfo(path).Length == 0)
        {
            throw new InputException(RuleIds.ArtifactEmpty, $"The model '{path}' is empty (0 bytes)");
        }

        if (LfsPointer.Read(path) is not null)
        {
            throw new InputException(RuleIds.ArtifactLfsPointer, $"The model '{path}' is a Git LFS pointer, not the model: run `git lfs pull`");
        }

        try
        {
            return Read(path);
        }
        catch (InputException cause)
        {
            throw new InputException(cause.Rule, $"The model '{path}' does not open: {cause.Message}", inner: cause);
        }
    }

    /// <summary>Opens a model file; messages leave the path out.</summary>
    internal static MLNetModel Read(string path)
    {
        try
        {
            ModelArchive.Check(path);
            using var stream = File.OpenRead(path);
            return new MLNetModel(new MLContext().Model.Load(stream, out var schema), schema);
        }
        catch (InputException)
        {
            throw;
        }
        // Damaged bytes surface as almost any exception from within ML.NET, a NullReferenceException among them.
        catch (Exception cause) when (cause is not (OutOfMemoryException or IOException or UnauthorizedAccessException))
        {
            throw new InputException(RuleIds.ArtifactNotLoadable, ModelArchive.Explain(path, cause), inner: cause);
        }
    }
}
