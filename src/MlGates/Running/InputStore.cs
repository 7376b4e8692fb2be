using MlGates.Artifacts;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Metrics;
using MlGates.Plans;
using MlGates.Profiles;
using MlGates.Schemas;
using MlGates.Sensitivity;
using MlGates.Snapshots;
using MlGates.Training;

namespace MlGates.Running;

/// <summary>Reads each input of a run once, and records what was read.</summary>
/// <param name="folder">Paths are relative to it. Full path.</param>
/// <param name="threads">Threads that read data.</param>
/// <param name="hashFiles">Whether files of data are recorded with their hashes.</param>
internal sealed class InputStore(string folder, int threads, bool hashFiles = true)
{
    private const string ProfileExtension = ".profile.json";

    private readonly Dictionary<object, object> _read = [];
    private readonly SortedDictionary<string, InputRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObservedSource> _sources = new(StringComparer.Ordinal);

    /// <summary>What was read, in ordinal order of names.</summary>
    public IReadOnlyList<InputRecord> Records => [.. _records.Select(r => Observed(r.Key, r.Value))];

    /// <summary>A dataset's profile, from its rows or stored.</summary>
    /// <param name="input">The dataset.</param>
    /// <param name="weight">A column of weights; not looked at where the profile is stored.</param>
    public DatasetProfile Profile(PlanInput input, string? weight = null) => Profile(input, null, weight);

    /// <summary>Two profiles that can be compared: when the baseline is a stored one, the candidate's rows are counted on its bins.</summary>
    public (DatasetProfile Baseline, DatasetProfile Candidate) Profiles(PlanInput baseline, PlanInput candidate)
    {
        var first = Profile(baseline);
        return (first, IsProfile(baseline.Path) && !IsProfile(candidate.Path) ? Profile(candidate, first, null) : Profile(candidate));
    }

    /// <summary>Rows, not yet read.</summary>
    public DataSource Rows(PlanInput input)
    {
        if (IsProfile(input.Path))
        {
            throw new InputException(RuleIds.InputMalformed, $"\"{input.Name}\" is a stored profile; this check needs rows (CSV, Parquet, Arrow or JSON Lines).", input.Location);
        }

        RecordFile("data", input.Name, input.Path);
        return Source("data", input);
    }

    /// <summary>The rows of a dataset whose profile was asked for; null where it is a stored one.</summary>
    public DataSource? RowsOf(PlanInput input) => IsProfile(input.Path) ? null : Open(input, hash: false);

    /// <summary>Rows to draw from: a dataset's own, or such as a stored profile tells of.</summary>
    public BaselineRows BaselineRows(PlanInput input) => Once((input, nameof(BaselineRows)), () =>
        RowsOf(input) is { } rows ? Sensitivity.BaselineRows.Read(rows, Profile(input), threads) : Sensitivity.BaselineRows.Of(Profile(input)));

    /// <summary>A schema.</summary>
    public DatasetSchema Schema(string path, SourceLocation? location) => Once($"schema {path}", () =>
    {
        try
        {
            var schema = SchemaFile.Read(FullPath(path), path);
            RecordFile("schemas", path, path);
            return schema;
        }
        catch (InputException e) when (e is { Rule: RuleIds.InputUnreadable } && location is not null)
        {
            // The line of the plan that names it.
            throw new InputException(e.Rule, e.Message, location, e);
        }
    });

    public BinaryEvaluation Evaluation(PlanEvaluation input) => Once(input, () =>
    {
        var evaluation = EvaluationReader.ReadBinary(Source("evaluations", input), input.Options, input.Name);
        RecordFile("evaluations", input.Name, input.Path, evaluation.Rows);
        return evaluation;
    });

    public LossHistory History(PlanHistory input) => Once(input, () =>
    {
        var history = LossHistoryReader.Read(Source("histories", input), input.Options, input.Name);
        RecordFile("histories", input.Name, input.Path, history.Rows);
        return history;
    });

