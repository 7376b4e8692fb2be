using System.Security.Cryptography;

namespace MlGates.Data;

/// <summary>
/// Opens files of rows in any format: CSV, Parquet, Arrow IPC (Feather version 2) and JSON Lines. The first bytes tell the format where they can;
/// a name that says something else is noted (<see cref="BlockReader.Notes"/>). Several files, or the files of a pattern, are one dataset.
/// </summary>
public static class DataFile
{
    /// <summary>Opens a file, or all files of a pattern such as <c>data/*.parquet</c> or <c>data/**/*.csv</c>.</summary>
    /// <inheritdoc cref="Open(IReadOnlyCollection{string}, DataFileOptions)"/>
    public static DataSource Open(string path, DataFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open([path], options);
    }

    /// <summary>
    /// Opens several files, or patterns, as one dataset: the files follow one another in ordinal order of their full paths, in whatever order they
    /// were given, and have the same columns, in any order.
    /// </summary>
    /// <param name="paths">Files and patterns. <c>*</c> stands for any text and <c>?</c> for any character within a name, <c>**</c> for any number of folders; a file of exactly that name comes first.</param>
    /// <param name="options">How to open them.</param>
    /// <exception cref="ArgumentException">There is no path, or an empty one.</exception>
    /// <exception cref="InputException">MLG0003: a file is not there or cannot be opened, a pattern matches none, or a file is named twice. MLG0005: the format is not read.</exception>
    public static DataSource Open(IReadOnlyCollection<string> paths, DataFileOptions? options = null)
    {
        options ??= new DataFileOptions();
        var files = Files(paths, options.Folder);
        if (files is [var (path, shown)])
        {
            return OpenOne(path, shown, options, options.Name ?? Path.GetFileName(shown));
        }

        var names = Names(files.ConvertAll(f => Order(f.Path)));
        var sources = files.Select((f, i) => OpenOne(f.Path, f.Shown, options, names[i])).ToList();
        return new CombinedSource(sources, options.Name ?? (paths.Count == 1 ? Pattern(paths.First()) : $"{names[0]} and {names.Length - 1} more"));
    }

    private static string Pattern(string path) => Path.IsPathRooted(path) ? Path.GetFileName(path) : path;

    // Their paths without the folders they all share: a profile says nothing of the machine it was made on.
    private static string[] Names(List<string> full)
    {
        var shared = full[0].LastIndexOf('/') + 1;
        foreach (var path in full)
        {
            while (string.CompareOrdinal(path, 0, full[0], 0, shared) != 0)
            {
                shared = shared < 2 ? 0 : full[0].LastIndexOf('/', shared - 2) + 1;
            }
        }

        return [.. full.Select(f => f[shared..])];
    }

    /// <summary>The hash that stands for a dataset: that of its one file, or of the list of the hashes of its files.</summary>
    internal static string Sha256(string path, string? folder)
    {
        var records = new List<InputFileRecord>();
        foreach (var (file, shown) in Files([path], folder))
        {
            using var stream = InputFile.Open(file, shown);
            records.Add(new InputFileRecord(shown, Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length));
        }

        return InputFileRecord.Combine(records)!;
    }

    private static List<(string Path, string Shown)> Files(IReadOnlyCollection<string> paths, string? folder)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0 || paths.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("Give at least one file, and none without a name.", nameof(paths));
        }

        var files = paths.SelectMany(p => Expand(p, folder)).ToList();
        files.Sort((a, b) => string.CompareOrdinal(Order(a.Path), Order(b.Path)));
        var real = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, shown) in files)
        {
            if (files.Count > 1 && !real.TryAdd(Target(path), shown))
            {
                throw new InputException(RuleIds.InputUnreadable, $"'{shown}' and '{real[Target(path)]}' are the same file, whose rows would count twice; name it once.", new SourceLocation(shown));
            }
        }

        return files;
    }

    private static IEnumerable<(string Path, string Shown)> Expand(string path, string? folder)
    {
        var full = Full(path, folder);
        if (!FilePattern.IsPattern(path) || File.Exists(full))
        {
            return [(full, path)];
        }

        var found = FilePattern.Find(path, folder).Select(f => (Full(f, folder), f)).ToArray();
        return found.Length > 0 ? found : throw new InputException(RuleIds.InputUnreadable, $"No file matches '{path}'; check the pattern and the step that writes the files.", new SourceLocation(path));
    }

    private static DataSource OpenOne(string path, string shown, DataFileOptions options, string name)
    {
        var (kind, note) = FileFormat.Of(path, shown);
        DataSource source = kind switch
        {
            FileFormat.Kind.Arrow => new ArrowSource(path, options.Csv.Missing, options.Csv.Types) { DisplayPath = shown, DisplayName = name, HashFile = options.HashFiles },
            FileFormat.Kind.JsonLines => new JsonLinesSource(path, options.Csv.Missing, options.Csv.Types) { DisplayPath = shown, DisplayName = name, HashFile = options.HashFiles },
            FileFormat.Kind.Parquet => new ParquetSource(path, options.Csv.Missing, options.Csv.Types) { DisplayPath = shown, DisplayName = name, HashFile = options.HashFiles },
            _ => new CsvSource(path, options.Csv) { DisplayPath = shown, DisplayName = name, HashFile = options.HashFiles },
        };
        return note is null ? source : new NotedSource(source, note);
    }

    private static string Full(string path, string? folder) => folder is null ? path : Path.GetFullPath(path, folder);

    private static string Order(string path) => Path.GetFullPath(path).Replace('\\', '/');

    // Two names of one file are one file.
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }
}
