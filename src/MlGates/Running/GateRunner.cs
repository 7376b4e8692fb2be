using MlGates.Artifacts;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Plans;
using MlGates.Schemas;
using MlGates.Sensitivity;
using MlGates.Serving;

namespace MlGates.Running;

/// <summary>Runs a plan or a comparison: reads the inputs, lets each check examine them, and decides over all of them at once.</summary>
/// <param name="models">Opens models.</param>
/// <param name="predictors">Opens models to time them.</param>
/// <param name="time">The clock, for the environment section and for throughput.</param>
/// <param name="machine">Name of the machine for the environment section.</param>
public sealed class GateRunner(IReadOnlyList<IModelLoader> models, IReadOnlyList<IPredictorLoader> predictors, TimeProvider time, string machine)
{
    private const string PlanSubject = "plan";

    /// <summary>Judges a plan. Bad input of any kind is an error in the verdict, never an exception.</summary>
    public GateVerdict Run(GateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var start = time.GetTimestamp();
        var startedAt = time.GetUtcNow();
        GatePlan plan;
        try
        {
            plan = GatePlan.Read(request.PlanPath, request.Bindings);
            CheckOnly(request.Only, plan);
        }
        catch (InputException e)
        {
            return Verdict([Refused(PlanSubject, Path.GetFileName(request.PlanPath), e)], new PlanIdentity(Path.GetFileName(request.PlanPath), ""), [],
                request.FalseBlockRate ?? new JudgementSettings().FalseBlockRate, request.OnInconclusive ?? InconclusivePolicy.Warn, startedAt, start);
        }

        var inputs = new InputStore(Path.GetDirectoryName(plan.Path)!, request.Threads);
        var examiner = new PlanExaminer(plan, inputs, models, predictors, time);
        var rate = request.FalseBlockRate ?? plan.FalseBlockRate;
        var evidence = plan.Checks
            .Where(c => request.Only.Count == 0 || request.Only.Contains(c.Id))
            .Select(c => (c.Check, Examine(c.Check, () => examiner.Examine(c))))
            .ToArray();
        var results = GateDecision.Judge(evidence, new JudgementSettings { FalseBlockRate = rate });
        return Verdict(results, plan.Identity, inputs.Records, rate, request.OnInconclusive ?? plan.OnInconclusive, startedAt, start);
    }

    /// <summary>Compares two datasets. Bad input of any kind is an error in the verdict, never an exception.</summary>
    public GateVerdict Compare(CompareRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var start = time.GetTimestamp();
        var startedAt = time.GetUtcNow();
        var inputs = new InputStore(request.Folder, request.Threads);
        var evidence = Examine(request.Check, () =>
        {
            var before = new PlanInput("baseline", request.Baseline, new SourceLocation(request.Baseline)) { Csv = request.Options };
            var after = new PlanInput("candidate", request.Candidate, new SourceLocation(request.Candidate)) { Csv = request.Options };
            var (baseline, candidate) = inputs.Profiles(before, after);
            var (first, second) = ShortNames(request.Baseline, request.Candidate);
            return request.Check.Examine(baseline with { Name = first }, candidate with { Name = second }, inputs.RowsOf(before), inputs.RowsOf(after));
        });
        var results = GateDecision.Judge([(request.Check, evidence)], new JudgementSettings { FalseBlockRate = request.FalseBlockRate });
        return Verdict(results, null, inputs.Records, request.FalseBlockRate, request.OnInconclusive, startedAt, start);
    }

    /// <summary>Compares two datasets row by row. Bad input of any kind is an error in the verdict, never an exception.</summary>
    public GateVerdict Skew(SkewRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OfRows(request.Check, request.Check.Examine, request.Folder, request.Baseline, request.Candidate, request.Options, new JudgementSettings().FalseBlockRate, InconclusivePolicy.Warn);
    }

    /// <summary>Compares two tables of attributions. Bad input of any kind is an error in the verdict, never an exception.</summary>
    public GateVerdict Attribution(AttributionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OfRows(request.Check, request.Check.Examine, request.Folder, request.Baseline, request.Candidate, request.Options, request.FalseBlockRate, request.OnInconclusive);
    }

