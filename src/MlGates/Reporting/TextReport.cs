using System.Globalization;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>A table of all findings, or of the worst where they are many, then a line for each that is not green, then the verdict. For terminals and logs.</summary>
public sealed class TextReport : IReportWriter
{
    private static readonly string[] Header = ["outcome", "check", "subject", "measure", "value", "limit", "p_fail", "n"];

    /// <summary>Colours outcomes with ANSI codes. Default false.</summary>
    public bool Color { get; init; }

    /// <summary>Put before the file names of locations: the way from the reader's folder to the plan's, with a trailing slash. Default none.</summary>
    public string Prefix { get; init; } = "";

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public void Write(GateVerdict verdict, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(writer);
        var shown = ShownFindings.Of(verdict);
        var rows = shown.Findings.Select(f => (f.Outcome, Cells: new[]
        {
            ReportNumbers.Word(f.Outcome), f.CheckId, Text.OneLine(f.Subject), f.Measure ?? "",
            ReportNumbers.Show(f.Observed), ReportNumbers.Show(f.Limit), f.PFail is { } p ? ReportNumbers.Show(p) : "", ReportNumbers.Sizes(f.Observed),
        })).ToArray();
        var widths = Header.Select((h, i) => rows.Select(r => r.Cells[i].Length).Append(h.Length).Max()).ToArray();
        WriteRow(writer, Header, widths, null);
        foreach (var (outcome, cells) in rows)
        {
            WriteRow(writer, cells, widths, outcome);
        }

        foreach (var left in shown.Left)
        {
            writer.Write($"… {left}\n");
        }

        foreach (var finding in shown.Findings.Where(f => f.Outcome != Outcome.Passed && !IsUndecidedWindow(f)).OrderBy(f => ReportNumbers.Order(f.Outcome)))
        {
            var where = finding.Location is { } location ? $"{location with { File = Prefix + location.File }}: " : "";
            writer.Write($"\n{Paint(ReportNumbers.Word(finding.Outcome), finding.Outcome)} {finding.Rule} {where}{Text.OneLine(finding.Message)}\n");
            foreach (var line in finding.Outcome is Outcome.Failed or Outcome.Warned ? CarrierTable.Lines(finding).Concat(SliceTable.Lines(finding)) : [])
            {
                writer.Write($"    {line}\n");
            }
        }

        // The table has each of them; what would decide them is longer windows.
        foreach (var column in shown.Findings.Where(IsUndecidedWindow).GroupBy(f => (f.CheckId, Column: f.Subject[..f.Subject.LastIndexOf(" @ ", StringComparison.Ordinal)])))
        {
            writer.Write($"\n{Paint(ReportNumbers.Word(Outcome.Inconclusive), Outcome.Inconclusive)} {column.First().Rule} {Text.OneLine(column.Key.Column)} is undecided in {column.Count().ToString(CultureInfo.InvariantCulture)} windows by themselves; take longer windows to tell\n");
        }

        foreach (var result in verdict.Results)
        {
            WriteSeverities(writer, result);
        }

        foreach (var result in verdict.Results.Where(r => r.Without is not null))
        {
            writer.Write($"\n{ReportNumbers.Without(result)}\n");
        }

        writer.Write($"\n{Paint(ReportNumbers.Headline(verdict), Colour(verdict.Verdict))}: {ReportNumbers.Counts(verdict)} ({ReportNumbers.Rate(verdict)})\n");
    }

    private static bool IsUndecidedWindow(Finding finding) => finding.Outcome == Outcome.Inconclusive && finding.Details.ContainsKey("window");

    private static void WriteSeverities(TextWriter writer, CheckResult result)
    {
        var rows = SeverityTable.Rows(result);
        if (rows.Count == 0)
        {
            return;
        }

        string[][] all = [["feature", "distribution", "attribution", "severity"], .. rows];
        var widths = Enumerable.Range(0, all[0].Length).Select(i => all.Max(r => r[i].Length)).ToArray();
        writer.Write("\n");
        foreach (var row in all)
        {
            writer.Write(string.Join("  ", row.Select((c, i) => c.PadRight(widths[i]))).TrimEnd() + "\n");
        }
    }

    private static Outcome Colour(Verdict verdict) => verdict switch
    {
        Verdict.Passed => Outcome.Passed,
        Verdict.Inconclusive => Outcome.Inconclusive,
        _ => Outcome.Failed,
    };

    private void WriteRow(TextWriter writer, string[] cells, int[] widths, Outcome? outcome)
    {
        var first = cells[0].PadRight(widths[0]);
        var line = string.Join("  ", cells.Skip(1).Select((c, i) => c.PadRight(widths[i + 1]))).TrimEnd();
        writer.Write($"{(outcome is { } o ? Paint(first, o) : first)}  {line}\n");
    }

    private string Paint(string text, Outcome outcome) => !Color ? text : outcome switch
    {
        Outcome.Passed => $"\e[32m{text}\e[0m",
        Outcome.Failed or Outcome.Error => $"\e[31m{text}\e[0m",
        Outcome.Inconclusive or Outcome.Warned => $"\e[33m{text}\e[0m",
        _ => $"\e[90m{text}\e[0m",
    };
}
