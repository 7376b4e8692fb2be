namespace MlGates.Data;

/// <summary>Rows in one file whose columns may be typed.</summary>
public abstract class FileSource : DataSource
{
    private readonly string _name;

    private protected FileSource(string path, IReadOnlyList<string> missing, IReadOnlyDictionary<string, ColumnType> types)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (types.Any(t => t.Value == ColumnType.Empty))
        {
            throw new ArgumentException("Empty is not a type to declare; leave the column out.", nameof(types));
        }

        Path = path;
        DisplayPath = path;
        _name = System.IO.Path.GetFileName(path);
        Missing = missing;
        Types = types;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The path messages show, for example relative to a plan; <see cref="Path"/> by default.</summary>
    public string DisplayPath { get; init; }

    /// <summary>The file's name without its folder, unless another one was chosen.</summary>
    public string DisplayName { get => _name; init => _name = value; }

    /// <summary>
    /// Whether reading the whole file gives its SHA-256 (<see cref="InputFileRecord"/>), true by default. It takes about half a nanosecond a byte, a good
    /// tenth of profiling a CSV: leave it out where nobody will see it; a profile made so can not be stored. JSON Lines are hashed in any case, to see that both passes read the same.
    /// </summary>
    public bool HashFile { get; init; } = true;

    /// <inheritdoc/>
    public override string Name => _name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingTokens => Missing;

    /// <inheritdoc/>
    public override SourceLocation? Locate(int line) => new(DisplayPath, line, line == 0 ? 0 : 1);

    private protected IReadOnlyList<string> Missing { get; }

    private protected IReadOnlyDictionary<string, ColumnType> Types { get; }

    /// <summary>Names columns without a name by their place, c1, c2, …, and checks that names and the types given by them fit.</summary>
    /// <exception cref="InputException">MLG0005: two columns have one name. MLG0007: a type is given for a column that is not there.</exception>
    internal string[] Named(IEnumerable<string> given)
    {
        string[] names = [.. given];
        CsvHeader.NameUnnamed(names);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (Array.Find(names, n => !seen.Add(n)) is { } twice)
        {
            throw Malformed($"The file has two columns '{twice}'; columns need names of their own.");
        }

        return Types.Keys.FirstOrDefault(t => !seen.Contains(t)) is { } absent
            ? throw new InputException(RuleIds.ColumnMissing, $"A type is given for '{absent}', but '{Name}' has no such column{NearestName.Hint(absent, names)}", Locate(0))
            : names;
    }

    /// <summary>The exception for content that is not what the format wants.</summary>
    internal InputException Malformed(string message, int line = 0, Exception? inner = null) =>
        new(RuleIds.InputMalformed, message, Locate(line), inner);

    /// <summary>The exception for a file without rows.</summary>
    internal InputException Empty(string what) =>
        new(RuleIds.InputEmpty, $"'{DisplayPath}' {what}; check the step that wrote it.", Locate(0));
}
