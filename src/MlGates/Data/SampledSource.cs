namespace MlGates.Data;

/// <summary>
/// A uniform sample of a source's rows, without replacement, in the order of the source: the rows whose seeded hash of block and place is least. It
/// depends on rows and seed alone. Each pass reads the whole source before it gives the first row, and keeps at most twice the sample in memory.
/// </summary>
/// <remarks>Bottom-k sampling (Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007).</remarks>
public sealed class SampledSource : DataSource
{
    private readonly DataSource _source;

    /// <summary>Wraps a source.</summary>
    /// <param name="source">What to draw from.</param>
    /// <param name="rows">Number of rows to draw, at least 1; all when there are no more.</param>
    /// <param name="seed">Chooses the sample.</param>
    public SampledSource(DataSource source, int rows, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        (_source, Rows, Seed) = (source, rows, seed);
    }

    /// <summary>Number of rows to draw.</summary>
    public int Rows { get; }

    /// <summary>What chooses the sample.</summary>
    public ulong Seed { get; }

    /// <summary>Number of threads that draw, at least 1; null takes the number of processors, at most 4. The sample is the same for any number.</summary>
    public int? Threads
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There must be at least one thread.");
    }

    /// <summary>Is told rows read, bytes read and, where known, all bytes after each block; on any thread, one call at a time.</summary>
    internal Action<long, long, long?>? Progress { get; init; }

    /// <inheritdoc/>
    public override string Name => _source.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingTokens => _source.MissingTokens;

    /// <inheritdoc/>
    public override bool DecimalComma => _source.DecimalComma;

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new SampledBlockReader(_source.OpenBlocks(columns), this);
    }

    /// <inheritdoc/>
    public override SourceLocation? Locate(int line) => _source.Locate(line);
}
