using System.Security.Cryptography;
using MlGates.Comparison;
using MlGates.Gates;

namespace MlGates.Plans;

/// <summary>Reads a plan. Every error names its place, what was found, what is allowed and the nearest valid word.</summary>
internal sealed partial class PlanReader
{
    private static readonly SortedDictionary<string, InconclusivePolicy> Policies = new(StringComparer.Ordinal)
    {
        ["warn"] = InconclusivePolicy.Warn,
        ["fail"] = InconclusivePolicy.Fail,
        ["pass"] = InconclusivePolicy.Pass,
    };

    private readonly PlanBindings _bindings;
    private readonly string _folder;
    private readonly HashSet<string> _bound = new(StringComparer.Ordinal);

    private PlanReader(PlanBindings bindings, string folder)
    {
        _bindings = bindings;
        _folder = folder;
    }

    public static GatePlan Read(string path, PlanBindings bindings)
    {
        var name = Path.GetFileName(path);
        var bytes = ReadBytes(path, name);
        var root = new JsonObject(JsonTree.Parse(bytes, PlanError.File(name)), "The plan");
        return new PlanReader(bindings, Path.GetDirectoryName(path)!).Read(root, path, new PlanIdentity(name, Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    private static byte[] ReadBytes(string path, string name)
    {
        if (Directory.Exists(path))
        {
            throw new InputException(RuleIds.InvalidPlan, $"The plan '{name}' is a folder; name a file in it.", new SourceLocation(name));
        }

        if (SpecialFile.IsPipeOrDevice(path))
        {
            throw new InputException(RuleIds.InvalidPlan, $"The plan '{name}' is a pipe or device; write it to a file.", new SourceLocation(name));
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(RuleIds.InvalidPlan, $"There is no plan '{name}'. Write one (see docs/plan.md), or name another.", new SourceLocation(name), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(RuleIds.InvalidPlan, $"The plan '{name}' cannot be read: {e.Message}", new SourceLocation(name), e);
        }
    }

    private GatePlan Read(JsonObject root, string path, PlanIdentity identity)
    {
        root.Text("$schema");
        var data = Section(root, "data", Data);
        var models = Section(root, "models", Model);
        var evaluations = Section(root, "evaluations", Evaluation);
        var histories = Section(root, "histories", History);
        RejectUnusedBindings([("data", data.Keys), ("models", models.Keys), ("evaluations", evaluations.Keys), ("histories", histories.Keys)]);
        var rate = root.Number("falseBlockRate", JudgementSettings.LeastFalseBlockRate, JudgementSettings.MostFalseBlockRate);
        var policy = root.Word("onInconclusive", Policies);
        var list = root.Require("checks", "the list of checks");
        root.Close();
        if (list.Kind != JsonKind.Array)
        {
            throw PlanError.At(list.Location, $"\"checks\" must be a list, found {list.Quoted}");
        }

        if (list.Items.Count == 0)
        {
            throw new InputException(RuleIds.NothingJudged, "The plan has no checks, so nothing would be judged. Add at least one to \"checks\".", list.Location);
        }

        var plan = new GatePlan
        {
            Path = path,
            Identity = identity,
            Data = data,
            Models = models,
            Evaluations = evaluations,
            Histories = histories,
            Checks = [],
            FalseBlockRate = rate ?? new JudgementSettings().FalseBlockRate,
            OnInconclusive = policy ?? InconclusivePolicy.Warn,
        };
        return plan with { Checks = Checks(list, plan) };
    }

    private static SortedDictionary<string, T> Section<T>(JsonObject root, string name, Func<string, JsonProperty, T> read)
    {
        var section = new SortedDictionary<string, T>(StringComparer.Ordinal);
        if (root.Find(name) is not { } value)
        {
            return section;
        }

        if (value.Kind != JsonKind.Object)
        {
            throw PlanError.At(value.Location, $"\"{name}\" must be an object of names, found {value.Quoted}");
        }

        foreach (var property in value.Properties)
        {
            section.Add(property.Name, read(name, property));
        }

        return section;
    }

    private void RejectUnusedBindings((string Section, IEnumerable<string> Names)[] sections)
    {
        foreach (var (given, _) in _bindings.Inputs)
        {
            var places = sections.Where(s => s.Names.Contains(given)).Select(s => $"{s.Section}.{given}").ToArray();
            if (places.Length > 1)
            {
                throw new InputException(RuleIds.Usage, $"The input '{given}' is ambiguous: the plan has {JsonObject.List(places)}. Name one of them.");
            }

            if (!_bound.Contains(given))
            {
                throw new InputException(RuleIds.Usage, $"The plan has no input '{given}'{JsonObject.Nearest(given, sections.SelectMany(s => s.Names))}");
            }
        }
    }
}
