namespace MlGates.Metrics;

/// <summary>How predicted labels meet true ones in a binary task.</summary>
/// <param name="TruePositives">Positive rows predicted positive.</param>
/// <param name="FalsePositives">Negative rows predicted positive.</param>
/// <param name="FalseNegatives">Positive rows predicted negative.</param>
/// <param name="TrueNegatives">Negative rows predicted negative.</param>
public sealed record ConfusionCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Right rows among all rows.</summary>
    public Proportion Accuracy => new(TruePositives + TrueNegatives, TruePositives + FalsePositives + FalseNegatives + TrueNegatives);

    /// <summary>Positive rows among those predicted positive; no trials when nothing was predicted positive.</summary>
    public Proportion Precision => new(TruePositives, TruePositives + FalsePositives);

    /// <summary>Rows predicted positive among the positive ones; no trials without positive rows.</summary>
    public Proportion Recall => new(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Counts two columns of labels. O(n).</summary>
    /// <param name="labels">True labels.</param>
    /// <param name="predicted">Predicted labels, row by row.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ConfusionCounts Count(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> predicted)
    {
        if (labels.Length != predicted.Length)
        {
            throw new ArgumentException($"{predicted.Length} predictions for {labels.Length} labels.", nameof(predicted));
        }

        long truePositives = 0, falsePositives = 0, falseNegatives = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            truePositives += labels[i] & predicted[i] ? 1 : 0;
            falsePositives += !labels[i] & predicted[i] ? 1 : 0;
            falseNegatives += labels[i] & !predicted[i] ? 1 : 0;
        }

        return new ConfusionCounts(truePositives, falsePositives, falseNegatives, labels.Length - truePositives - falsePositives - falseNegatives);
    }
}
