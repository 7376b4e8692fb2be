using Microsoft.ML;

namespace MlGates.MLNet;

/// <summary>A model file opened by ML.NET.</summary>
/// <param name="Transformer">The model.</param>
/// <param name="InputSchema">The columns it was trained on, labels included; null when the file does not hold them.</param>
public sealed record MLNetModel(ITransformer Transformer, DataViewSchema? InputSchema)
{
    /// <summary>Opens a model file and everything in it.</summary>
    /// <exception cref="InputException">The file is missing, is no ML.NET model, is damaged, or needs a package that is not here (MLG5004).</exception>
    public static MLNetModel Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
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
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            throw new InputException(RuleIds.ArtifactNotLoadable, ModelArchive.Explain(path, cause), inner: cause);
        }
    }
}
