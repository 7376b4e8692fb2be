namespace MlGates.Schemas;

/// <summary>What a dataset must look like: columns with their rules, and rules of the dataset as a whole. A reviewed file in git, see <see cref="SchemaFile"/>. Immutable.</summary>
public sealed record DatasetSchema
{
    /// <summary>The columns, in ordinal order of their names.</summary>
    public required IReadOnlyList<ColumnSchema> Columns { get; init; }

    /// <summary>Names of the environments that rules may differ by, such as training and serving; empty when there is but one.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Number of rows; null for any.</summary>
    public CountRange? Rows { get; init; }

    /// <summary>Number of rows as a multiple of the previous dataset's; null for any.</summary>
    public NumberRange? RowsOfPrevious { get; init; }

    /// <summary>Sets of columns whose values together are there once only.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Keys { get; init; } = [];

    /// <summary>The column that is predicted; null when nobody said. Others are looked at for what tells it: see <see cref="MaxExplained"/>.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// The largest share of the label that a column alone may explain, in [0, 1]; 1 for any. Default 0.99. Of classes it is the share of the wrong guesses of the most frequent one that are
    /// right once the column is known, of numbers the share of the variance of their ranks; each row is judged by the others.
    /// </summary>
    public double MaxExplained { get; init; } = UsualMaxExplained;

    /// <summary>Whether two rows may be the same in every column.</summary>
    public bool AllowDuplicateRows { get; init; } = true;

    /// <summary>The largest share of rows that may also be in the dataset given as <see cref="SchemaValidationOptions.NotIn"/>, in [0, 1]; null is 0 where there is such a dataset.</summary>
    public double? MaxOverlap { get; init; }

    /// <summary>Whether the data may have columns that are not here.</summary>
    public bool AllowNewColumns { get; init; }

    /// <summary>Rules that warn or are off for every column that does not say otherwise, by id.</summary>
    public IReadOnlyDictionary<string, RuleLevel> Rules { get; init; } = new SortedDictionary<string, RuleLevel>(StringComparer.Ordinal);

    /// <summary>Rules of parts of the rows, in ordinal order of their names.</summary>
    public IReadOnlyList<SliceSchema> Slices { get; init; } = [];

    /// <summary>The data it was inferred from; null when written by hand.</summary>
    public SchemaOrigin? Origin { get; init; }

    /// <summary>What was accepted later, the oldest first.</summary>
    public IReadOnlyList<AcceptedChange> Accepted { get; init; } = [];

    /// <summary>What the file it was read from asks for that has no counterpart here; only of a schema of TensorFlow Metadata, and not written.</summary>
    public IReadOnlyList<SchemaNote> NotTakenOver { get; init; } = [];

    /// <summary>The default of <see cref="MaxExplained"/>.</summary>
    internal const double UsualMaxExplained = 0.99;

    /// <summary>How much a rule weighs: as the column says, else as the dataset does; null when neither says anything for the environment.</summary>
    internal RuleLevel? LevelOf(string rule, ColumnSchema? column, string? environment) =>
        column?.Rules.GetValueOrDefault(rule) is { } own && own.HoldsIn(environment) ? own
        : Rules.GetValueOrDefault(rule) is { } general && general.HoldsIn(environment) ? general
        : null;

    /// <summary>Whether the column is expected in an environment; where none is named all columns are.</summary>
    internal static bool Expects(ColumnSchema column, string? environment) => environment is null || column.Environments is null || column.Environments.Contains(environment);

    /// <summary>The column of this name, compared ordinally; null when there is none. O(log columns).</summary>
    public ColumnSchema? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (low, high) = (0, Columns.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Columns[middle].Name, name);
            if (order == 0)
            {
                return Columns[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
