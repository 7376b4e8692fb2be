using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Statistics of a table: what is compared, stored and reviewed instead of its rows.</summary>
public sealed record DatasetProfile
{
    /// <summary>The name of the source, such as a file name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of rows, at least 1.</summary>
    public required long Rows { get; init; }

    /// <summary>The columns, in ordinal order of their names.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>Number of malformed rows that were left out, where the source's options allow for some.</summary>
    public long RowsRefused { get; init; }

    /// <summary>What a reader of the numbers should know: columns that were left out and why, a name that contradicts the content, the first malformed rows.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the rows are a sample of; null when they are all rows.</summary>
    public RowSample? Sample { get; init; }

    /// <summary>The files that were read, in the order of reading; empty when the rows did not come from files.</summary>
    public IReadOnlyList<InputFileRecord> Files { get; init; } = [];

    /// <summary><see cref="InputFileRecord.Combine"/> of <see cref="Files"/>.</summary>
    public string? Sha256 => InputFileRecord.Combine(Files);

    /// <summary>Statistics of the rows' groups, in ordinal order of <see cref="SliceBy"/> and name; empty when none were asked for.</summary>
    public IReadOnlyList<SliceProfile> Slices { get; init; } = [];

    /// <summary>How columns depend on each other, in ordinal order of their names; empty when no pairs were asked for.</summary>
    public IReadOnlyList<PairProfile> Pairs { get; init; } = [];

    /// <summary>Which columns are missing together; null when no two ever are.</summary>
    public MissingTogether? MissingTogether { get; init; }

    /// <summary>The column of weights and their sum; null when rows have none.</summary>
    public RowWeights? Weights { get; init; }

    /// <summary>Text values that counted as missing.</summary>
    public IReadOnlyList<string> MissingTokens { get; init; } = [];

    /// <summary>The column of this name, compared ordinally; null when there is none. O(log columns).</summary>
    public ColumnProfile? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var low = 0;
        var high = Columns.Count - 1;
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
