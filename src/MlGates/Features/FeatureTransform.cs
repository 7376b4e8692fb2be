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
        return new Function<TRow>(transform, null, name, slotNames);
    }

    /// <summary>A transform that is fitted to rows first, and can be fitted to others.</summary>
    /// <param name="fit">Gives, for the rows to fit to, what makes a row's features.</param>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="name">Name in messages.</param>
    /// <param name="slotNames">Names of the features; null when they have none.</param>
    public static IFeatureTransform<IEnumerable<TRow>> Fit<TRow>(
        Func<IReadOnlyList<TRow>, Func<TRow, float[]>> fit, IEnumerable<TRow> rows, string name = "Features", IReadOnlyList<string>? slotNames = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Fitted(rows);

        Function<TRow> Fitted(IEnumerable<TRow> to)
        {
            var transform = fit([.. to]);
            return new Function<TRow>(list => list.Select(transform), Fitted, name, slotNames);
        }
    }

    private sealed class Function<TRow>(
        Func<IReadOnlyList<TRow>, IEnumerable<float[]>> transform, Func<IEnumerable<TRow>, IFeatureTransform<IEnumerable<TRow>>>? refit, string name, IReadOnlyList<string>? slotNames)
        : IFeatureTransform<IEnumerable<TRow>>
    {
        public string Name => name;

        public IFeatureRows<IEnumerable<TRow>> Rows => FeatureRows.Of<TRow>();

        public FeatureMatrix Transform(IEnumerable<TRow> rows) => FeatureMatrix.Of(name, Vectors([.. rows]), slotNames);

        public FeatureMatrix TransformRowByRow(IEnumerable<TRow> rows) => FeatureMatrix.Of(name, rows.SelectMany(row => Vectors([row])), slotNames);

        public IFeatureTransform<IEnumerable<TRow>>? Refit(IEnumerable<TRow> rows) => refit?.Invoke(rows);

        private IEnumerable<float[]> Vectors(IReadOnlyList<TRow> rows) => transform(rows) ?? throw new InvalidOperationException("it gave null in place of vectors");
    }
}
