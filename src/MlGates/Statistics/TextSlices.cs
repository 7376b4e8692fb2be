namespace MlGates.Statistics;

/// <summary>The texts of a column's rows as slices of one buffer.</summary>
/// <param name="buffer">What the texts stand in; fastest when at least 16 bytes of any content follow each text.</param>
/// <param name="starts">First byte of each row's text.</param>
/// <param name="lengths">Length of each row's text in bytes.</param>
/// <param name="missing">Which rows are missing; empty when none is.</param>
/// <exception cref="ArgumentException">The spans differ in length.</exception>
public readonly ref struct TextSlices(byte[] buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<bool> missing)
{
    /// <summary>What the texts stand in.</summary>
    public byte[] Buffer { get; } = buffer ?? throw new ArgumentNullException(nameof(buffer));

    /// <summary>First byte of each row's text.</summary>
    public ReadOnlySpan<int> Starts { get; } = starts;

    /// <summary>Length of each row's text in bytes.</summary>
    public ReadOnlySpan<int> Lengths { get; } = lengths.Length == starts.Length ? lengths : throw new ArgumentException("There must be one length for each start.", nameof(lengths));

    /// <summary>Which rows are missing; empty when none is.</summary>
    public ReadOnlySpan<bool> Missing { get; } =
        missing.IsEmpty || missing.Length == starts.Length ? missing : throw new ArgumentException("There must be one missing flag for each row, or none at all.", nameof(missing));

    /// <summary>Number of rows.</summary>
    public int Count => Starts.Length;

    /// <summary>Whether a row is missing.</summary>
    public bool IsMissing(int row) => !Missing.IsEmpty && Missing[row];
}
