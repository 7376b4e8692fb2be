using MlGates.Artifacts;
using MlGates.Gates;
using MlGates.Plans;
using MlGates.Serving;
using MlGates.Snapshots;

namespace MlGates.Running;

/// <summary>Brings each check of a plan together with the inputs it names.</summary>
internal sealed class PlanExaminer(GatePlan plan, InputStore inputs, IReadOnlyList<IModelLoader> models, IReadOnlyList<IPredictorLoader> predictors, TimeProvider time)
{
    public IReadOnlyList<Evidence> Examine(PlannedCheck check) => check switch
    {
        PlannedDrift c => Drift(c),
        PlannedMetric c => c.Metric.Examine(
            inputs.Evaluation(plan.Evaluations[c.Evaluation]),
            c.Against is null ? null : inputs.Evaluation(plan.Evaluations[c.Against])),
        PlannedConvergence c => c.Convergence.Examine(inputs.History(plan.Histories[c.History])),
        PlannedArtifact c => c.Artifact.Examine(inputs.Artifact(plan.Models[c.Model], models)),
        PlannedThroughput c => Throughput(c),
        PlannedSnapshot c => Snapshot(c),
        _ => throw new ArgumentException($"A check of type {check.GetType().Name} is not known.", nameof(check)),
    };

    private IReadOnlyList<Evidence> Drift(PlannedDrift check)
    {
        var (baseline, candidate) = inputs.Profiles(plan.Data[check.Baseline], plan.Data[check.Candidate]);
        return check.Drift.Examine(baseline, candidate);
    }

    private IReadOnlyList<Evidence> Throughput(PlannedThroughput check)
    {
        var measurement = new ThroughputMeasurement(time, check.Throughput.Measurement);
        var candidate = Predictor(check.Model, check.Data);
        ThroughputSample? sample = null;
        if (check.Throughput.AtLeast is not null)
        {
            using var predictor = candidate();
            sample = measurement.Measure(predictor);
        }

        return check.Throughput.Examine(sample, check.Against is null ? null : measurement.Duel(candidate, Predictor(check.Against, check.Data)));
    }

    /// <summary>As a snapshot in a test: what differs is written beside the accepted file, and accepted by renaming it.</summary>
    private List<Evidence> Snapshot(PlannedSnapshot check)
    {
        var received = SnapshotDocument.Of(inputs.Profile(plan.Data[check.Data]));
        var file = inputs.Snapshot(check.Verified);
        var evidence = check.Snapshot.Examine(check.Data, file.ReadVerified(), received);
        if (evidence.All(e => e.Settled == Outcome.Passed))
        {
            file.DeleteReceived();
            return [.. evidence];
        }

        file.WriteReceived(received);
        return [.. evidence.Select(e => e with { Message = j => $"{e.Message(j)}; to accept: {file.AcceptCommand}" })];
    }

    /// <summary>Opens a model afresh at every call.</summary>
    private Func<IPredictor> Predictor(string model, string data)
    {
        var input = plan.Models[model];
        var path = inputs.Model(input);
        var rows = inputs.Rows(plan.Data[data]);
        var loader = predictors.FirstOrDefault(l => l.CanLoad(path))
            ?? throw new InputException(RuleIds.ArtifactNotLoadable, $"'{input.Path}' is of no format that can be timed; known are {string.Join(", ", predictors.Select(l => l.Format))}.", input.Location);
        return () => loader.Load(path, rows, model);
    }
}
