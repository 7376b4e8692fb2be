namespace MlGates.Data;

/// <summary>A table that can be read from its first row as often as needed.</summary>
public abstract class DataSource
{
    /// <summary>The name messages use: a file name, or what the caller chose.</summary>
    public abstract string Name { get; }

    /// <summary>Values of text columns that count as missing.</summary>
    public virtual IReadOnlyList<string> MissingTokens => [];

    /// <summary>Whether numbers in text columns are written with a decimal comma, as in 1,5; <see cref="TextValue.Classify"/> reads them.</summary>
    public virtual bool DecimalComma => false;

    /// <summary>Starts a pass over the rows, batch by batch on the caller's thread.</summary>
    /// <param name="columns">The columns to read; null reads all.</param>
    /// <inheritdoc cref="OpenBlocks" path="/exception"/>
    public BatchReader Open(ColumnSelection? columns = null) => new(OpenBlocks(columns ?? ColumnSelection.All), this);

    /// <summary>Starts a pass over the rows in blocks, which several threads may read at the same time.</summary>
    /// <param name="columns">The columns to read; a source reads no more of the others than its format makes it.</param>
    /// <exception cref="InputException">The input cannot be read: MLG0003 missing, MLG0004 empty, MLG0005 malformed, MLG0007 a selected column is not there.</exception>
    public abstract BlockReader OpenBlocks(ColumnSelection columns);

    /// <summary>The place of a line for messages; null for a source that is not a file.</summary>
    /// <param name="line">A line of the file, 1 for the first; 0 when unknown.</param>
    public virtual SourceLocation? Locate(int line) => null;
}
