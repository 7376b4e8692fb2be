using System.Globalization;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>Numbers and words as people read them in reports.</summary>
internal static class ReportNumbers
{
    /// <summary>Invariant culture; four decimals, or four significant digits of very small and very large values.</summary>
    public static string Show(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e15 or < 1e-4 => value.ToString("G4", CultureInfo.InvariantCulture),
        >= 1000 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F2", CultureInfo.InvariantCulture),
        _ => value.ToString("F4", CultureInfo.InvariantCulture),
    };

    /// <summary><c>0.0330 [0.0113, 0.0479]</c>; a side without a bound is an ellipsis.</summary>
    public static string Show(Observation? observed) => observed switch
    {
        null => "",
        { Lower: null, Upper: null } => Show(observed.Value),
        _ => $"{Show(observed.Value)} [{Show(observed.Lower)}, {Show(observed.Upper)}]",
    };

    public static string Show(Limit? limit) => limit switch
    {
        { AtMost: { } most } => "≤ " + Show(most),
        { AtLeast: { } least } => "≥ " + Show(least),
        _ => "",
    };

    public static string Sizes(Observation? observed) =>
        observed is null ? "" : string.Join(", ", observed.N.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "FAILED",
        Outcome.Inconclusive => "inconclusive",
        Outcome.Warned => "warned",
        Outcome.NotApplicable => "not applicable",
        _ => "ERROR",
    };

    /// <summary>Order of findings that are not green: worst first.</summary>
    public static int Order(Outcome outcome) => outcome switch
    {
        Outcome.Failed => 0,
        Outcome.Error => 1,
        Outcome.Inconclusive => 2,
        Outcome.Warned => 3,
        Outcome.NotApplicable => 4,
        _ => 5,
    };

    /// <summary><c>1 failed, 2 inconclusive, 5 passed</c>: worst first, zeros left out but for passed.</summary>
    public static string Counts(GateVerdict verdict)
    {
        (Outcome Outcome, string Word)[] order =
            [(Outcome.Failed, "failed"), (Outcome.Error, "could not be judged"), (Outcome.Inconclusive, "inconclusive"), (Outcome.Warned, "warned"), (Outcome.NotApplicable, "not applicable"), (Outcome.Passed, "passed")];
        return string.Join(", ", order
            .Select(o => (Count: verdict.Count(o.Outcome), o.Word, o.Outcome))
            .Where(o => o.Count > 0 || o.Outcome == Outcome.Passed)
            .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Count} {o.Word}")));
    }

    /// <summary>The verdict in a few words.</summary>
    public static string Headline(GateVerdict verdict) => verdict.Verdict switch
    {
        Verdict.Passed => "PASSED",
        Verdict.Failed => "BLOCKED",
        Verdict.Inconclusive => verdict.OnInconclusive == InconclusivePolicy.Fail ? "INCONCLUSIVE (blocks, as asked)" : "INCONCLUSIVE (does not block)",
        _ => "COULD NOT JUDGE",
    };

    /// <summary>The run's rate of false blocks, as in <c>false-block rate 5 %</c>.</summary>
    public static string Rate(GateVerdict verdict) =>
        string.Create(CultureInfo.InvariantCulture, $"false-block rate {verdict.FalseBlockRate * 100:0.####} %");

    private static string Show(double? value) => value is { } v ? Show(v) : "…";

    /// <summary>Without which columns a check would not have failed.</summary>
    public static string Without(CheckResult result)
    {
        const int most = 10;
        var columns = result.Without!.Columns;
        var names = columns.Take(most).Select(c => Text.Line(c)).ToList();
        if (columns.Count > most)
        {
            names.Add(FormattableString.Invariant($"{columns.Count - most} more"));
        }

        var listed = names.Count == 1 ? names[0] : string.Join(", ", names[..^1]) + " and " + names[^1];
        return $"Without {listed}, {Text.Line(result.CheckId)} would be {Word(result.Without.Outcome)}.";
    }
}
