namespace MlGates.Profiles;

/// <summary>How a profile is made.</summary>
public sealed record ProfileOptions
{
    /// <summary>Number of threads; null takes the number of processors, at most 4. The result is the same for any number.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Edges to count a numeric column on, by column name, instead of its own quantiles: ascending and distinct. What a comparison with a
    /// stored baseline needs; see <see cref="BinsOf"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Bins { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>Is told every now and then how far the profile is, and once at its end; from any thread, one call at a time. It has no part in the result.</summary>
    public IProgress<ProfileProgress>? Progress { get; init; }

    /// <summary>The edges of a baseline's numeric columns.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> BinsOf(DatasetProfile baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return baseline.Columns.Where(c => c.Numeric is not null).ToDictionary(c => c.Name, c => c.Numeric!.Bins.Edges, StringComparer.Ordinal);
    }
}
