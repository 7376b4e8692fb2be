using MlGates.Artifacts;
using MlGates.Data;
using MlGates.Features;
using MlGates.Gates;
using MlGates.Plans;
using MlGates.Schemas;
using MlGates.Serving;
using MlGates.Snapshots;

namespace MlGates.Running;

/// <summary>Brings each check of a plan together with the inputs it names.</summary>
internal sealed class PlanExaminer(GatePlan plan, InputStore inputs, IReadOnlyList<IModelLoader> models, IReadOnlyList<IPredictorLoader> predictors, TimeProvider time)
{
    public IReadOnlyList<Evidence> Examine(PlannedCheck check) => check switch
    {
        PlannedSchema c => (c.Schema with { AsOf = c.Schema.AsOf ?? time.GetUtcNow() }).Examine(
            inputs.Schema(c.SchemaPath, c.SchemaLocation),
            inputs.Profile(plan.Data[c.Data], c.Schema.Weight),
            inputs.RowsOf(plan.Data[c.Data]),
            c.Previous is null ? null : inputs.Profile(plan.Data[c.Previous]),
            c.NotIn is null ? null : new OtherDataset(inputs.Profile(plan.Data[c.NotIn]), inputs.RowsOf(plan.Data[c.NotIn]))),
        PlannedDrift c => Drift(c),
        PlannedSkew c => c.Skew.Examine(inputs.Rows(plan.Data[c.Baseline]), inputs.Rows(plan.Data[c.Candidate])),
        PlannedMetric c => c.Metric.Examine(
            inputs.Evaluation(plan.Evaluations[c.Evaluation]),
            c.Against is null ? null : inputs.Evaluation(plan.Evaluations[c.Against])),
        PlannedConcept c => c.Concept.Examine(inputs.Evaluation(plan.Evaluations[c.Baseline]), inputs.Evaluation(plan.Evaluations[c.Candidate])),
        PlannedConvergence c => c.Convergence.Examine(inputs.History(plan.Histories[c.History])),
        PlannedArtifact c => c.Artifact.Examine(inputs.Artifact(plan.Models[c.Model], models)),
        PlannedFeatures c => Features(c),
        PlannedThroughput c => Throughput(c),
        PlannedSnapshot c => SnapshotMatcher.Examine(inputs.Snapshot(c.Verified), SnapshotDocument.Of(inputs.Profile(plan.Data[c.Data])), c.Snapshot),
        _ => throw new ArgumentException($"A check of type {check.GetType().Name} is not known.", nameof(check)),
    };

    private IReadOnlyList<Evidence> Drift(PlannedDrift check)
    {
        var (baseline, candidate) = inputs.Profiles(plan.Data[check.Baseline], plan.Data[check.Candidate]);
        var evidence = check.Drift.Examine(baseline, candidate, inputs.RowsOf(plan.Data[check.Baseline]), inputs.RowsOf(plan.Data[check.Candidate]));
        return check.Attributions is var (before, after) ? [.. evidence, .. check.Drift.Attribution!.Examine(inputs.Rows(plan.Data[before]), inputs.Rows(plan.Data[after]))] : evidence;
    }

    private List<Evidence> Features(PlannedFeatures check)
    {
        var rows = inputs.Rows(plan.Data[check.Data]);
        var evidence = new List<Evidence>();
        if (check.Model is null)
        {
            if (check.Features.Asks)
            {
                evidence.AddRange(check.Features.Examine(FeatureTable.Read(rows, check.Columns, [.. check.Vocabularies.Select(v => v.Column)])));
            }

            foreach (var (column, vocabulary) in check.Vocabularies)
            {
                var texts = ColumnValues.ReadTexts(rows, column).Values;
                evidence.AddRange(At(vocabulary, vocabulary.Examine(new Attempt<IReadOnlyList<string?>>(column, texts.Length) { Output = texts })));
            }

            return evidence;
        }

        var input = plan.Models[check.Model];
        var path = inputs.Model(input);
        var loaders = models.OfType<IFeatureLoader>().ToArray();
        var loader = Array.Find(loaders, l => l.CanLoad(path))
            ?? throw new InputException(RuleIds.ArtifactNotLoadable, $"'{input.Path}' is of no format whose features can be computed; known are {string.Join(", ", loaders.Select(l => l.Format))}.", input.Location);
        if (check.Features.Asks)
        {
            evidence.AddRange(check.Features.Examine(loader.LoadFeatures(path, rows, check.Column)));
        }

        foreach (var (column, vocabulary) in check.Vocabularies)
        {
            evidence.AddRange(At(vocabulary, vocabulary.Examine(loader.LoadTexts(path, rows, column))));
        }

        return evidence;
    }

    // A vocabulary has a line of its own in the plan.
    private static IEnumerable<Evidence> At(VocabularyCheck check, IReadOnlyList<Evidence> evidence) => evidence.Select(e => e with { Location = check.Location });

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
