using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Statistics of one column.</summary>
public sealed record ColumnProfile
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the values are.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Number of rows with a value. NaN is a value.</summary>
    public required long Present { get; init; }

    /// <summary>Number of rows without a value.</summary>
    public required long Missing { get; init; }

    /// <summary>Number of distinct values among the present ones.</summary>
    public required DistinctCount Distinct { get; init; }

    /// <summary>Statistics of an <see cref="ColumnType.Integer"/>, <see cref="ColumnType.Float"/> or <see cref="ColumnType.Timestamp"/> column; null for others.</summary>
    public NumericProfile? Numeric { get; init; }

    /// <summary>
    /// Counts by value of a <see cref="ColumnType.Category"/> or <see cref="ColumnType.Boolean"/> column, and of an
    /// <see cref="ColumnType.Integer"/> column with at most <see cref="CategoryProfile.MaxIntegers"/> distinct values within ±2^53; null for
    /// others, and where there are too many values to count.
    /// </summary>
    public CategoryProfile? Categories { get; init; }
}
