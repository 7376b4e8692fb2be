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
        PlannedSchema c => c.Schema.Examine(
            inputs.Schema(c.SchemaPath, c.SchemaLocation),
            inputs.Profile(plan.Data[c.Data]),
            inputs.RowsOf(plan.Data[c.Data]),
            c.Previous is null ? null : inputs.Profile(plan.Data[c.Previous])),
        PlannedDrift c => Drift(c),
        PlannedMetric c => c.Metric.Examine(
            inputs.Evaluation(plan.Evaluations[c.Evaluation]),
            c.Against is null ? null : inputs.Evaluation(plan.Evaluations[c.Against])),
        PlannedConvergence c => c.Convergence.Examine(inputs.History(plan.Histories[c.History])),
        PlannedArtifact c => c.Artifact.Examine(inputs.Artifact(plan.Models[c.Model], models)),
        PlannedThroughput c => Throughput(c),
        PlannedSnapshot c => SnapshotMatcher.Examine(inputs.Snapshot(c.Verified), SnapshotDocument.Of(inputs.Profile(plan.Data[c.Data])), c.Snapshot),
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
