namespace MlGates.Metrics;

/// <summary>
/// A model's answers on labelled rows of a binary task: what every metric of it is computed from. Immutable; safe to share between threads.
/// </summary>
public sealed class BinaryEvaluation
{
    private readonly bool[] _labels;
    private readonly double[]? _scores;
    private readonly bool[]? _predicted;
    private readonly string[]? _keys;

    /// <summary>Creates an evaluation from columns; the arrays are copied. O(n).</summary>
    /// <param name="name">Name in messages, such as the model's.</param>
    /// <param name="labels">True labels; true is the positive class. May be empty, then no metric can be judged.</param>
    /// <param name="scores">Scores, larger meaning more likely positive; finite. Null when the model gives labels only.</param>
    /// <param name="predicted">Predicted labels; when null they are <c>score &gt;= threshold</c>.</param>
    /// <param name="keys">One unique key per row, by which two evaluations are paired; null to pair by row order.</param>
    /// <param name="threshold">
    /// The score from which a row is predicted positive. Null takes 0.5 where all scores are in [0, 1]; other scores are no probabilities, so that
    /// without a threshold nothing is predicted.
    /// </param>
    /// <exception cref="ArgumentException">Lengths differ, a score or the threshold is not finite, or there are neither scores nor predicted labels.</exception>
    public BinaryEvaluation(
        string name,
        IReadOnlyCollection<bool> labels,
        IReadOnlyCollection<double>? scores = null,
        IReadOnlyCollection<bool>? predicted = null,
        IReadOnlyCollection<string>? keys = null,
        double? threshold = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(labels);
        if (threshold is { } given && !double.IsFinite(given))
        {
            throw new ArgumentException("The threshold must be finite.", nameof(threshold));
        }

        Name = name;
        _labels = [.. labels];
        _scores = Copy(scores, _labels.Length, nameof(scores));
        _predicted = Copy(predicted, _labels.Length, nameof(predicted));
        _keys = Copy(keys, _labels.Length, nameof(keys));
        if (_scores is null && _predicted is null)
        {
            throw new ArgumentException("An evaluation needs scores, predicted labels or both.", nameof(scores));
        }

        for (var i = 0; _scores is not null && i < _scores.Length; i++)
        {
            if (!double.IsFinite(_scores[i]))
            {
                throw new ArgumentException($"Score {i + 1} is not finite.", nameof(scores));
            }
        }

        if (_predicted is null && (threshold is not null || Array.TrueForAll(_scores!, s => s is >= 0 and <= 1)))
        {
            var limit = threshold ?? 0.5;
            _predicted = Array.ConvertAll(_scores!, s => s >= limit);
        }

        foreach (var label in _labels)
        {
            Positives += label ? 1 : 0;
        }
    }

    /// <summary>Name in messages.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _labels.Length;

    /// <summary>Number of positive rows.</summary>
    public int Positives { get; }

    /// <summary>Number of negative rows.</summary>
    public int Negatives => Rows - Positives;

    /// <summary>Whether there are scores, which the AUC needs.</summary>
    public bool HasScores => _scores is not null;

    /// <summary>Whether there are predicted labels, which every metric but the AUC needs.</summary>
    public bool HasPredicted => _predicted is not null;

    /// <summary>Whether rows have keys.</summary>
    public bool HasKeys => _keys is not null;

    /// <summary>True labels by row.</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>Scores by row; empty without scores.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Predicted labels by row; empty without them.</summary>
    public ReadOnlySpan<bool> Predicted => _predicted;

    /// <summary>Keys by row; empty without keys.</summary>
    public ReadOnlySpan<string> Keys => _keys;

    /// <summary>Counts predicted against true labels. O(n).</summary>
    /// <exception cref="InvalidOperationException">There are no predicted labels.</exception>
    public ConfusionCounts Confusion() => HasPredicted
        ? ConfusionCounts.Count(_labels, _predicted)
        : throw new InvalidOperationException($"'{Name}' has no predicted labels.");

    /// <summary>The AUC with DeLong's variance. O(n log n).</summary>
    /// <exception cref="InvalidOperationException">There are no scores, or one class has no rows.</exception>
    public RocArea RocArea() => !HasScores
        ? throw new InvalidOperationException($"'{Name}' has no scores.")
        : Positives == 0 || Negatives == 0
            ? throw new InvalidOperationException($"'{Name}' has {Positives} positive and {Negatives} negative rows; the AUC needs both.")
            : Metrics.RocArea.Compute(_labels, _scores);

    private static T[]? Copy<T>(IReadOnlyCollection<T>? values, int rows, string parameter) => values is null ? null
        : values.Count == rows ? [.. values]
        : throw new ArgumentException($"{values.Count} {parameter} for {rows} labels.", parameter);
}
