namespace MlGates.Features;

/// <summary>Makes text transforms of functions.</summary>
public static class TextTransform
{
    /// <summary>A transform that gives each row a text.</summary>
    /// <param name="transform">Gives a row's text; null for missing.</param>
    /// <param name="name">Name in messages.</param>
    public static ITextTransform<IEnumerable<TRow>> From<TRow>(Func<TRow, string?> transform, string name = "Text")
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Function<TRow>(transform, name);
    }

    private sealed class Function<TRow>(Func<TRow, string?> transform, string name) : ITextTransform<IEnumerable<TRow>>
    {
        public string Name => name;

        public IFeatureRows<IEnumerable<TRow>> Rows => FeatureRows.Of<TRow>();

        public IReadOnlyList<string?> Transform(IEnumerable<TRow> rows) => [.. rows.Select(transform)];
    }
}
