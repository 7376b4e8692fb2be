using System.Collections.Concurrent;
using MlGates.Artifacts;
using MlGates.Gates;
using MlGates.Plans;
using MlGates.Running;
using MlGates.Serving;

namespace MlGates.Testing;

/// <summary>The run of a plan, once per test process.</summary>
internal sealed class PlanRun
{
    /// <summary>The id under which the runner reports on the plan itself.</summary>
    public const string PlanId = "plan";

    private static readonly ConcurrentDictionary<string, Lazy<PlanRun>> Runs = new(StringComparer.Ordinal);

    private readonly GateVerdict _verdict;

    private PlanRun(GateVerdict verdict) => _verdict = verdict;

    /// <summary>Values a plan takes from the environment.</summary>
    public static PlanBindings Bindings => new() { Environment = Environment.GetEnvironmentVariable };

    /// <summary>The run of a plan; test cases that ask at the same time wait for the one run.</summary>
    public static PlanRun Of(string planPath) => Runs.GetOrAdd(planPath, path => new Lazy<PlanRun>(() => new PlanRun(Judge(path)))).Value;

    /// <summary>Full path of the plan: as given below the test assembly's folder, or below the nearest folder above that has it.</summary>
    public static string Find(string plan)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.GetFullPath(plan, folder.FullName);
            if (File.Exists(path))
            {
                return path;
            }
        }

        // The runner says that it is not there.
        return Path.GetFullPath(plan, AppContext.BaseDirectory);
    }

    /// <summary>The findings of a check, with what the runner says of the plan as a whole.</summary>
    public CheckResult Result(string id) =>
        new(id, [.. _verdict.Results.Where(r => r.CheckId == id || r.CheckId == PlanId).SelectMany(r => r.Findings)]);

    /// <summary>Whether a finding fails the test.</summary>
    public bool Blocks(Finding finding) =>
        finding.Outcome is Outcome.Failed or Outcome.Error || (finding.Outcome == Outcome.Inconclusive && _verdict.OnInconclusive == InconclusivePolicy.Fail);

    /// <summary>A finding in a line.</summary>
    public static string Line(Finding finding)
    {
        var place = finding.Location is { } location ? location + ": " : "";
        return $"{place}{finding.Outcome.ToString().ToLowerInvariant()} {finding.Rule}: {finding.Message}";
    }

    private static GateVerdict Judge(string path) =>
        new GateRunner(InstalledLoaders.All, [.. InstalledLoaders.All.OfType<IPredictorLoader>()], TimeProvider.System, Environment.MachineName)
            .Run(new GateRequest { PlanPath = path, Bindings = Bindings, Threads = Math.Min(4, Environment.ProcessorCount) });
}
