using System.Globalization;
using MlGates.Data;

namespace MlGates.Metrics;

/// <summary>Reads evaluations from tables.</summary>
public static class EvaluationReader
{
    /// <summary>Reads a binary evaluation in one pass. O(n) time and memory.</summary>
    /// <param name="source">The table.</param>
    /// <param name="options">The columns.</param>
    /// <param name="name">Name in messages; the source's by default.</param>
    /// <exception cref="InputException">
    /// MLG3003: a label, predicted label, score or key is missing, a label is of neither class, or a score is not finite, with its row; MLG0007: no such
    /// column; and whatever the source refuses.
    /// </exception>
    /// <exception cref="ArgumentException">The options name neither a score nor a predicted label, or the threshold is not finite.</exception>
    public static BinaryEvaluation ReadBinary(DataSource source, EvaluationOptions options, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Score is null && options.Predicted is null)
        {
            throw new ArgumentException("An evaluation needs a score column, a predicted column or both.", nameof(options));
        }

        string[] texts = [.. new[] { options.Label, options.Predicted, options.Key }.OfType<string>()];
        var table = ColumnValues.Read(source, options.Score is null ? [] : [options.Score], texts);
        return new BinaryEvaluation(
            name ?? source.Name,
            Labels(source, table, options.Label, options.Positive),
            options.Score is null ? null : Scores(source, table, options.Score),
            options.Predicted is null ? null : Labels(source, table, options.Predicted, options.Positive),
            options.Key is null ? null : Keys(source, table, options.Key),
            options.Threshold);
    }

    private static bool[] Labels(DataSource source, ColumnTable table, string column, string? positive)
    {
        var values = table.Texts(column).Values;
        var labels = new bool[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] ?? throw Missing(source, table, column, i);
            labels[i] = positive is not null
                ? string.Equals(value, positive, StringComparison.Ordinal)
                : Class(value) ?? throw Refuse(table, i, string.Create(CultureInfo.InvariantCulture,
                    $"Column '{column}' of '{source.Name}' holds '{value}' in row {i + 1}, which is neither true, false, 1 nor 0; name the label that counts as positive, or drop rows of no class."));
        }

        return labels;
    }

    private static bool? Class(string value) =>
        bool.TryParse(value, out var truth) ? truth
        : !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? null
        : number == 1 ? true
        : number == 0 ? false
        : null;

    private static double[] Scores(DataSource source, ColumnTable table, string column)
    {
        var scores = table.Numbers(column);
        for (var i = 0; i < scores.Values.Length; i++)
        {
            if (scores.Missing[i])
            {
                throw Missing(source, table, column, i);
            }

            if (!double.IsFinite(scores.Values[i]))
            {
                throw Refuse(table, i, string.Create(CultureInfo.InvariantCulture,
                    $"Column '{column}' of '{source.Name}' holds {scores.Values[i]} in row {i + 1}; a score must be finite, so the model or its export is broken."));
            }
        }

        return scores.Values;
    }

    private static string[] Keys(DataSource source, ColumnTable table, string column)
    {
        var values = table.Texts(column).Values;
        return [.. values.Select((value, i) => value ?? throw Missing(source, table, column, i))];
    }

    private static InputException Missing(DataSource source, ColumnTable table, string column, int row) => Refuse(table, row, string.Create(
        CultureInfo.InvariantCulture, $"Column '{column}' of '{source.Name}' is missing in row {row + 1}; every row of an evaluation needs it."));

    private static InputException Refuse(ColumnTable table, int row, string message) => new(RuleIds.EvaluationUnusable, message, table.Locate(row));
}
