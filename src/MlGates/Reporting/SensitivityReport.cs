using System.Globalization;
using System.Text.Json;
using MlGates.Gates;
using MlGates.Sensitivity;

namespace MlGates.Reporting;

/// <summary>What a gate catches, for people and for programs.</summary>
public static class SensitivityReport
{
    private const string Never = "not found";

    /// <summary>A table for each check, what it finds least first.</summary>
    /// <param name="results">The results.</param>
    /// <param name="others">Checks of the plan that were not tried.</param>
    /// <param name="found">The share of runs in which a shift must be blocked to count as found.</param>
    /// <param name="writer">Takes the text.</param>
    public static void Write(IReadOnlyList<SensitivityResult> results, IReadOnlyList<string> others, double found, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var result in results)
        {
            var runs = result.NoChange.Runs;
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Text.Line(result.CheckId)}: {runs} candidates of {result.Rows} rows for each shift, drawn from the baseline; one column is shifted at a time{Beside(result)}\n"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"no change: blocked in {result.NoChange.Blocked} of {runs} runs, passed in {result.NoChange.Passed}, inconclusive in {result.NoChange.Inconclusive}\n\n"));
            var rows = Rows(result, found);
            if (rows.Count > 0)
            {
                string[][] all = [["column", "shift", string.Create(CultureInfo.InvariantCulture, $"found from (in {100 * found:F0} % of runs)"), "blocked in (? inconclusive in)"], .. rows];
                var widths = Enumerable.Range(0, 4).Select(i => all.Max(r => r[i].Length)).ToArray();
                foreach (var row in all)
                {
                    writer.Write(string.Join("  ", row.Select((c, i) => c.PadRight(widths[i]))).TrimEnd() + "\n");
                }

                writer.Write("\n");
            }

            foreach (var group in result.Untried.Where(u => !u.IsByType).GroupBy(u => (u.Column, Reason: u.Kind is null ? u.Reason : "")))
            {
                writer.Write(group.Key.Reason.Length > 0 ? $"not tried: {Text.Line(group.Key.Column)}, {group.Key.Reason}\n"
                    : $"not tried: {Text.Line(group.Key.Column)}, {string.Join(", ", group.Select(u => $"{Shift.Word(u.Kind!.Value)} ({u.Reason})"))}\n");
            }

            foreach (var note in result.Notes)
            {
                writer.Write($"note: {note}\n");
            }

            writer.Write("\n");
        }

        if (others.Count > 0)
        {
            writer.Write($"not tried: {string.Join(", ", others.Select(o => Text.Line(o)))}: only drift checks are\n");
        }
    }

    private static string Beside(SensitivityResult result) =>
        result.OtherTests > 0 ? string.Create(CultureInfo.InvariantCulture, $", beside {result.OtherTests} tests of other drift checks") : "";

    /// <summary>The same as JSON.</summary>
    public static string Json(IReadOnlyList<SensitivityResult> results, IReadOnlyList<string> others)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(others);
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteStartArray("checks");
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("id", result.CheckId);
                json.WriteNumber("rows", result.Rows);
                json.WriteNumber("otherTests", result.OtherTests);
                json.WritePropertyName("noChange");
                Write(result.NoChange, json);
                json.WriteStartArray("shifts");
                foreach (var shift in result.Shifts)
                {
                    Write(shift, json);
                }

                json.WriteEndArray();
                json.WriteStartArray("untried");
                foreach (var untried in result.Untried)
                {
                    json.WriteStartObject();
                    json.WriteString("column", untried.Column);
                    if (untried.Kind is { } kind)
                    {
                        json.WriteString("shift", Shift.Word(kind));
                    }

                    json.WriteString("reason", untried.Reason);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WritePropertyName("notes");
                JsonText.Value(json, result.Notes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("otherChecks");
            JsonText.Value(json, others);
            json.WriteEndObject();
        });
    }

    /// <summary>Limits as a table, and as a plan has them.</summary>
    public static void Write(IReadOnlyList<CalibratedLimit> limits, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(writer);
        string[][] all =
        [
            ["column", "measure", "limit", "now", "noise", "accepted", "detectable", "rows needed"],
            .. limits.Select(l => new[]
            {
                Text.OneLine(l.Column), l.Measure.Id(), Text.Number(l.AtMost), Text.Number(l.Current), Text.Number(l.NoiseFloor), l.LargestAccepted is { } a ? Text.Number(a) : "",
                l.MinimumDetectable is { } d ? Text.Number(d) : "none", l.RowsNeeded is { } r ? r.ToString(CultureInfo.InvariantCulture) : "none",
            }),
        ];
        var widths = Enumerable.Range(0, all[0].Length).Select(i => all.Max(r => r[i].Length)).ToArray();
        foreach (var row in all)
        {
            writer.Write(string.Join("  ", row.Select((c, i) => c.PadRight(widths[i]))).TrimEnd() + "\n");
        }
    }

    /// <summary>The limits as a plan's <c>features</c>.</summary>
    public static string Features(IReadOnlyList<CalibratedLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("features");
            foreach (var limit in limits)
            {
                json.WriteStartObject(limit.Column);
                json.WriteString("measure", limit.Measure.Id());
                json.WriteNumber("atMost", limit.AtMost);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    // By column and kind: the weakest strength from which on every stronger one is found; least found first.
    private static List<string[]> Rows(SensitivityResult result, double found) =>
    [
        .. result.Shifts.GroupBy(s => (s.Column, s.Shift!.Kind)).Select(g =>
        {
            ShiftOutcome[] shifts = [.. g];
            var from = shifts.Length;
            while (from > 0 && shifts[from - 1].Share >= found)
            {
                from--;
            }

            var blocked = string.Join("  ", shifts.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Shift!.Amount}: {s.Blocked}{(s.Inconclusive > 0 ? $" ({s.Inconclusive}?)" : "")}")));
            return (Missed: from / (double)shifts.Length, Cells: new[] { Text.OneLine(g.Key.Column), Shift.Word(g.Key.Kind), from == shifts.Length ? Never : shifts[from].Shift!.Amount, blocked });
        }).OrderByDescending(r => r.Missed).Select(r => r.Cells),
    ];

    private static void Write(ShiftOutcome outcome, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (outcome.Shift is { } shift)
        {
            json.WriteString("column", outcome.Column);
            json.WriteString("shift", Shift.Word(shift.Kind));
            json.WriteNumber("strength", shift.Strength);
        }

        json.WriteNumber("runs", outcome.Runs);
        json.WriteNumber("blocked", outcome.Blocked);
        json.WriteNumber("passed", outcome.Passed);
        json.WriteNumber("inconclusive", outcome.Inconclusive);
        JsonText.Number(json, "lower", outcome.Interval.Lower);
        JsonText.Number(json, "upper", outcome.Interval.Upper);
        json.WriteEndObject();
    }
}
