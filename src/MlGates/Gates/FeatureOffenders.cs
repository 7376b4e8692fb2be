using MlGates.Features;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>Counts what breaks a rule in feature vectors and keeps the first few as examples.</summary>
/// <param name="features">The features.</param>
/// <param name="hide">Whether values are left out; that one is no number is said in any case.</param>
internal sealed class FeatureOffenders(FeatureMatrix features, bool hide)
{
    public const int MostExamples = 5;

    private readonly List<string> _examples = [];
    private long _count;

    /// <summary>A value, and what it should have been where that is known.</summary>
    public void Add(int row, int slot, float value, float? twin = null)
    {
        if (++_count <= MostExamples)
        {
            var other = twin is { } t ? Invariant($" and {t:R}") : "";
            var said = hide && (float.IsFinite(value) || twin is not null) ? "" : Invariant($" = {value:R}{other}");
            _examples.Add(Invariant($"{features.Slot(slot)}{said} in row {row + 1}"));
        }
    }

    /// <summary>The evidence over all values.</summary>
    public Evidence Evidence(string rule, string broken, string advice, string kept) => Evidence(rule, broken, advice, kept, Values(features), "");

    /// <summary>The evidence over some values.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="broken">What the values are that break it.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="kept">What all are that keep it.</param>
    /// <param name="values">How many were looked at.</param>
    /// <param name="of">Which, as in " of fare"; empty for all.</param>
    public Evidence Evidence(string rule, string broken, string advice, string kept, long values, string of)
    {
        var size = Invariant($"({features.Rows} rows of {features.Length} features)");
        return Fact(features, rule, _count, _count == 0
            ? Invariant($"{features.Name}: all {values} feature values{of} {kept} {size}")
            : Invariant($"{features.Name}: {_count} of {values} feature values{of} {broken}: {string.Join(", ", _examples)}{More(_count)} {size}; {advice}"));
    }

    public static string More(long count) => count > MostExamples ? Invariant($" and {count - MostExamples} more") : "";

    /// <summary>A rule that holds exactly when nothing breaks it.</summary>
    public static Evidence Fact(FeatureMatrix features, string rule, long count, string message) => new()
    {
        Rule = rule,
        Subject = features.Name,
        Settled = count == 0 ? Outcome.Passed : Outcome.Failed,
        Value = count,
        Limit = new Limit { AtMost = 0 },
        Measure = FeatureMeasure.Of(rule),
        N = [features.Rows],
        Details = Gates.Evidence.Named(("features", features.Length), ("rows", features.Rows)),
        Message = _ => message,
    };

    /// <summary>An attempt that has no output: the transform failed (MLG1106).</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="hide">Whether the row's values are left out, and what the exception says, which may quote them.</param>
    public static Evidence Failed<T>(Attempt<T> attempt, bool hide)
        where T : class
    {
        var failure = attempt.Failure!;
        var how = failure.How.Length > 0 ? $" {failure.How}" : "";
        var shown = hide ? "its values are hidden" : $"the row is {{ {failure.Values} }}";
        var message = failure.Row is { } row
            ? Invariant($"{attempt.Name}: the transform fails{how} on row {row + 1} of {attempt.InputRows}{(failure.Alone ? "" : ", together with the rows before it")}: {Error(failure, hide)}; {shown}; let the transform take such rows, or refuse them before it")
            : Invariant($"{attempt.Name}: the transform fails{how} on {attempt.InputRows} rows, but not when they are tried again: {Error(failure, hide)}; remove what depends on time, state or threads");
        return new Evidence
        {
            Rule = RuleIds.FeatureTransformFailed,
            Subject = attempt.Name,
            Settled = Outcome.Failed,
            N = [attempt.InputRows],
            Message = _ => Text.OneLine(message),
        };
    }

    /// <summary>What was thrown; by its type alone where values are hidden.</summary>
    public static string Error(TransformFailure failure, bool hide) => hide ? failure.Error.Split(':')[0] : failure.Error;

    /// <summary>A rule that cannot be judged.</summary>
    public static Evidence Cannot(string name, string rule, string why, Outcome outcome = Outcome.Error) =>
        Gates.Evidence.Fact(rule, name, outcome, $"the features {name} cannot be judged: {why}");

    public static Evidence NoRows(string name, string rule) => Cannot(name, rule, "there are no rows; give rows as they are served");

    public static long Values(FeatureMatrix features)
    {
        long values = 0;
        for (var row = 0; row < features.Rows; row++)
        {
            values += features[row].Length;
        }

        return values;
    }
}
