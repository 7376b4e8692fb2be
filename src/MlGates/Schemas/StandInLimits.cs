namespace MlGates.Schemas;

/// <summary>How much of a column values may be that stand for missing most often, such as N/A, -999 or 9999-12-31.</summary>
public sealed record StandInLimits
{
    /// <summary>The largest share of each that is not in <see cref="Known"/>, in [0, 1].</summary>
    public double MaxShare { get; init; }

    /// <summary>The largest share of some, in [0, 1], by what they are called: a word in lower case, a number, a date.</summary>
    public IReadOnlyDictionary<string, double> Known { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    internal double Of(string name) => Known.TryGetValue(name, out var share) ? share : MaxShare;
}
