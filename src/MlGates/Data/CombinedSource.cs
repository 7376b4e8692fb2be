namespace MlGates.Data;

/// <summary>
/// Several sources as one dataset: their rows follow one another in the order of the list. All have the same columns by name and declared type;
/// the order is that of the first.
/// </summary>
public sealed class CombinedSource : DataSource
{
    private readonly DataSource[] _sources;

    /// <summary>Puts sources together; nothing is read before <see cref="DataSource.Open"/>.</summary>
    /// <param name="sources">The sources, at least one.</param>
    /// <param name="name">The name messages use.</param>
    /// <exception cref="ArgumentException">There is no source.</exception>
    public CombinedSource(IReadOnlyCollection<DataSource> sources, string name)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (sources.Count == 0)
        {
            throw new ArgumentException("Give at least one source.", nameof(sources));
        }

        _sources = [.. sources];
        Name = name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingTokens => _sources[0].MissingTokens;

    /// <inheritdoc/>
    public override bool DecimalComma => _sources[0].DecimalComma;

    /// <summary>The place of the first source; a row's own is told by its batch.</summary>
    /// <inheritdoc/>
    public override SourceLocation? Locate(int line) => line == 0 ? _sources[0].Locate(0) : null;

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new CombinedBlockReader(_sources, columns);
    }
}
