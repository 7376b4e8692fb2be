namespace MlGates.Artifacts;

/// <summary>A column of a model's signature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in the words of the model's format, such as <c>Single</c> or <c>Vector&lt;Single, 16&gt;</c>.</param>
public sealed record ModelColumn(string Name, string Type);
