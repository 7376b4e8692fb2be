using System.Globalization;

namespace MlGates.Training;

/// <summary>Finds out whether a run that should be evaluated was evaluated to its end.</summary>
internal static class MissingEvaluation
{
    // A run evaluated every k rows may end up to k rows after its last evaluation; one round left out is forgiven.
    private const double RoundsForgiven = 2;

    /// <summary>What is missing, as the end of a sentence about the validation loss; null when nothing is, or the run has no validation.</summary>
    public static string? Find(LossHistory history)
    {
        if (history.Validation is not { } validation)
        {
            return null;
        }

        if (validation.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is in none of the {history.Rows} rows");
        }

        if (!double.IsFinite(validation.Values[^1]))
        {
            return string.Create(CultureInfo.InvariantCulture, $"is {validation.Values[^1]} at its last step, {validation.Steps[^1]}");
        }

        var gaps = new double[validation.Count];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = validation.Rows[i] - (i == 0 ? -1 : validation.Rows[i - 1]);
        }

        var after = history.Rows - 1 - validation.Rows[^1];
        return after <= RoundsForgiven * Statistics.Order.Median(gaps) ? null : string.Create(CultureInfo.InvariantCulture,
            $"ends at step {validation.Steps[^1]} (row {validation.Rows[^1] + 1} of {history.Rows}) after {validation.Count} {(validation.Count == 1 ? "evaluation" : "evaluations")}");
    }
}
