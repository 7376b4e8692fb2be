namespace MlGates.Data;

/// <summary>Name and declared type of a column.</summary>
/// <param name="Name">The name, unique in its source, compared ordinally.</param>
/// <param name="Type">The type the source or its options declare; null when it is to be inferred from text.</param>
public sealed record ColumnHeader(string Name, ColumnType? Type = null);
