using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>How a profile is made.</summary>
public sealed record ProfileOptions
{
    /// <summary>Number of threads; null takes the number of processors, at most 4. The result is the same for any number.</summary>
    public int? Threads { get; init; }

    /// <summary>The columns to profile.</summary>
    public ColumnSelection Columns { get; init; } = ColumnSelection.All;

    /// <summary>What to group the rows by, each grouping apart from the others; the slices' statistics are computed in the same pass.</summary>
    public IReadOnlyList<SliceBy> Slices { get; init; } = [];

    /// <summary>A column of weights, finite numbers of at least 0: statistics in which each row counts that much are computed beside the plain ones.</summary>
    public string? Weight { get; init; }

    /// <summary>Columns to look at together, in the same pass: correlation, Cramér's V, mutual information. Each pair once, whichever is first.</summary>
    public IReadOnlyList<ColumnPair> Pairs { get; init; } = [];

    /// <summary>The label of a supervised task: every other column is looked at together with it, and its values' lift computed.</summary>
    public string? Label { get; init; }

    /// <summary>Statistics of one's own, computed in the same pass.</summary>
    public IReadOnlyList<ColumnStatistic> Statistics { get; init; } = [];

    /// <summary>Is told from time to time how far the profile has come; on any thread, one call at a time.</summary>
    public IProgress<ProfileProgress>? Progress { get; init; }

    /// <summary>
    /// Edges to count a numeric column on, by column name, instead of its own quantiles: ascending and distinct. What a comparison with a
    /// stored baseline needs; see <see cref="BinsOf"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Bins { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>The edges of a baseline's numeric columns.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> BinsOf(DatasetProfile baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return baseline.Columns.Where(c => c.Numeric is not null).ToDictionary(c => c.Name, c => c.Numeric!.Bins.Edges, StringComparer.Ordinal);
    }
}
