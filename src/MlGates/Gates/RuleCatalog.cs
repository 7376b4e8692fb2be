namespace MlGates.Gates;

/// <summary>The one table of rules behind docs, help links and reports.</summary>
public static class RuleCatalog
{
    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<RuleDescriptor> All { get; } =
    [
        new(RuleIds.Usage, "Wrong command line"),
        new(RuleIds.InvalidPlan, "The gate plan is not valid"),
        new(RuleIds.InputUnreadable, "An input cannot be read"),
        new(RuleIds.InputEmpty, "An input holds no rows"),
        new(RuleIds.InputMalformed, "An input is malformed"),
        new(RuleIds.NothingJudged, "There was nothing to judge"),
        new(RuleIds.ColumnMissing, "A column that a check names is not in the data"),
        new(RuleIds.FeatureNotFinite, "A feature value is NaN or infinite"),
        new(RuleIds.FeatureLength, "A feature vector has the wrong length"),
        new(RuleIds.FeatureRange, "A feature value is out of its range"),
        new(RuleIds.FeatureNotDeterministic, "A transform gives different values for the same rows"),
        new(RuleIds.FeatureRowByRow, "A transform gives other values row by row than for the batch"),
        new(RuleIds.Drift, "A column drifted"),
        new(RuleIds.MeasureUnfit, "A drift measure does not fit the column's type"),
        new(RuleIds.NoCommonColumn, "Two inputs have no common column"),
        new(RuleIds.NotComparable, "A column cannot be compared"),
        new(RuleIds.MetricThreshold, "A metric misses its threshold"),
        new(RuleIds.MetricWorse, "A metric is worse than the baseline's by more than allowed"),
        new(RuleIds.EvaluationUnusable, "An evaluation cannot be judged"),
        new(RuleIds.LossDiverging, "The training loss diverges"),
        new(RuleIds.LossCollapsed, "The training loss rose well above its best level"),
        new(RuleIds.LossOverfitting, "The validation loss rises while the training loss does not"),
        new(RuleIds.LossNotLearning, "The loss hardly fell"),
        new(RuleIds.LossEvaluationMissing, "The validation loss is absent or ends early"),
        new(RuleIds.LossNotConverged, "The loss is still falling"),
        new(RuleIds.LossNotFinite, "The loss is NaN or infinite"),
        new(RuleIds.LossConvergence, "Loss convergence"),
        new(RuleIds.ArtifactMissing, "A model file is missing"),
        new(RuleIds.ArtifactEmpty, "A model file is empty"),
        new(RuleIds.ArtifactLfsPointer, "A model file is a Git LFS pointer"),
        new(RuleIds.ArtifactNotLoadable, "A model file does not open"),
        new(RuleIds.ArtifactTooLarge, "A model file is larger than its budget"),
        new(RuleIds.ArtifactHash, "A model file is not the expected one"),
        new(RuleIds.ThroughputFloor, "Fewer predictions per second than required"),
        new(RuleIds.ThroughputSlower, "Slower than the baseline by more than allowed"),
        new(RuleIds.ThroughputUnmeasured, "The throughput could not be measured"),
        new(RuleIds.SnapshotChanged, "A snapshot differs from the verified one"),
        new(RuleIds.SnapshotNew, "A snapshot has not been accepted yet"),
        new(RuleIds.Internal, "Internal error"),
        new(RuleIds.NoResult, "The tool ended without a result"),
    ];

    /// <summary>The rule with this id, compared without case; null when there is none.</summary>
    public static RuleDescriptor? Find(string id) => All.FirstOrDefault(r => string.Equals(r.Id, id, StringComparison.OrdinalIgnoreCase));
}