    /// <summary>Looks for concept drift between two files of predictions. Bad input of any kind is an error in the verdict, never an exception.</summary>
    public GateVerdict Concept(ConceptRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var start = time.GetTimestamp();
        var startedAt = time.GetUtcNow();
        var inputs = new InputStore(request.Folder, 1);
        var (first, second) = ShortNames(request.Baseline, request.Candidate);
        PlanEvaluation Input(string name, string path) => new(name, path, new SourceLocation(path), request.Evaluation) { Csv = request.Options };
        var evidence = Examine(request.Check, () => request.Check.Examine(inputs.Evaluation(Input(first, request.Baseline)), inputs.Evaluation(Input(second, request.Candidate))));
        return Verdict(
            GateDecision.Judge([(request.Check, evidence)], new JudgementSettings { FalseBlockRate = request.FalseBlockRate }), null, inputs.Records, request.FalseBlockRate, request.OnInconclusive, startedAt, start);
    }

    /// <summary>Tries a plan's drift checks on known changes.</summary>
    /// <returns>A result of each drift check, in the plan's order, and the ids of the checks that are no drift checks.</returns>
    /// <exception cref="InputException">The plan or an input cannot be read, or there is no drift check.</exception>
    public static (IReadOnlyList<SensitivityResult> Results, IReadOnlyList<string> Others) Sensitivity(GateRequest request, SensitivityOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        var plan = GatePlan.Read(request.PlanPath, request.Bindings);
        CheckOnly(request.Only, plan);
        var inputs = new InputStore(Path.GetDirectoryName(plan.Path)!, request.Threads, hashFiles: false);
        var asked = plan.Checks.Where(c => request.Only.Count == 0 || request.Only.Contains(c.Id)).ToArray();
        if (!asked.Any(c => c is PlannedDrift))
        {
            throw new InputException(RuleIds.Usage, $"No check of {(request.Only.Count == 0 ? "the plan" : "these")} is a drift check, and only those can be tried; there {(asked.Length == 1 ? "is" : "are")} {string.Join(", ", asked.Select(c => $"'{c.Id}'"))}.");
        }

        options = options with { Threads = request.Threads, Settings = new JudgementSettings { FalseBlockRate = request.FalseBlockRate ?? plan.FalseBlockRate } };
        (PlannedDrift Planned, BaselineRows Baseline)[] drifts = [.. asked.OfType<PlannedDrift>().Select(c => (c, inputs.BaselineRows(plan.Data[c.Baseline])))];
        var tests = Array.ConvertAll(drifts, d => GateSensitivity.Tests(d.Planned.Drift, d.Baseline));
        return (
            [
                .. drifts.Select((d, i) => GateSensitivity.Of(d.Planned.Drift, d.Baseline, options with
                {
                    Rows = options.Rows ?? (int)Math.Min(inputs.Profile(plan.Data[d.Planned.Candidate]).Rows, int.MaxValue),
                    OtherTests = tests.Sum() - tests[i],
                })),
            ],
            [.. asked.Where(c => c is not PlannedDrift).Select(c => c.Id)]);
    }

    /// <summary>Proposes limits for a drift check from a baseline and accepted datasets.</summary>
    /// <exception cref="InputException">An input cannot be read.</exception>
    public static IReadOnlyList<CalibratedLimit> Calibrate(CompareRequest request, IReadOnlyList<string> accepted, SensitivityOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(options);
        var inputs = new InputStore(request.Folder, request.Threads, hashFiles: false);
        PlanInput Input(string path, string name) => new(name, path, new SourceLocation(path)) { Csv = request.Options };
        var baseline = Input(request.Baseline, InputStore.ShortName(request.Baseline));
        return GateCalibration.Of(
            request.Check, inputs.BaselineRows(baseline), [.. accepted.Select((path, i) => inputs.Profiles(baseline, Input(path, $"{InputStore.ShortName(path)} {i + 1}")).Candidate)],
            options with { Threads = request.Threads, Settings = new JudgementSettings { FalseBlockRate = request.FalseBlockRate } });
    }

