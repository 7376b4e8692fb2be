namespace MlGates.Metrics;

/// <summary>The ids of the quality metrics, as plans, results and assertions write them.</summary>
public static class MetricIds
{
    /// <summary>Share of rows whose predicted label is the true one.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Area under the ROC curve: chance that a positive row scores above a negative one, ties counting half.</summary>
    public const string Auc = "auc";

    /// <summary>Share of the rows predicted positive that are positive.</summary>
    public const string Precision = "precision";

    /// <summary>Share of the positive rows that are predicted positive.</summary>
    public const string Recall = "recall";

    /// <summary>All ids, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } = [Accuracy, Auc, Precision, Recall];
}
