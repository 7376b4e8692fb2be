namespace MlGates.Schemas;

/// <summary>What the rows of a slice must be like, beside what all rows must be.</summary>
public sealed record SliceSchema
{
    /// <summary>
    /// The slice, as profiles name it: <c>payment_type=Cash</c>, a range as in <c>fare=[10, 20)</c>, a missing value as in <c>company=(missing)</c>, or several with a
    /// comma and a blank between. Values that hold quotes, or a comma and a blank, are quoted, with quotes doubled.
    /// </summary>
    public required string Where { get; init; }

    /// <summary>Number of rows in the slice; null for any.</summary>
    public CountRange? Rows { get; init; }

    /// <summary>
    /// Rules of columns in this slice, in ordinal order of their names; types are those of the schema's columns. Presence of the column, environments, order and
    /// uniqueness are not a slice's.
    /// </summary>
    public IReadOnlyList<ColumnSchema> Columns { get; init; } = [];
}