    private GateVerdict OfRows(
        Check check, Func<DataSource, DataSource, IReadOnlyList<Evidence>> examine, string folder, string baseline, string candidate, CsvOptions options, double rate, InconclusivePolicy policy)
    {
        var start = time.GetTimestamp();
        var startedAt = time.GetUtcNow();
        var inputs = new InputStore(folder, 1);
        var (first, second) = ShortNames(baseline, candidate);
        var evidence = Examine(check, () => examine(Rows(first, baseline), Rows(second, candidate)));
        return Verdict(GateDecision.Judge([(check, evidence)], new JudgementSettings { FalseBlockRate = rate }), null, inputs.Records, rate, policy, startedAt, start);

        DataSource Rows(string name, string path) => inputs.Rows(new PlanInput(name, path, new SourceLocation(path)) { Csv = options });
    }

    /// <summary>Holds a dataset to a schema. Bad input of any kind is an error in the verdict, never an exception.</summary>
    public GateVerdict Validate(SchemaRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var start = time.GetTimestamp();
        var startedAt = time.GetUtcNow();
        var inputs = new InputStore(request.Folder, request.Threads, request.HashFiles);
        var settings = new JudgementSettings();
        var evidence = Examine(request.Check, () =>
        {
            var schema = inputs.Schema(request.Schema, null);
            var data = new PlanInput("data", request.Data, new SourceLocation(request.Data)) { Csv = request.Options };
            var previous = request.Previous is { } path ? inputs.Profile(new PlanInput("previous", path, new SourceLocation(path)) { Csv = request.Options }) : null;
            var other = request.NotIn is { } file ? new PlanInput("notIn", file, new SourceLocation(file)) { Csv = request.Options } : null;
            return (request.Check with { AsOf = request.Check.AsOf ?? startedAt }).Examine(
                schema,
                inputs.Profile(data, request.Check.Weight) with { Name = InputStore.ShortName(request.Data) },
                inputs.RowsOf(data),
                previous is null ? null : previous with { Name = InputStore.ShortName(request.Previous!) },
                other is null ? null : new OtherDataset(inputs.Profile(other) with { Name = InputStore.ShortName(request.NotIn!) }, inputs.RowsOf(other)));
        });
        return Verdict(GateDecision.Judge([(request.Check, evidence)], settings), null, inputs.Records, settings.FalseBlockRate, InconclusivePolicy.Warn, startedAt, start);
    }

    // Of files of one name in two folders a message "from train to train" would not say which is which.
    private static (string First, string Second) ShortNames(string first, string second) =>
        InputStore.ShortName(first) is var a && InputStore.ShortName(second) is var b && a != b ? (a, b) : (first, second);

    private static void CheckOnly(IReadOnlyList<string> only, GatePlan plan)
    {
        foreach (var id in only)
        {
            if (!plan.Checks.Any(c => c.Id == id))
            {
                throw new InputException(RuleIds.Usage, $"The plan has no check '{id}'{JsonObject.Nearest(id, plan.Checks.Select(c => c.Id))}");
            }
        }
    }

    private static IReadOnlyList<Evidence> Examine(Check check, Func<IReadOnlyList<Evidence>> examine)
    {
        try
        {
            return examine();
        }
        catch (InputException e)
        {
            return [Refusal(check.Id, e, check.Location)];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One broken check must not take the others' verdicts with it.
            return [Evidence.Fact(RuleIds.Internal, check.Id, Outcome.Error, $"The check could not run because of a bug in MlGates ({e.GetType().Name}: {e.Message}). Please report it.")];
        }
    }

    private static CheckResult Refused(string id, string subject, InputException e) =>
        GateDecision.Judge(new PlanCheck { Id = id }, [Refusal(subject, e, null)]);

    private static Evidence Refusal(string subject, InputException e, SourceLocation? location) => new()
    {
        Rule = e.Rule,
        Subject = subject,
        Settled = Outcome.Error,
        Message = _ => e.Message,
        Location = e.Location ?? location,
    };

    private GateVerdict Verdict(IReadOnlyList<CheckResult> results, PlanIdentity? plan, IReadOnlyList<InputRecord> inputs, double rate, InconclusivePolicy policy, DateTimeOffset startedAt, long start)
    {
        return new GateVerdict
        {
            Results = results,
            Plan = plan,
            Inputs = inputs,
            FalseBlockRate = rate,
            OnInconclusive = policy,
            Environment = new RunEnvironment(startedAt, Math.Round(time.GetElapsedTime(start).TotalSeconds, 3), machine),
        };
    }

    /// <summary>The check behind findings about the plan itself.</summary>
    private sealed record PlanCheck : Check;
}
