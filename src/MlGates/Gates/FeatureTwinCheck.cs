using MlGates.Features;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>Holds features to others that they must be the same as, cell by cell. A fact, not a statistic: one cell that differs fails.</summary>
public sealed record FeatureTwinCheck : Check
{
    /// <summary>What the features must be the same as.</summary>
    public required FeatureTwin Twin { get; init; }

    /// <summary>
    /// How far two values may be apart, relative to the larger of the two and at least absolutely: |a − b| ≤ tolerance · max(1, |a|, |b|); NaN equals
    /// NaN. Null (the default) for the same bits.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>What to add to the message where they differ, such as what the difference points to.</summary>
    public string? Note { get; init; }

    /// <summary>Whether messages leave out values of rows and features, and what exceptions say, which may quote them. Names of features are shown. Default false.</summary>
    public bool HideValues { get; init; }

    /// <summary>One piece of evidence; the transform's failure (MLG1106) where either attempt has no features. O(values).</summary>
    /// <param name="features">The features to judge.</param>
    /// <param name="twin">What they must be the same as.</param>
    /// <exception cref="ArgumentException">The tolerance is negative or NaN.</exception>
    public IReadOnlyList<Evidence> Examine(Attempt<FeatureMatrix> features, Attempt<FeatureMatrix> twin)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(twin);
        if (Tolerance is < 0 or double.NaN)
        {
            throw new ArgumentException(Invariant($"A tolerance of {Tolerance} cannot be held to."));
        }

        var words = Words();
        return
        [
            features.Output is null ? FeatureOffenders.Failed(features, HideValues)
            : twin.Failure?.Step is { } step ? FeatureOffenders.Fact(features.Output, words.Rule, 1, $"{features.Name}: the transform cannot be {step}: {FeatureOffenders.Error(twin.Failure, HideValues)}; {words.Advice}")
            : twin.Output is null ? FeatureOffenders.Failed(twin, HideValues)
            : features.Output.Rows == 0 && twin.Output.Rows == 0 ? FeatureOffenders.NoRows(features.Name, words.Rule)
            : Twin == FeatureTwin.Shuffled && features.InputRows < 2 ? FeatureOffenders.Cannot(features.Name, words.Rule, "one row has no other order; give more rows", Outcome.Inconclusive)
            : Twin == FeatureTwin.Shuffled && features.Output.Rows != features.InputRows && twin.Output.Rows == features.Output.Rows
                ? (this with { Note = "rows are counted here in the order of their features, as the transform does not keep their number" }).Compare(features.Output.Sorted(), twin.Output.Sorted(), words)
            : Compare(features.Output, twin.Output, words),
        ];
    }

    private (string Rule, string Differ, string Advice, string Same) Words()
    {
        var by = Tolerance is { } t ? Invariant($" by more than {t:G6}") : "";
        var within = Tolerance is { } u ? Invariant($" within {u:G6}") : "";
        return Twin switch
        {
            FeatureTwin.Again => (RuleIds.FeatureNotDeterministic, $"differ when the same rows are transformed again{by}", "fix the seed, or remove what depends on time, order or threads", $"are the same when transformed again{within}"),
            FeatureTwin.RowByRow => (RuleIds.FeatureRowByRow, $"differ row by row from the batch{by}", "the service would compute other features than training did: remove what looks at neighbouring rows", $"are the same row by row{within}"),
            FeatureTwin.Shuffled => (RuleIds.FeatureRowOrder, $"differ when the rows come in another order{by}", "remove what looks at the rows before, such as a running mean or the place of a row", $"are the same when the rows come in another order{within}"),
            FeatureTwin.Refitted => (RuleIds.FeatureFit, $"differ from those of a transform fitted to the training rows alone{by}", "fit to the training rows alone, then apply to all", $"are those of a transform fitted to the training rows alone{within}"),
            FeatureTwin.Reloaded => (RuleIds.FeatureReload, $"differ after saving and loading{by}", "the service would load another transform than was trained: save all of its state", $"are the same after saving and loading{within}"),
            FeatureTwin.Restored => (RuleIds.FeatureInverse, $"are not given back by the inverse{by}", "correct the inverse, or do not rely on it: what is lost cannot be told from features", $"are given back by the inverse{within}"),
            FeatureTwin.Twice => (RuleIds.FeatureIdempotent, $"change when they are transformed again{by}", "make the transform leave alone what is transformed already, or never apply it twice", $"stay when they are transformed again{within}"),
            _ => (RuleIds.FeatureExpected, $"are not as expected{by} (found and expected)", "correct the transform, or the table if the features changed on purpose", $"are as expected{within}"),
        };
    }

    private Evidence Compare(FeatureMatrix features, FeatureMatrix other, (string Rule, string Differ, string Advice, string Same) words)
    {
        var end = Note is null ? words.Advice : $"{words.Advice}; {Note}";
        if (other.Rows != features.Rows)
        {
            return FeatureOffenders.Fact(features, words.Rule, 1, Invariant($"{features.Name}: {features.Rows} rows and {other.Rows}: the features {words.Differ}; {end}"));
        }

        var bad = new FeatureOffenders(features, HideValues);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            var twin = other[row];
            if (vector.Length != twin.Length)
            {
                return FeatureOffenders.Fact(features, words.Rule, 1, Invariant(
                    $"{features.Name}: {vector.Length} features and {twin.Length} in row {row + 1}{OnlyIn(features, other)}: they {words.Differ}; {end}"));
            }

            for (var slot = 0; slot < vector.Length; slot++)
            {
                if (!Agree(vector[slot], twin[slot]))
                {
                    bad.Add(row, slot, vector[slot], twin[slot]);
                }
            }
        }

        var evidence = bad.Evidence(words.Rule, words.Differ, end, words.Same);
        return evidence.Settled == Outcome.Passed && OtherName(features, other) is { } names
            ? FeatureOffenders.Fact(features, words.Rule, 1, $"{features.Name}: {names}: the features {words.Differ}; {end}")
            : evidence;
    }

    private bool Agree(float a, float b) => Tolerance is { } tolerance
        ? a == b || (float.IsNaN(a) && float.IsNaN(b)) || Math.Abs((double)a - b) <= tolerance * Math.Max(1, Math.Max(Math.Abs((double)a), Math.Abs((double)b)))
        : BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    // A feature too many is best told by its name.
    private static string OnlyIn(FeatureMatrix features, FeatureMatrix other)
    {
        string[] extra = [.. features.SlotNames.Except(other.SlotNames, StringComparer.Ordinal)];
        string[] lacking = [.. other.SlotNames.Except(features.SlotNames, StringComparer.Ordinal)];
        return features.SlotNames.Count == 0 || other.SlotNames.Count == 0 ? "" : $"{Named(extra, "only in the first")}{Named(lacking, "only in the second")}";

        static string Named(string[] names, string where) =>
            names.Length == 0 ? "" : $", {string.Join(" and ", names.Take(3).Select(n => $"'{n}'"))}{(names.Length > 3 ? Invariant($" and {names.Length - 3} more") : "")} {where}";
    }

    private static string? OtherName(FeatureMatrix features, FeatureMatrix other)
    {
        for (var i = 0; i < Math.Min(features.SlotNames.Count, other.SlotNames.Count); i++)
        {
            if (features.SlotNames[i] != other.SlotNames[i])
            {
                return Invariant($"feature [{i}] is '{features.SlotNames[i]}' and '{other.SlotNames[i]}'");
            }
        }

        return null;
    }
}
