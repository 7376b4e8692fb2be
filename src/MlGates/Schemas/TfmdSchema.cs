namespace MlGates.Schemas;

/// <summary>A schema read from TensorFlow Metadata's text.</summary>
/// <param name="Schema">What was taken over.</param>
/// <param name="Notes">What was not, by place; empty when everything was.</param>
public sealed record TfmdSchema(DatasetSchema Schema, IReadOnlyList<SchemaNote> Notes);
