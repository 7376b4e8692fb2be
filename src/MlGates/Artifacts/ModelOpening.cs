namespace MlGates.Artifacts;

/// <summary>The outcome of opening a model file.</summary>
/// <param name="Description">What the model takes and gives; null when it did not open.</param>
/// <param name="Format">The format it was opened as; null when no loader claims the file.</param>
/// <param name="Problem">Why it did not open; null when it did.</param>
public sealed record ModelOpening(ModelDescription? Description, string? Format, string? Problem);