    public ModelArtifact Artifact(PlanInput input, IReadOnlyList<IModelLoader> loaders) => Once(input, () =>
    {
        var artifact = ModelArtifact.At(FullPath(input.Path), input.Path, loaders);
        Record("models", new InputRecord(input.Name, input.Path, artifact.Sha256 ?? "", null));
        return artifact;
    });

    /// <summary>The files of a snapshot, and a record of the accepted one if there is one.</summary>
    public SnapshotFile Snapshot(string verified)
    {
        var file = new SnapshotFile(Path.GetDirectoryName(FullPath(verified))!, Path.GetFileName(verified)[..^SnapshotFile.VerifiedExtension.Length], Path.GetDirectoryName(verified)!.Replace('\\', '/'));
        if (File.Exists(file.VerifiedPath))
        {
            RecordFile("snapshots", verified, verified);
        }

        return file;
    }

    /// <summary>Full path of a model that is there.</summary>
    public string Model(PlanInput input)
    {
        RecordFile("models", input.Name, input.Path);
        return FullPath(input.Path);
    }

    /// <summary>Full path of a path in the plan.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, folder);

    /// <summary>The file's name without folder and extension.</summary>
    public static string ShortName(string path) => Path.GetFileNameWithoutExtension(IsProfile(path) ? path[..^ProfileExtension.Length] + ".json" : path);

    private static bool IsProfile(string path) => path.EndsWith(ProfileExtension, StringComparison.OrdinalIgnoreCase);

    private DatasetProfile Profile(PlanInput input, DatasetProfile? bins, string? weight) => Once((input, bins, weight), () =>
    {
        DatasetProfile profile;
        if (IsProfile(input.Path))
        {
            profile = ProfileFile.Read(FullPath(input.Path), input.Path);
            RecordFile("data", input.Name, input.Path, profile.Rows);
            Record("data", _records[Key("data", input.Name)] with { RowsRefused = profile.RowsRefused, Notes = profile.Notes });
        }
        else
        {
            var options = new ProfileOptions { Threads = threads, Weight = weight };
            profile = ProfileBuilder.Build(Source("data", input), bins is null ? options : options with { Bins = ProfileOptions.BinsOf(bins) });
            Record("data", new InputRecord(input.Name, input.Path, profile.Sha256 ?? "", profile.Rows));
        }

        return profile with { Name = input.Name };
    });

    private ObservedSource Source(string section, PlanInput input) => _sources[Key(section, input.Name)] =
        new ObservedSource(Open(input, hashFiles));

    // The pass that makes the profile hashes the file.
    private DataSource Open(PlanInput input, bool hash) => DataFile.Open(input.Path, new DataFileOptions { Csv = input.Csv, Folder = folder, Name = input.Name, HashFiles = hash });

    // Rows may be read after their file was recorded, so what was left out is asked for at the end.
    private InputRecord Observed(string key, InputRecord record) => _sources.TryGetValue(key, out var source)
        ? record with { RowsRefused = source.RowsRefused, Notes = source.Notes }
        : record;

    private T Once<T>(object key, Func<T> read)
        where T : class
    {
        if (!_read.TryGetValue(key, out var value))
        {
            _read.Add(key, value = read());
        }

        return (T)value;
    }

    // A file that is already recorded is not hashed again, unless only now its rows are known.
    private void RecordFile(string section, string name, string path, long? rows = null)
    {
        if (rows is null && _records.TryGetValue(Key(section, name), out var record) && record.Sha256.Length > 0)
        {
            return;
        }

        Record(section, new InputRecord(name, path, hashFiles ? DataFile.Sha256(path, folder) : "", rows));
    }

    private void Record(string section, InputRecord record) => _records[Key(section, record.Name)] = record;

    // Ordered by name; one name may stand in several sections.
    private static string Key(string section, string name) => $"{name}\0{section}";
}
