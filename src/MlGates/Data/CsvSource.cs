namespace MlGates.Data;

/// <summary>
/// A CSV file. Text is kept exactly as it is in the file. Blank lines are skipped in a file of several columns; in a file of one column a
/// blank line is an empty value.
/// </summary>
public sealed class CsvSource : DataSource
{
    private const string MarksDiffer = "Delimiter, quote and comment sign must be different ASCII characters that are no letter, digit, line end or NUL.";

    private readonly CsvOptions _options;
    private readonly string _name;

    /// <summary>Names a file; it is not touched before <see cref="DataSource.Open"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; RFC 4180 with a header by default.</param>
    /// <exception cref="ArgumentException">The path is empty, column names are given for a file with a header, a type is <see cref="ColumnType.Empty"/>, or delimiter, quote and comment sign are not three different ASCII characters that are no letter, digit, line end or NUL.</exception>
    public CsvSource(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _options = options ?? new CsvOptions();
        if (_options is { HasHeader: true, ColumnNames: not null })
        {
            throw new ArgumentException("Column names are given for a file whose first record is its header; set HasHeader to false.", nameof(options));
        }

        if (Contradiction(_options) is { } contradiction)
        {
            throw new ArgumentException(contradiction, nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaxRefusedRows, nameof(options));
        if (_options.Types.Any(t => t.Value == ColumnType.Empty))
        {
            throw new ArgumentException("Empty is not a type to declare; leave the column out of Types.", nameof(options));
        }

        Path = path;
        DisplayPath = path;
        _name = System.IO.Path.GetFileName(path);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The path messages show, for example relative to a plan; <see cref="Path"/> by default.</summary>
    public string DisplayPath { get; init; }

    /// <summary>The file's name without its folder, unless another one was chosen.</summary>
    public string DisplayName { get => _name; init => _name = value; }

    /// <inheritdoc/>
    public override string Name => _name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingTokens => _options.Missing;

    /// <inheritdoc/>
    public override bool DecimalComma => _options.DecimalComma;

    /// <inheritdoc cref="FileSource.HashFile"/>
    public bool HashFile { get; init; } = true;

    /// <summary>How it is read.</summary>
    internal CsvOptions Options => _options;

    /// <summary>The bytes that mean something.</summary>
    internal CsvDialect Dialect => new((byte)Delimiter(Path), (byte?)_options.Quote, (byte?)_options.Comment);

    /// <summary>Bytes of a block; null for a size that fits the number of columns. Rows are the same for any.</summary>
    internal int? BlockBytes { get; init; }

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new CsvBlockReader(this, _options, columns);
    }

    /// <inheritdoc/>
    public override SourceLocation? Locate(int line) => new(DisplayPath, line, line == 0 ? 0 : 1);

    private char Delimiter(string path) =>
        _options.Delimiter ?? (CsvDelimiter.OfPath(path) is var named && named == ',' && _options.DecimalComma ? ';' : named);

    /// <summary>What is wrong with the characters of a dialect; null when nothing is. A delimiter that is not given may be any of the usual ones.</summary>
    internal static string? Contradiction(CsvOptions options)
    {
        char?[] marks = options.Delimiter is { } delimiter ? [delimiter, options.Quote, options.Comment] : [',', ';', '\t', options.Quote, options.Comment];
        marks = Array.FindAll(marks, m => m is not null);
        return !Array.TrueForAll(marks, m => CsvDelimiter.IsMark(m!.Value)) || marks.Distinct().Count() < marks.Length ? MarksDiffer : null;
    }
}
