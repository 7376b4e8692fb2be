using MlGates.Data;

namespace MlGates.Serving;

/// <summary>Opens a model as a predictor over rows of data. Implementations are stateless and safe for use by several threads.</summary>
public interface IPredictorLoader
{
    /// <summary>The format in a few words, such as <c>ML.NET model (.zip)</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file is meant to be of this format, judged by its name and first bytes.</summary>
    /// <param name="path">An existing file.</param>
    bool CanLoad(string path);

    /// <summary>Opens a model afresh, and the first rows of the data for it to predict.</summary>
    /// <param name="path">An existing file for which <see cref="CanLoad"/> is true.</param>
    /// <param name="rows">Rows with the columns the model reads.</param>
    /// <param name="name">Name of the predictor in messages.</param>
    /// <exception cref="InputException">The model does not open, or the data lacks a column it reads (MLG0007).</exception>
    IPredictor Load(string path, DataSource rows, string name);
}
