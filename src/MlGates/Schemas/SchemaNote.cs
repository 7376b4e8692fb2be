namespace MlGates.Schemas;

/// <summary>What of a schema in another format was not taken over, or not as it stood.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Message">What, and what to do about it.</param>
public sealed record SchemaNote(SourceLocation Location, string Message);
