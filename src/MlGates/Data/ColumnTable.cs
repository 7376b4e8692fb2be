namespace MlGates.Data;

/// <summary>Some columns of a source, in memory.</summary>
public sealed class ColumnTable
{
    private readonly DataSource source;
    private readonly int[] lines;
    private readonly Dictionary<string, NumberColumn> numbers;
    private readonly Dictionary<string, TextColumn> texts;

    internal ColumnTable(DataSource source, int[] lines, Dictionary<string, NumberColumn> numbers, Dictionary<string, TextColumn> texts)
    {
        this.source = source;
        this.lines = lines;
        this.numbers = numbers;
        this.texts = texts;
    }

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows => lines.Length;

    /// <summary>A column that was read as numbers.</summary>
    /// <exception cref="ArgumentException">The column was not asked for as numbers.</exception>
    public NumberColumn Numbers(string column) =>
        numbers.TryGetValue(column, out var found) ? found : throw new ArgumentException($"Column '{column}' was not read as numbers.", nameof(column));

    /// <summary>A column that was read as text.</summary>
    /// <exception cref="ArgumentException">The column was not asked for as text.</exception>
    public TextColumn Texts(string column) =>
        texts.TryGetValue(column, out var found) ? found : throw new ArgumentException($"Column '{column}' was not read as text.", nameof(column));

    /// <summary>The place of a row in its file; null for a source that is not a file.</summary>
    /// <param name="row">0 for the first row.</param>
    public SourceLocation? Locate(int row) => source.Locate(lines[row]);
}
