using MlGates.Features;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>
/// Holds the features of every row to what a model can be trained on and served with: finite, of one length, within a range, the same when computed
/// again, and the same for a row alone as within the batch. Facts, not statistics: one value beyond its limit fails.
/// </summary>
public sealed record FeatureCheck : Check
{
    private const int MostExamples = 5;

    /// <summary>Whether every value must be finite (MLG1101). Default true.</summary>
    public bool Finite { get; init; } = true;

    /// <summary>The length that every vector must have (MLG1102); null for any.</summary>
    public int? Length { get; init; }

    /// <summary>The smallest value allowed (MLG1103); null for any. NaN is in no range.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value allowed (MLG1103); null for any. NaN is in no range.</summary>
    public double? Max { get; init; }

    /// <summary>Whether a second pass over the same rows must give the same values to the bit (MLG1104). Default false.</summary>
    public bool Deterministic { get; init; }

    /// <summary>
    /// How far a value of a row alone may be from the batch's (MLG1105), relative to the larger of the two and at least absolutely: |a − b| ≤ tolerance ·
    /// max(1, |a|, |b|); NaN equals NaN. Null not to compare.
    /// </summary>
    public double? RowByRowTolerance { get; init; }

    /// <summary>One piece of evidence per rule asked for; an error for each where there are no rows. O(values).</summary>
    /// <param name="features">The features of all rows.</param>
    /// <param name="again">The same, computed again; given exactly when <see cref="Deterministic"/> is set.</param>
    /// <param name="rowByRow">The same, row by row; given exactly when <see cref="RowByRowTolerance"/> is set.</param>
    /// <exception cref="ArgumentException">Nothing is asked for, an option is out of its range, or features and options are not given together.</exception>
    public IReadOnlyList<Evidence> Examine(FeatureMatrix features, FeatureMatrix? again = null, FeatureMatrix? rowByRow = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckOptions(again is not null, rowByRow is not null);
        var evidence = new List<Evidence>();
        if (Finite)
        {
            evidence.Add(Judge(features, RuleIds.FeatureNotFinite, JudgeFinite));
        }

        if (Length is { } length)
        {
            evidence.Add(Judge(features, RuleIds.FeatureLength, f => JudgeLength(f, length)));
        }

        if (Min is not null || Max is not null)
        {
            evidence.Add(Judge(features, RuleIds.FeatureRange, JudgeRange));
        }

        if (Deterministic)
        {
            evidence.Add(Judge(features, RuleIds.FeatureNotDeterministic, f => Compare(
                f, again!, Same, RuleIds.FeatureNotDeterministic, "differ when the same rows are transformed again", "fix the seed, or remove what depends on time, order or threads", "are the same when transformed again")));
        }

        if (RowByRowTolerance is { } tolerance)
        {
            evidence.Add(Judge(features, RuleIds.FeatureRowByRow, f => Compare(
                f,
                rowByRow!,
                (a, b) => Near(a, b, tolerance),
                RuleIds.FeatureRowByRow,
                Invariant($"differ row by row from the batch by more than {tolerance:G6}"),
                "the service would compute other features than training did: remove what looks at neighbouring rows",
                Invariant($"are the same row by row within {tolerance:G6}"))));
        }

        return evidence;
    }

    private void CheckOptions(bool hasAgain, bool hasRowByRow)
    {
        if (!Finite && Length is null && Min is null && Max is null && !Deterministic && RowByRowTolerance is null)
        {
            throw new ArgumentException("Nothing to hold the features to.");
        }

        if (Length < 0 || double.IsNaN(Min ?? 0) || double.IsNaN(Max ?? 0) || Min > Max || RowByRowTolerance is < 0 or double.NaN)
        {
            throw new ArgumentException(Invariant($"A length of {Length}, a range of [{Min}, {Max}] or a tolerance of {RowByRowTolerance} cannot be held to."));
        }

        if (hasAgain != Deterministic || hasRowByRow != RowByRowTolerance is not null)
        {
            throw new ArgumentException("The features computed again are needed exactly for Deterministic, those row by row exactly for RowByRowTolerance.");
        }
    }

    private static Evidence Judge(FeatureMatrix features, string rule, Func<FeatureMatrix, Evidence> judge) => features.Rows > 0
        ? judge(features)
        : Evidence.Fact(rule, features.Name, Outcome.Error, $"the features {features.Name} cannot be judged: there are no rows; give rows as they are served");

    private static Evidence JudgeFinite(FeatureMatrix features)
    {
        var bad = new Offenders(features);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            for (var slot = 0; slot < vector.Length; slot++)
            {
                if (!float.IsFinite(vector[slot]))
                {
                    bad.Add(row, slot, vector[slot]);
                }
            }
        }

