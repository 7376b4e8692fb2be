namespace MlGates.Artifacts;

/// <summary>What an opened model takes and gives.</summary>
/// <param name="Format">The loader's <see cref="IModelLoader.Format"/>.</param>
/// <param name="Inputs">The columns it was trained on, labels included; empty when the file does not say.</param>
/// <param name="Outputs">The columns it adds; empty when they cannot be told.</param>
public sealed record ModelDescription(string Format, IReadOnlyList<ModelColumn> Inputs, IReadOnlyList<ModelColumn> Outputs);
