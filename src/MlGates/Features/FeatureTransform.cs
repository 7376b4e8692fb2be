namespace MlGates.Features;

/// <summary>Makes feature transforms of functions.</summary>
public static class FeatureTransform
{
    /// <summary>A transform that works on one row at a time.</summary>
    /// <param name="transform">Gives a row's features.</param>
    /// <param name="name">Name in messages.</param>
    /// <param name="slotNames">Names of the features; null when they have none.</param>
    public static IFeatureTransform<IEnumerable<TRow>> From<TRow>(Func<TRow, float[]> transform, string name = "Features", IReadOnlyList<string>? slotNames = null)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return From<TRow>(rows => rows.Select(transform), name, slotNames);
    }

    /// <summary>A transform that works on all rows at once; row by row it is given one at a time.</summary>
    /// <param name="transform">Gives one vector per row, in order.</param>
    /// <param name="name">Name in messages.</param>
    /// <param name="slotNames">Names of the features; null when they have none.</param>
    public static IFeatureTransform<IEnumerable<TRow>> From<TRow>(Func<IReadOnlyList<TRow>, IEnumerable<float[]>> transform, string name = "Features", IReadOnlyList<string>? slotNames = null)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Function<TRow>(transform, name, slotNames);
    }

    private sealed class Function<TRow>(Func<IReadOnlyList<TRow>, IEnumerable<float[]>> transform, string name, IReadOnlyList<string>? slotNames) : IFeatureTransform<IEnumerable<TRow>>
    {
        public string Name => name;

        public FeatureMatrix Transform(IEnumerable<TRow> rows) => FeatureMatrix.Of(name, transform([.. rows]), slotNames);

        public FeatureMatrix TransformRowByRow(IEnumerable<TRow> rows) => FeatureMatrix.Of(name, rows.SelectMany(row => transform([row])), slotNames);
    }
}
