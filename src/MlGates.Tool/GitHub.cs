using MlGates.Gates;
using MlGates.Reporting;

namespace MlGates.Cli;

/// <summary>Under GitHub Actions: the Markdown report in the step summary, findings as annotations on the plan.</summary>
internal static class GitHub
{
    /// <summary>Does nothing elsewhere. Annotations go to standard error, so that standard output stays the report.</summary>
    public static void Report(GateVerdict verdict, string plan, ToolContext context)
    {
        if (context.Environment("GITHUB_ACTIONS") != "true")
        {
            return;
        }

        var root = context.Environment("GITHUB_WORKSPACE") is { Length: > 0 } workspace ? workspace : context.Folder;
        new GitHubAnnotations { Prefix = Reports.Prefix(root, Path.GetDirectoryName(plan)!) }.Write(verdict, context.Error);
        if (context.Environment("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            try
            {
                using var writer = new StreamWriter(summary, append: true) { NewLine = "\n" };
                new MarkdownReport().Write(verdict, writer);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A summary that cannot be written must not change the verdict.
                context.Error.Write($"mlgates: warning {RuleIds.Usage}: the step summary cannot be written: {e.Message}\n");
            }
        }
    }
}
