using System.Globalization;

namespace MlGates.Metrics;

/// <summary>Two evaluations of the same rows, the baseline's brought into the candidate's order.</summary>
public sealed class PairedRows
{
    private readonly BinaryEvaluation _baseline;
    private readonly int[]? _order;

    private PairedRows(BinaryEvaluation candidate, BinaryEvaluation baseline, int[]? order)
    {
        Candidate = candidate;
        _baseline = baseline;
        _order = order;
    }

    /// <summary>The candidate.</summary>
    public BinaryEvaluation Candidate { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Candidate.Rows;

    /// <summary>
    /// Pairs by key when both have keys, else by row order, and checks that the labels agree, since rows with other labels are not the same rows.
    /// O(n) with hashing.
    /// </summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="problem">Why they cannot be paired, naming the first row that differs; empty when they can.</param>
    /// <returns>The pairs; null when the evaluations are not of the same rows.</returns>
    public static PairedRows? TryPair(BinaryEvaluation candidate, BinaryEvaluation baseline, out string problem)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(baseline);
        int[]? order = null;
        problem = candidate.HasKeys != baseline.HasKeys
            ? string.Create(CultureInfo.InvariantCulture, $"'{(candidate.HasKeys ? candidate : baseline).Name}' has row keys and '{(candidate.HasKeys ? baseline : candidate).Name}' has none; name a key column for both or for neither")
            : candidate.Rows != baseline.Rows
                ? string.Create(CultureInfo.InvariantCulture, $"'{candidate.Name}' has {candidate.Rows} rows and '{baseline.Name}' has {baseline.Rows}; evaluate both on the same rows")
                : candidate.HasKeys ? Order(candidate, baseline, out order) : "";
        if (problem.Length == 0)
        {
            problem = Labels(candidate, baseline, order);
        }

        return problem.Length == 0 ? new PairedRows(candidate, baseline, order) : null;
    }

    /// <summary>The baseline's AUC on the rows in the candidate's order.</summary>
    /// <exception cref="InvalidOperationException">There are no scores, or one class has no rows.</exception>
    public RocArea BaselineRocArea() => _order is null || !_baseline.HasScores || _baseline.Positives == 0 || _baseline.Negatives == 0
        ? _baseline.RocArea()
        : RocArea.Compute(Candidate.Labels, Reorder(_baseline.Scores, _order));

    /// <summary>Counts the rows on which one of the two is right.</summary>
    /// <param name="positivesOnly">Whether only positive rows count (recall) or all (accuracy).</param>
    /// <returns>Rows only the candidate got right, rows only the baseline got right, rows counted.</returns>
    /// <exception cref="InvalidOperationException">One of the two has no predicted labels.</exception>
    public (long CandidateOnly, long BaselineOnly, long Rows) Discordant(bool positivesOnly)
    {
        if (!Candidate.HasPredicted || !_baseline.HasPredicted)
        {
            throw new InvalidOperationException($"'{(Candidate.HasPredicted ? _baseline : Candidate).Name}' has no predicted labels.");
        }

        var labels = Candidate.Labels;
        var candidate = Candidate.Predicted;
        var baseline = _baseline.Predicted;
        long candidateOnly = 0, baselineOnly = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (positivesOnly && !labels[i])
            {
                continue;
            }

            var candidateRight = candidate[i] == labels[i];
            var baselineRight = baseline[_order is null ? i : _order[i]] == labels[i];
            candidateOnly += candidateRight & !baselineRight ? 1 : 0;
            baselineOnly += baselineRight & !candidateRight ? 1 : 0;
        }

        return (candidateOnly, baselineOnly, positivesOnly ? Candidate.Positives : labels.Length);
    }

    private static string Order(BinaryEvaluation candidate, BinaryEvaluation baseline, out int[]? order)
    {
        order = null;
        if (Places(baseline, out var places) is { } repeatedInBaseline)
        {
            return repeatedInBaseline;
        }

        if (Places(candidate, out _) is { } repeatedInCandidate)
        {
            return repeatedInCandidate;
        }

        order = new int[candidate.Rows];
        for (var i = 0; i < order.Length; i++)
        {
            if (!places.TryGetValue(candidate.Keys[i], out order[i]))
            {
                return string.Create(CultureInfo.InvariantCulture, $"key '{candidate.Keys[i]}' (row {i + 1} of '{candidate.Name}') is not in '{baseline.Name}'; evaluate both on the same rows");
            }
        }

        return "";
    }

    private static string? Places(BinaryEvaluation evaluation, out Dictionary<string, int> places)
    {
        places = new Dictionary<string, int>(evaluation.Rows, StringComparer.Ordinal);
        for (var i = 0; i < evaluation.Rows; i++)
        {
            if (!places.TryAdd(evaluation.Keys[i], i))
            {
                return string.Create(CultureInfo.InvariantCulture, $"key '{evaluation.Keys[i]}' is in rows {places[evaluation.Keys[i]] + 1} and {i + 1} of '{evaluation.Name}'; keys must be unique");
            }
        }

        return null;
    }

    private static string Labels(BinaryEvaluation candidate, BinaryEvaluation baseline, int[]? order)
    {
        for (var i = 0; i < candidate.Rows; i++)
        {
            if (candidate.Labels[i] != baseline.Labels[order is null ? i : order[i]])
            {
                var row = order is null ? $"row {i + 1}" : $"key '{candidate.Keys[i]}' (row {i + 1})";
                var hint = order is null ? "; pair rows by a key column if their order differs" : "; evaluate both on the same labels";
                return string.Create(CultureInfo.InvariantCulture, $"{row} is labelled {Word(candidate.Labels[i])} in '{candidate.Name}' and {Word(!candidate.Labels[i])} in '{baseline.Name}'{hint}");
            }
        }

        return "";
    }

    private static string Word(bool label) => label ? "positive" : "negative";

    private static double[] Reorder(ReadOnlySpan<double> values, int[] order)
    {
        var reordered = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            reordered[i] = values[order[i]];
        }

        return reordered;
    }
}
