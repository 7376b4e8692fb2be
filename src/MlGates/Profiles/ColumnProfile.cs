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

    /// <summary>What the values are one by one, where there are several kinds, which make the column a <see cref="ColumnType.Category"/>; else null.</summary>
    public ValueKinds? Kinds { get; init; }

    /// <summary>Number of values that are read as numbers and written with a zero before another digit, such as 007: codes are; as numbers they lose the zeros.</summary>
    public long LeadingZeros { get; init; }

    /// <summary>
    /// Numbers and times that may stand for missing (such as -999, the ends of number types, 1970-01-01; 0 and -1 as well), with how many are beside them, by name in ordinal
    /// order. Empty for other columns.
    /// </summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

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

    /// <summary>Where <see cref="Categories"/> is null because there are too many values: the most frequent of them. Null for columns of numbers.</summary>
    public FrequentValues? Frequent { get; init; }

    /// <summary>How the values of a <see cref="ColumnType.Category"/> column are written; null for others.</summary>
    public TextProfile? Text { get; init; }

    /// <summary>Values per row of a list column; null where a row holds one value.</summary>
    public ListProfile? Lists { get; init; }

    /// <summary>Order and gaps of a <see cref="ColumnType.Timestamp"/> column; null for others.</summary>
    public TimeProfile? Time { get; init; }

    /// <summary>The same with weighted rows; null when no weight was given.</summary>
    public WeightedProfile? Weighted { get; init; }

    /// <summary>The distance it shows without any change; null where nobody measured it.</summary>
    public NoiseFloor? NoiseFloor { get; init; }

    /// <summary>Results of the statistics of <see cref="ProfileOptions.Statistics"/>, by the statistic's name and the result's, in ordinal order.</summary>
    public IReadOnlyDictionary<string, double> Custom { get; init; } = new Dictionary<string, double>();
}
