using System.Text;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>
/// Verdict, a table of what is not green, and all checks folded away: for pull requests and step summaries. Stays below
/// <see cref="MaxBytes"/> by cutting the folded table first, then the other, and saying so.
/// </summary>
public sealed class MarkdownReport : IReportWriter
{
    /// <summary>The largest report in bytes of UTF-8. Default 1,000,000: a GitHub step summary holds 1 MiB.</summary>
    public int MaxBytes { get; init; } = 1_000_000;

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public void Write(GateVerdict verdict, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(writer);
        var budget = MaxBytes;
        var head = $"## MlGates: {ReportNumbers.Headline(verdict)}\n\n{ReportNumbers.Counts(verdict)} ({ReportNumbers.Rate(verdict)}{(verdict.Plan is { } plan ? $", plan `{Code(plan.Path)}`" : "")})\n";
        writer.Write(head);
        budget -= Encoding.UTF8.GetByteCount(head);

        var bad = verdict.Findings.Where(f => f.Outcome != Outcome.Passed).OrderBy(f => ReportNumbers.Order(f.Outcome)).ToArray();
        if (bad.Length > 0)
        {
            writer.Write("\n| outcome | rule | check | what |\n|---|---|---|---|\n");
            WriteRows(writer, bad, f => $"| {ReportNumbers.Word(f.Outcome)} | {f.Rule} | {Cell(f.CheckId)} | {Cell(f.Message)} |\n", ref budget);
        }

        if (verdict.Results.Any(r => SeverityTable.Rows(r).Count > 0))
        {
            var table = new StringBuilder("\n| check | feature | distribution | attribution | severity |\n|---|---|---|---|---|\n");
            foreach (var (check, row) in verdict.Results.SelectMany(r => SeverityTable.Rows(r).Select(row => (r.CheckId, row))))
            {
                table.Append("| ").Append(Cell(check)).Append(" | ").AppendJoin(" | ", row.Select(Cell)).Append(" |\n");
            }

            budget -= Encoding.UTF8.GetByteCount(table.ToString());
            writer.Write(table.ToString());
        }

        foreach (var result in verdict.Results.Where(r => r.Without is not null))
        {
            var turned = $"\n{Cell(ReportNumbers.Without(result))}\n";
            budget -= Encoding.UTF8.GetByteCount(turned);
            writer.Write(turned);
        }

        var carried = bad.Where(f => f.Outcome is Outcome.Failed or Outcome.Warned && f.Carriers.Count > 0).ToArray();
        if (carried.Length > 0)
        {
            writer.Write("\n<details><summary>What moved</summary>\n\n| check | subject | value | baseline | candidate | part of the distance |\n|---|---|---|---|---|---|\n");
            WriteRows(writer, carried, f => string.Concat(f.Carriers.Select(c => Row(f, c))), ref budget);
            writer.Write("\n</details>\n");
        }

        var sliced = bad.Where(f => f.Outcome is Outcome.Failed or Outcome.Warned && f.Slices.Count > 0).ToArray();
        if (sliced.Length > 0)
        {
            writer.Write("\n<details><summary>Slices</summary>\n\n| check | subject | slice | value | n |\n|---|---|---|---|---|\n");
            WriteRows(writer, sliced, f => string.Concat(f.Slices.Select(s => Row(f, s))), ref budget);
            writer.Write("\n</details>\n");
        }

        var all = verdict.Findings.ToArray();
        writer.Write($"\n<details><summary>All {all.Length} findings</summary>\n\n| outcome | check | subject | measure | value | limit | p_fail | n |\n|---|---|---|---|---|---|---|---|\n");
        WriteRows(writer, all, Row, ref budget);
        writer.Write("\n</details>\n");
        if (verdict.Inputs.Count > 0)
        {
            writer.Write("\n<details><summary>Inputs</summary>\n\n| name | path | rows | SHA-256 |\n|---|---|---|---|\n");
            foreach (var input in verdict.Inputs)
            {
                writer.Write($"| {Cell(input.Name)} | {Cell(input.Path)} | {input.Rows} | {input.Sha256} |\n");
            }

            writer.Write("\n</details>\n");
        }
    }

    private static void WriteRows(TextWriter writer, Finding[] findings, Func<Finding, string> row, ref int budget)
    {
        const int reserve = 10_000;
        for (var i = 0; i < findings.Length; i++)
        {
            var text = row(findings[i]);
            budget -= Encoding.UTF8.GetByteCount(text);
            if (budget < reserve)
            {
                writer.Write($"\n{findings.Length - i} more are in results.json.\n");
                return;
            }

            writer.Write(text);
        }
    }

    private static string Row(Finding f) =>
        $"| {ReportNumbers.Word(f.Outcome)} | {Cell(f.CheckId)} | {Cell(f.Subject)} | {f.Measure} | {ReportNumbers.Show(f.Observed)} | {ReportNumbers.Show(f.Limit)} | {(f.PFail is { } p ? ReportNumbers.Show(p) : "")} | {ReportNumbers.Sizes(f.Observed)} |\n";

    private static string Row(Finding f, DriftCarrier c) =>
        FormattableString.Invariant($"| {Cell(f.CheckId)} | {Cell(f.Subject)} | {Cell(c.Name)} | {Text.Share(c.Baseline)} | {Text.Share(c.Candidate)} | {c.Part * 100:F0} % |\n");

    private static string Row(Finding f, DriftSlice s) =>
        FormattableString.Invariant($"| {Cell(f.CheckId)} | {Cell(f.Subject)} | {Cell(s.Name)} | {ReportNumbers.Show(new Observation(s.Value, s.Lower, s.Upper, []))} | {s.BaselineRows}, {s.CandidateRows} |\n");

    private static string Code(string text) => Text.OneLine(text).Replace('`', '\'');

    // Text from data is shown as text: no markup, no links, no broken table.
    private static string Cell(string text)
    {
        var builder = new StringBuilder(text.Length + 8);
        foreach (var c in Text.OneLine(text))
        {
            switch (c)
            {
                case '<':
                    builder.Append("&lt;");
                    break;
                case '>':
                    builder.Append("&gt;");
                    break;
                case '&':
                    builder.Append("&amp;");
                    break;
                case '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '#' or '~' or '@':
                    builder.Append('\\').Append(c);
                    break;
                default:
                    builder.Append(c);
                    break;
            }
        }

        return builder.ToString();
    }
}