        return bad.Evidence(RuleIds.FeatureNotFinite, "are not finite", "replace missing values, and keep logarithms and divisions from zero", "are finite");
    }

    private static Evidence JudgeLength(FeatureMatrix features, int length)
    {
        var wrong = 0;
        var examples = new List<string>();
        for (var row = 0; row < features.Rows; row++)
        {
            if (features[row].Length != length && ++wrong <= MostExamples)
            {
                examples.Add(Invariant($"{features[row].Length} in row {row + 1}"));
            }
        }

        return Fact(features, RuleIds.FeatureLength, wrong, wrong == 0
            ? Invariant($"{features.Name}: all {features.Rows} feature vectors have length {length}")
            : Invariant($"{features.Name}: {wrong} of {features.Rows} feature vectors have not length {length}: {string.Join(", ", examples)}{More(wrong)}; retrain the model, or correct the length if the features changed on purpose"));
    }

    private Evidence JudgeRange(FeatureMatrix features)
    {
        // As the features are: 0.1f is greater than 0.1.
        var (min, max) = ((float)(Min ?? double.NegativeInfinity), (float)(Max ?? double.PositiveInfinity));
        var bad = new Offenders(features);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            for (var slot = 0; slot < vector.Length; slot++)
            {
                if (!(vector[slot] >= min && vector[slot] <= max))
                {
                    bad.Add(row, slot, vector[slot]);
                }
            }
        }

        var range = Max is null ? Invariant($"at least {min:G6}") : Min is null ? Invariant($"at most {max:G6}") : Invariant($"within [{min:G6}, {max:G6}]");
        return bad.Evidence(RuleIds.FeatureRange, $"are not {range}", "clip or scale them, or widen the range on purpose", $"are {range}");
    }

    private static Evidence Compare(FeatureMatrix features, FeatureMatrix other, Func<float, float, bool> agree, string rule, string differ, string advice, string same)
    {
        if (other.Rows != features.Rows)
        {
            return Fact(features, rule, 1, Invariant($"{features.Name}: {features.Rows} rows and {other.Rows}: the features {differ}; {advice}"));
        }

        var bad = new Offenders(features);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            var twin = other[row];
            if (vector.Length != twin.Length)
            {
                return Fact(features, rule, 1, Invariant($"{features.Name}: {vector.Length} features and {twin.Length} in row {row + 1}: they {differ}; {advice}"));
            }

            for (var slot = 0; slot < vector.Length; slot++)
            {
                if (!agree(vector[slot], twin[slot]))
                {
                    bad.Add(row, slot, vector[slot], twin[slot]);
                }
            }
        }

        return bad.Evidence(rule, differ, advice, same);
    }

    private static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    private static bool Near(float a, float b, double tolerance) =>
        a == b || (float.IsNaN(a) && float.IsNaN(b)) || Math.Abs((double)a - b) <= tolerance * Math.Max(1, Math.Max(Math.Abs((double)a), Math.Abs((double)b)));

    private static string More(long count) => count > MostExamples ? Invariant($" and {count - MostExamples} more") : "";

    private static Evidence Fact(FeatureMatrix features, string rule, long count, string message) => new()
    {
        Rule = rule,
        Subject = features.Name,
        Settled = count == 0 ? Outcome.Passed : Outcome.Failed,
        Value = count,
        Limit = new Limit { AtMost = 0 },
        Measure = "violations",
        N = [features.Rows],
        Details = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["features"] = features.Length, ["rows"] = features.Rows },
        Message = _ => message,
    };

    // Counts the values that break a rule and keeps the first few as examples.
    private sealed class Offenders(FeatureMatrix features)
    {
        private readonly List<string> _examples = [];
        private long _count;

        public void Add(int row, int slot, float value, float? twin = null)
        {
            if (++_count <= MostExamples)
            {
                _examples.Add(Invariant($"{features.Slot(slot)} = {value:R}{(twin is { } t ? Invariant($" and {t:R}") : "")} in row {row + 1}"));
            }
        }

        public Evidence Evidence(string rule, string broken, string advice, string kept)
        {
            long values = 0;
            for (var row = 0; row < features.Rows; row++)
            {
                values += features[row].Length;
            }

            var size = Invariant($"({features.Rows} rows of {features.Length} features)");
            return Fact(features, rule, _count, _count == 0
                ? Invariant($"{features.Name}: all {values} feature values {kept} {size}")
                : Invariant($"{features.Name}: {_count} of {values} feature values {broken}: {string.Join(", ", _examples)}{More(_count)} {size}; {advice}"));
        }
    }
}
