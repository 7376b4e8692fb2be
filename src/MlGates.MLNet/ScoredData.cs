using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Metrics;
using static System.FormattableString;

namespace MlGates.MLNet;

/// <summary>Turns rows that an ML.NET model has scored into evaluations.</summary>
public static class ScoredData
{
    /// <summary>The evaluation of a binary model on labelled rows, all in memory. O(n).</summary>
    /// <param name="scored">What <c>model.Transform(rows)</c> gave.</param>
    /// <param name="name">Name in messages.</param>
    /// <param name="label">The column of true labels: Boolean, or numbers 0 and 1.</param>
    /// <param name="score">The column of scores, larger meaning more likely positive; null for Probability where there is one, else Score.</param>
    /// <param name="predicted">The column of predicted labels; null for PredictedLabel where there is one. Without any, a probability is cut at 0.5 and another score at 0.</param>
    /// <exception cref="InputException">A column is missing (MLG0007), a value is missing, not finite or no label (MLG0005), or there are no rows (MLG0004).</exception>
    public static BinaryEvaluation ToEvaluation(this IDataView scored, string name = "model", string label = "Label", string? score = null, string? predicted = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentException.ThrowIfNullOrEmpty(label);
        var schema = scored.Schema;
        var labelColumn = Find(schema, label);
        var scoreColumn = Find(schema, score ?? (schema.GetColumnOrNull("Probability") is null ? "Score" : "Probability"));
        var predictedColumn = predicted is null ? schema.GetColumnOrNull("PredictedLabel") : Find(schema, predicted);

        var labels = new List<bool>();
        var scores = new List<double>();
        var predictions = new List<bool>();
        using var cursor = scored.GetRowCursor(predictedColumn is { } p ? [labelColumn, scoreColumn, p] : [labelColumn, scoreColumn]);
        var readLabel = Truth(cursor, labelColumn);
        var readScore = Number(cursor, scoreColumn);
        var readPredicted = predictedColumn is { } column ? Truth(cursor, column) : null;
        for (var row = 1L; cursor.MoveNext(); row++)
        {
            labels.Add(readLabel(row));
            scores.Add(readScore(row) is var value && double.IsFinite(value) ? value : throw Wrong(scoreColumn, row, value, "a finite score"));
            if (readPredicted is not null)
            {
                predictions.Add(readPredicted(row));
            }
        }

        return labels.Count == 0
            ? throw new InputException(RuleIds.InputEmpty, $"The scored rows of '{name}' are none.")
            : new BinaryEvaluation(name, labels, scores, readPredicted is null ? null : predictions, threshold: scoreColumn.Name == "Probability" ? 0.5 : 0);
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name) => schema.GetColumnOrNull(name)
        ?? throw new InputException(RuleIds.ColumnMissing, $"The scored rows have no column '{name}'{NearestName.Hint(name, [.. schema.Where(c => !c.IsHidden).Select(c => c.Name)])}");

    private static Func<long, bool> Truth(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is BooleanDataViewType)
        {
            var getter = row.GetGetter<bool>(column);
            var value = false;
            return _ =>
            {
                getter(ref value);
                return value;
            };
        }

        var number = Number(row, column);
        return r => number(r) switch { 0 => false, 1 => true, var other => throw Wrong(column, r, other, "a label: true, false, 0 or 1") };
    }

    private static Func<long, double> Number(DataViewRow row, DataViewSchema.Column column) =>
        column.Type == NumberDataViewType.Single ? Number<float>(row, column, v => v)
        : column.Type == NumberDataViewType.Double ? Number<double>(row, column, v => v)
        : column.Type == NumberDataViewType.Int32 ? Number<int>(row, column, v => v)
        : column.Type == NumberDataViewType.Int64 ? Number<long>(row, column, v => v)
        : throw new InputException(RuleIds.InputMalformed, $"Column '{column.Name}' is of type {column.Type}; an evaluation of a binary task takes Boolean labels and numeric scores");

    private static Func<long, double> Number<T>(DataViewRow row, DataViewSchema.Column column, Func<T, double> convert)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return _ =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    private static InputException Wrong(DataViewSchema.Column column, long row, double value, string wanted) =>
        new(RuleIds.InputMalformed, Invariant($"Column '{column.Name}' holds {value} in row {row}, which is not {wanted}"));
}
