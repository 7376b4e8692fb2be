using MlGates.Comparison;

namespace MlGates.Gates;

/// <summary>What a drift finding says.</summary>
internal static class DriftMessage
{
    /// <summary>One line: what moved, by how much, the limit, the rows, and what to do where they do not decide.</summary>
    public static string Of(string column, string baseline, string candidate, string measure, IToleranceTest test, LargestMove move, long n, long m, EffectiveSizes? sizes, Judgement judgement) =>
        Of(Text.Line(column), baseline, candidate, measure, test, Moved(test, move), n, m, sizes, judgement);

    /// <summary>The same with what was found in words.</summary>
    public static string Of(string subject, string baseline, string candidate, string measure, IToleranceTest test, string found, long n, long m, EffectiveSizes? sizes, Judgement judgement)
    {
        var limit = Text.Number(test.Tolerance);
        var (verb, rest) = judgement.Outcome switch
        {
            Outcome.Failed => ("drifted", $"exceeds {limit}"),
            Outcome.Passed when test.Exceeds => ("did not drift", $"exceeds {limit} by no more than chance"),
            Outcome.Passed => ("did not drift", $"is within {limit}"),
            _ => ("may have drifted", $"against {limit} is undecided; {Needed(judgement, candidate)}"),
        };
        return FormattableString.Invariant($"{subject} {verb} from {Text.Line(baseline)} to {Text.Line(candidate)}: {measure} {Text.Number(test.Value)} [{Text.Number(judgement.Lower)}, {Text.Number(judgement.Upper)}] {rest}; {found} (n = {n}, {m}{Effective(sizes)})");
    }

    private static string Effective(EffectiveSizes? sizes) =>
        sizes is { } s ? FormattableString.Invariant($"; telling as much as {s.First:F0}, {s.Second:F0} independent rows") : "";

    private static string Moved(IToleranceTest test, LargestMove move) =>
        test.Value == 0 ? "nothing moved" : $"largest move {Text.Line(move.Label)} {Text.Share(move.Before)} → {Text.Share(move.After)}";

    private static string Needed(Judgement judgement, string candidate)
    {
        var detectable = double.IsNaN(judgement.MinimumDetectable) ? "no distance can be told reliably yet" : $"distances from {Text.Number(judgement.MinimumDetectable)} on would be found";
        return judgement.RowsNeeded is { } rows
            ? FormattableString.Invariant($"{detectable}, about {rows} rows of {Text.Line(candidate)} with as much more of the baseline would decide")
            : $"{detectable}, and no number of rows would decide; allow more than this limit";
    }
}
