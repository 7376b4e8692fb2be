using MlGates.Data;

namespace MlGates.Features;

/// <summary>Opens the transforms in a model file, to be tried on rows of data. Implementations are stateless and safe for use by several threads.</summary>
public interface IFeatureLoader
{
    /// <summary>The format in a few words, such as <c>ML.NET model (.zip)</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file is meant to be of this format, judged by its name and first bytes.</summary>
    /// <param name="path">An existing file.</param>
    bool CanLoad(string path);

    /// <summary>A column of numbers that the model computes.</summary>
    /// <param name="path">An existing file for which <see cref="CanLoad"/> is true.</param>
    /// <param name="rows">Rows with the columns that the model reads for it.</param>
    /// <param name="column">The column, such as <c>Features</c>.</param>
    /// <exception cref="InputException">The model does not open, gives no such column (MLG0007), or the data lack a column it reads (MLG0007).</exception>
    FeatureTrial LoadFeatures(string path, DataSource rows, string column);

    /// <summary>A column of text or keys that the model computes, row by row of the data.</summary>
    /// <inheritdoc cref="LoadFeatures"/>
    Attempt<IReadOnlyList<string?>> LoadTexts(string path, DataSource rows, string column);
}
