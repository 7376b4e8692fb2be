using System.Text;
using MlGates.Features;
using MlGates.Schemas;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>Holds a text or key that a transform gives to a known vocabulary. Rule MLG1108.</summary>
public sealed record VocabularyCheck : Check
{
    /// <summary>The values allowed, compared ordinally.</summary>
    public required IReadOnlyCollection<string> Words { get; init; }

    /// <summary>Whether a row may have no value. Default false: an unknown category often becomes a missing key.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>Whether messages show the first characters of a value's SHA-256 in its place, and leave out what exceptions say. Default false.</summary>
    public bool HideValues { get; init; }

    /// <summary>One piece of evidence; the transform's failure (MLG1106) where it has no values. O(rows).</summary>
    /// <exception cref="ArgumentException">There are no words.</exception>
    public IReadOnlyList<Evidence> Examine(Attempt<IReadOnlyList<string?>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [texts.Output is { } values ? Judge(texts.Name, values) : FeatureOffenders.Failed(texts, HideValues)];
    }

    private Evidence Judge(string name, IReadOnlyList<string?> values)
    {
        if (Words.Count == 0)
        {
            throw new ArgumentException("A vocabulary without words allows nothing.");
        }

        if (values.Count == 0)
        {
            return FeatureOffenders.NoRows(name, RuleIds.FeatureVocabulary);
        }

        var known = new HashSet<string>(Words, StringComparer.Ordinal);
        var unknown = new Dictionary<string, (long Count, int First)>(StringComparer.Ordinal);
        long missing = 0;
        var firstMissing = 0;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                firstMissing = missing++ == 0 ? i : firstMissing;
            }
            else if (!known.Contains(value))
            {
                var (count, first) = unknown.GetValueOrDefault(value, (0, i));
                unknown[value] = (count + 1, first);
            }
        }

        var wrong = unknown.Values.Sum(u => u.Count) + (AllowMissing ? 0 : missing);
        var examples = unknown.OrderByDescending(u => u.Value.Count).ThenBy(u => u.Key, StringComparer.Ordinal)
            .Select(u => Invariant($"'{(HideValues ? ShownValue.Of(Encoding.UTF8.GetBytes(u.Key), hide: true) : Text.OneLine(u.Key, 80))}' in {Rows(u.Value.Count)}, first row {u.Value.First + 1}")).ToList();
        if (!AllowMissing && missing > 0)
        {
            examples.Insert(0, Invariant($"missing in {Rows(missing)}, first row {firstMissing + 1}"));
        }

        return new Evidence
        {
            Rule = RuleIds.FeatureVocabulary,
            Subject = name,
            Settled = wrong == 0 ? Outcome.Passed : Outcome.Failed,
            Value = wrong,
            Limit = new Limit { AtMost = 0 },
            Measure = FeatureMeasure.Of(RuleIds.FeatureVocabulary),
            N = [values.Count],
            Message = _ => wrong == 0
                ? Invariant($"{name}: all {values.Count} values are among the {Words.Count} known")
                : Invariant($"{name}: {wrong} of {values.Count} values are not among the {Words.Count} known: {string.Join("; ", examples.Take(FeatureOffenders.MostExamples))}{(examples.Count > FeatureOffenders.MostExamples ? Invariant($" and {examples.Count - FeatureOffenders.MostExamples} more values") : "")}; map new values to a known one, or add them to the vocabulary and retrain"),
        };
    }

    private static string Rows(long count) => count == 1 ? "1 row" : Invariant($"{count} rows");
}
