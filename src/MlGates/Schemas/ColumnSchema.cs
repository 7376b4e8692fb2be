using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>The rules of one column. What is null is not asked for.</summary>
public sealed record ColumnSchema
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its values; null for any. Whole numbers are floats too, and any value is text where the type is <see cref="ColumnType.Category"/>.</summary>
    public ColumnType? Type { get; init; }

    /// <summary>Whether the column must be there.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The smallest share of rows with a value, in [0, 1].</summary>
    public double? MinPresent { get; init; }

    /// <summary>The smallest number of rows with a value.</summary>
    public long? MinPresentCount { get; init; }

    /// <summary>Number of values in a row that has any; null for any number. In a schema file a column of a type and no shape has one unless it says otherwise.</summary>
    public CountRange? Values { get; init; }

    /// <summary>The fixed shape of a row's values: their number is the product.</summary>
    public IReadOnlyList<long>? Shape { get; init; }

    /// <summary>The values that are known.</summary>
    public ValueDomain? Domain { get; init; }

    /// <summary>The range of numbers, or of times in seconds since 1970-01-01 UTC. NaN and infinities have rules of their own.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>Whether NaN may stand among the values.</summary>
    public bool AllowNaN { get; init; } = true;

    /// <summary>Whether infinities may stand among the values.</summary>
    public bool AllowInfinity { get; init; } = true;

    /// <summary>Number of distinct values.</summary>
    public CountRange? Distinct { get; init; }

    /// <summary>Whether no value may occur twice.</summary>
    public bool Unique { get; init; }

    /// <summary>Length of a text in characters (Unicode scalar values).</summary>
    public CountRange? Length { get; init; }

    /// <summary>What texts look like, as <see cref="Profiles.TextProfile.Patterns"/> calls it; a value of another look breaks the rule. Null for any.</summary>
    public IReadOnlyList<string>? Patterns { get; init; }

    /// <summary>Whether every row must be at or after the row before; for timestamps.</summary>
    public bool Ordered { get; init; }

    /// <summary>The largest share of values that may be of another kind than most of the column, in [0, 1]: numbers, times, truth values, other texts. For columns of texts.</summary>
    public double? MaxMixed { get; init; }

    /// <summary>From so many values on they must not all be the same, at least 2.</summary>
    public long? VariesFrom { get; init; }

    /// <summary>Whether values may differ by case or blanks alone; values of <see cref="Domain"/> always may.</summary>
    public bool AllowVariants { get; init; } = true;

    /// <summary>Whether numbers may be written with a zero before another digit, such as 007, which reading them as numbers loses.</summary>
    public bool AllowLeadingZeros { get; init; } = true;

    /// <summary>How much of the values may stand for missing; null for any.</summary>
    public StandInLimits? StandIns { get; init; }

    /// <summary>Whether times may be more than a day later than the data was taken (<see cref="SchemaValidationOptions.AsOf"/>).</summary>
    public bool AllowFuture { get; init; } = true;

    /// <summary>The largest share of the label that this column may explain, in [0, 1]; 1 for any. Null for <see cref="DatasetSchema.MaxExplained"/>.</summary>
    public double? MaxExplained { get; init; }

    /// <summary>Environments in which the column is expected; null for all.</summary>
    public IReadOnlyList<string>? Environments { get; init; }

    /// <summary>What a reader should know: <c>identifier</c>, <c>constant</c>, <c>free-text</c>, <c>empty</c>, <c>leading-zeros</c>, <c>unix-time</c>. Rules do not look at it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rules that warn or are off for this column, by id.</summary>
    public IReadOnlyDictionary<string, RuleLevel> Rules { get; init; } = new SortedDictionary<string, RuleLevel>(StringComparer.Ordinal);

    /// <summary>How a file says that a row may hold any number of values.</summary>
    internal static CountRange AnyValues { get; } = new(0, null);

    /// <summary>What a file that says nothing of the number of values means.</summary>
    internal CountRange? UsualValues => Type is null || Shape is not null ? null : new CountRange(1, 1);
}
