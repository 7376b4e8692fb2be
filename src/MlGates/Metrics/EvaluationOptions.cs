namespace MlGates.Metrics;

/// <summary>Which columns of a table make an evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What the model answers. Default binary.</summary>
    public EvaluationTask Task { get; init; } = EvaluationTask.Binary;

    /// <summary>Column of the true label.</summary>
    public required string Label { get; init; }

    /// <summary>Column of the score, larger meaning more likely positive; null for none.</summary>
    public string? Score { get; init; }

    /// <summary>Column of the predicted label; null to predict positive where the score reaches <see cref="Threshold"/>.</summary>
    public string? Predicted { get; init; }

    /// <summary>
    /// The label that counts as positive, compared exactly; every other one is then negative. Null reads <c>true</c>, <c>false</c> (in any case), 1 and 0,
    /// and refuses anything else.
    /// </summary>
    public string? Positive { get; init; }

    /// <summary>Column of a key that is unique by row and pairs two evaluations; null to pair by row order.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The score from which a row is predicted positive, when there is no column of predicted labels. Null takes 0.5 for probabilities; scores
    /// outside [0, 1] then give no predicted labels.
    /// </summary>
    public double? Threshold { get; init; }
}
