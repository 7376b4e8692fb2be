namespace MlGates.Artifacts;

/// <summary>Opens model files of one format. Implementations are stateless and safe for use by several threads.</summary>
public interface IModelLoader
{
    /// <summary>The format in a few words, such as <c>ML.NET model (.zip)</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file is meant to be of this format, judged by its name and first bytes; says nothing about its soundness.</summary>
    /// <param name="path">An existing file.</param>
    bool CanLoad(string path);

    /// <summary>Opens the whole model as serving would, and says what it takes and gives.</summary>
    /// <param name="path">An existing file for which <see cref="CanLoad"/> is true.</param>
    /// <exception cref="InputException">The model does not open; the message gives the cause and what to do, without the path.</exception>
    ModelDescription Load(string path);
}
