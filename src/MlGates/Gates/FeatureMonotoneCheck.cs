using MlGates.Features;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>
/// Holds features to follow a column: while all else in a row stays, a larger value of the column never gives a smaller feature
/// (or, decreasing, never a larger one). Rule MLG1116.
/// </summary>
public sealed record FeatureMonotoneCheck : Check
{
    /// <summary>The feature, or a pattern with <c>*</c> and <c>?</c> that selects several; default all.</summary>
    public string Feature { get; init; } = "*";

    /// <summary>Whether the features must fall, not rise. Default false.</summary>
    public bool Decreasing { get; init; }

    /// <summary>Whether messages leave out values of rows and features, and what exceptions say, which may quote them. Names of features are shown. Default false.</summary>
    public bool HideValues { get; init; }

    /// <summary>One piece of evidence; the transform's failure (MLG1106) where it has no features. O(values).</summary>
    public IReadOnlyList<Evidence> Examine(VariedFeatures varied)
    {
        ArgumentNullException.ThrowIfNull(varied);
        var attempt = varied.Attempt;
        if (attempt.Output is not { } features)
        {
            return [FeatureOffenders.Failed(attempt, HideValues)];
        }

        if (varied.Values.Count < 2)
        {
            return [FeatureOffenders.Cannot(features.Name, RuleIds.FeatureMonotone, $"column '{varied.Column}' has fewer than two values to compare; give rows in which it varies", Outcome.Inconclusive)];
        }

        if (features.Rows != varied.Places.Count * varied.Values.Count)
        {
            return [FeatureOffenders.Cannot(features.Name, RuleIds.FeatureMonotone, "the transform does not keep the number of rows, so it is not known which row became which")];
        }

        if (!features.IsRectangular)
        {
            return [FeatureFacts.Ragged(features)];
        }

        var slots = features.Slots(Feature);
        return slots.Length == 0
            ? [FeatureFacts.NoFeature(features, Feature)]
            : [Judge(varied, features, slots)];
    }

    private Evidence Judge(VariedFeatures varied, FeatureMatrix features, int[] slots)
    {
        var count = varied.Values.Count;
        long wrong = 0;
        long steps = 0;
        var examples = new List<string>();
        for (var row = 0; row < varied.Places.Count; row++)
        {
            for (var i = 1; i < count; i++)
            {
                var before = features[(row * count) + i - 1];
                var now = features[(row * count) + i];
                foreach (var slot in slots)
                {
                    steps++;
                    var (a, b) = Decreasing ? (now[slot], before[slot]) : (before[slot], now[slot]);
                    if (!(b >= a || (float.IsNaN(a) && float.IsNaN(b))) && ++wrong <= FeatureOffenders.MostExamples)
                    {
                        examples.Add(HideValues
                            ? Invariant($"{features.Slot(slot)} while {varied.Column} rises in row {varied.Places[row] + 1}")
                            : Invariant($"{features.Slot(slot)} = {before[slot]:R} to {now[slot]:R} while {varied.Column} goes from {varied.Values[i - 1]:R} to {varied.Values[i]:R} in row {varied.Places[row] + 1}"));
                    }
                }
            }
        }

        var way = Decreasing ? "fall" : "rise";
        var size = Invariant($"({varied.Places.Count} rows with {count} values of {varied.Column})");
        return FeatureOffenders.Fact(features, RuleIds.FeatureMonotone, wrong, wrong == 0
            ? Invariant($"{features.Name}: all {steps} steps of {slots.Length} features {way} or stay as {varied.Column} rises {size}")
            : Invariant($"{features.Name}: {wrong} of {steps} steps do not {way} or stay as {varied.Column} rises: {string.Join(", ", examples)}{FeatureOffenders.More(wrong)} {size}; look for a wrong sign, a wrong bin or an overflow"));
    }
}
