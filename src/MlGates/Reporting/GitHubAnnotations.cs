using System.Globalization;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>
/// Workflow commands that GitHub Actions turns into annotations, worst first because only about ten of a kind are shown:
/// errors for failed and unjudged checks, warnings for inconclusive ones and for rules that only warn.
/// </summary>
public sealed class GitHubAnnotations : IReportWriter
{
    /// <summary>Folder of the plan relative to the repository, with a trailing slash, put before the file names of locations. Default none.</summary>
    public string Prefix { get; init; } = "";

    /// <inheritdoc/>
    public string Format => "github";

    /// <inheritdoc/>
    public void Write(GateVerdict verdict, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var finding in verdict.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Error or Outcome.Inconclusive or Outcome.Warned).OrderBy(f => ReportNumbers.Order(f.Outcome)))
        {
            var kind = finding.Outcome == Outcome.Warned || (finding.Outcome == Outcome.Inconclusive && verdict.OnInconclusive != InconclusivePolicy.Fail) ? "warning" : "error";
            var place = finding.Location switch
            {
                null => "",
                { Line: 0 } l => $"file={Property(Prefix + l.File)},",
                { } l => string.Create(CultureInfo.InvariantCulture, $"file={Property(Prefix + l.File)},line={l.Line},col={l.Column},"),
            };
            writer.Write($"::{kind} {place}title={Property($"{finding.Rule} {finding.CheckId}")}::{Data(finding.Message)}\n");
        }
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
