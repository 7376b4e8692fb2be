namespace MlGates.Data;

/// <summary>Some columns of a source, in memory.</summary>
public sealed class ColumnTable
{
    private readonly DataSource _source;
    private readonly int[] _lines;
    private readonly Dictionary<string, NumberColumn> _numbers;
    private readonly Dictionary<string, TextColumn> _texts;

    internal ColumnTable(DataSource source, int[] lines, Dictionary<string, NumberColumn> numbers, Dictionary<string, TextColumn> texts)
    {
        _source = source;
        _lines = lines;
        _numbers = numbers;
        _texts = texts;
    }

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows => _lines.Length;

    /// <summary>A column that was read as numbers.</summary>
    /// <exception cref="ArgumentException">The column was not asked for as numbers.</exception>
    public NumberColumn Numbers(string column) =>
        _numbers.TryGetValue(column, out var found) ? found : throw new ArgumentException($"Column '{column}' was not read as numbers.", nameof(column));

    /// <summary>A column that was read as text.</summary>
    /// <exception cref="ArgumentException">The column was not asked for as text.</exception>
    public TextColumn Texts(string column) =>
        _texts.TryGetValue(column, out var found) ? found : throw new ArgumentException($"Column '{column}' was not read as text.", nameof(column));

    /// <summary>The place of a row in its file; null for a source that is not a file.</summary>
    /// <param name="row">0 for the first row.</param>
    public SourceLocation? Locate(int row) => _source.Locate(_lines[row]);
}
