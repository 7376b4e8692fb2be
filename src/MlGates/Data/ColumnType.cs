namespace MlGates.Data;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>No value is present.</summary>
    Empty,

    /// <summary>Whole numbers within 64 bits. 0/1 columns are of this type.</summary>
    Integer,

    /// <summary>Numbers, NaN and infinities among them.</summary>
    Float,

    /// <summary>true and false, in any case.</summary>
    Boolean,

    /// <summary>Text.</summary>
    Category,

    /// <summary>ISO 8601 dates or times, held as seconds since 1970-01-01 UTC.</summary>
    Timestamp,
}
