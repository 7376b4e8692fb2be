using MlGates.Gates;

namespace MlGates.Plans;

/// <summary>A check of a plan together with the names of the inputs it judges.</summary>
/// <param name="Check">The check.</param>
public abstract record PlannedCheck(Check Check)
{
    /// <summary>The check's id.</summary>
    public string Id => Check.Id;
}

/// <summary>Data held to a schema.</summary>
/// <param name="Schema">The check.</param>
/// <param name="Data">The dataset.</param>
/// <param name="SchemaPath">Path of the schema as the plan gives it.</param>
/// <param name="SchemaLocation">Where the plan gives it.</param>
/// <param name="Previous">The dataset before; null when there is none.</param>
/// <param name="NotIn">The dataset of which no row may be in the data; null when there is none.</param>
public sealed record PlannedSchema(SchemaCheck Schema, string Data, string SchemaPath, SourceLocation SchemaLocation, string? Previous, string? NotIn = null) : PlannedCheck(Schema);

/// <summary>Drift of a candidate dataset from a baseline.</summary>
/// <param name="Drift">The check.</param>
/// <param name="Baseline">The dataset to compare with.</param>
/// <param name="Candidate">The dataset to judge.</param>
/// <param name="Attributions">The datasets of attributions, where the check has any.</param>
public sealed record PlannedDrift(DriftCheck Drift, string Baseline, string Candidate, (string Baseline, string Candidate)? Attributions = null) : PlannedCheck(Drift);

/// <summary>Rows as they were served against rows as they were computed for training.</summary>
public sealed record PlannedSkew(SkewCheck Skew, string Baseline, string Candidate) : PlannedCheck(Skew);

/// <summary>Concept drift between two evaluations.</summary>
public sealed record PlannedConcept(ConceptCheck Concept, string Baseline, string Candidate) : PlannedCheck(Concept);

/// <summary>A metric of an evaluation, alone or against another.</summary>
public sealed record PlannedMetric(MetricCheck Metric, string Evaluation, string? Against) : PlannedCheck(Metric);

/// <summary>Convergence of a loss history.</summary>
public sealed record PlannedConvergence(ConvergenceCheck Convergence, string History) : PlannedCheck(Convergence);

/// <summary>Soundness of a model file.</summary>
public sealed record PlannedArtifact(ArtifactCheck Artifact, string Model) : PlannedCheck(Artifact);

/// <summary>Speed of a model on rows of data, alone or against another model.</summary>
public sealed record PlannedThroughput(ThroughputCheck Throughput, string Model, string Data, string? Against) : PlannedCheck(Throughput);

/// <summary>Statistics of a dataset against an accepted snapshot.</summary>
/// <param name="Snapshot">The check.</param>
/// <param name="Data">The dataset.</param>
/// <param name="Verified">Path of the accepted snapshot as the plan gives it.</param>
public sealed record PlannedSnapshot(SnapshotCheck Snapshot, string Data, string Verified) : PlannedCheck(Snapshot);

/// <summary>Features in a table, or as a model computes them.</summary>
/// <param name="Features">The check.</param>
/// <param name="Data">The table, or the rows that the model transforms.</param>
/// <param name="Model">The model; null for a table.</param>
/// <param name="Column">The model's column of features.</param>
/// <param name="Columns">The table's columns of features; empty for all without a vocabulary.</param>
/// <param name="Vocabularies">Columns of text or keys with their vocabularies.</param>
public sealed record PlannedFeatures(
    FeatureCheck Features, string Data, string? Model, string Column, IReadOnlyList<string> Columns, IReadOnlyList<(string Column, VocabularyCheck Check)> Vocabularies) : PlannedCheck(Features);
