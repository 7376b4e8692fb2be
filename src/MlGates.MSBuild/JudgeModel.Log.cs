using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MlGates.Build;

// What the tool found, as diagnostics of the build.
public sealed partial class JudgeModel
{
    private void Report()
    {
        if (_canceled)
        {
            Error(NoResult, "Canceled before there was a verdict.");
            return;
        }

        Results results;
        try
        {
            if (ExitCode is < 0 or > 2)
            {
                throw new FormatException("that is an internal error");
            }

            results = Results.Read(ResultsPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            Error(NoResult, NoResultMessage("it left no results"));
            return;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            Error(NoResult, NoResultMessage(ExitCode is < 0 or > 2 ? e.Message : $"its results '{ResultsPath}' cannot be used: {e.Message}"));
            return;
        }

        Verdict = results.Verdict;
        SetReports();
        foreach (var entry in results.Entries)
        {
            LogEntry(entry, results.OnInconclusive);
        }

        if (results.Entries.Count == 0)
        {
            Error(NothingJudged, "No check ran: a gate that judges nothing does not pass.");
        }
        else if (!Log.HasLoggedErrors && (ExitCode != 0 || results.Verdict is "failed" or "error"))
        {
            Error(NoResult, NoResultMessage($"its verdict is '{results.Verdict}' and no finding says why"));
        }

        Log.LogMessage(MessageImportance.High, Summary(results));
        Remember();
    }

    private void LogEntry(ResultEntry entry, string onInconclusive)
    {
        switch (entry.Outcome)
        {
            case "failed" or "error":
            case "inconclusive" when onInconclusive == "fail":
                Log.LogError(Subcategory, entry.Rule, entry.Rule, HelpLink(entry), FullPath(entry.File), entry.Line, entry.Column, 0, 0, entry.Message);
                break;
            case "warned":
            case "inconclusive" when onInconclusive == "warn":
                Log.LogWarning(Subcategory, entry.Rule, entry.Rule, HelpLink(entry), FullPath(entry.File), entry.Line, entry.Column, 0, 0, entry.Message);
                break;
            default:
                Log.LogMessage(entry.Outcome == "notApplicable" ? MessageImportance.Low : MessageImportance.Normal, $"MlGates: {entry.CheckId}: {entry.Message}");
                break;
        }
    }

    private void Error(string rule, string message) => Log.LogError(Subcategory, rule, rule, HelpLink(rule), Plan, 0, 0, 0, 0, message);

    private string FullPath(string? file) => file is null ? Plan : Path.Combine(Path.GetDirectoryName(Plan)!, file);

    private string HelpLink(ResultEntry entry) => entry.Help is { } help ? Existing(help) : HelpLink(entry.Rule);

    private string HelpLink(string rule) => Existing($"docs/rules/{rule}.md");

    private string Existing(string help) =>
        !string.IsNullOrEmpty(HelpDirectory) && Path.Combine(HelpDirectory, help) is var page && File.Exists(page) ? Path.GetFullPath(page) : help;

    private string NoResultMessage(string what)
    {
        lock (_tail)
        {
            var said = _tail.Count == 0 ? "it wrote nothing to standard error" : "last lines of standard error: " + string.Join(" | ", _tail);
            return string.Format(CultureInfo.InvariantCulture, "The tool ended with exit code {0} and without a verdict: {1}; {2}", ExitCode, what, said);
        }
    }

    private static string Summary(Results results)
    {
        var text = new StringBuilder($"MlGates: {results.Verdict}, {Count(results.Checks, "check")} ran: ");
        text.Append(string.Join(", ", new[] { ("passed", "passed"), ("failed", "failed"), ("inconclusive", "inconclusive"), ("warned", "warned"), ("notApplicable", "not applicable"), ("error", "could not be judged") }
            .Select(o => (Count: results.Count(o.Item1), Word: o.Item2))
            .Where(o => o.Count > 0)
            .Select(o => o.Count.ToString(CultureInfo.InvariantCulture) + " " + o.Word)));
        return text.ToString();
    }

    private static string Count(int count, string noun) => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");

    private void SetReports()
    {
        var reports = new List<ITaskItem>();
        Add(ResultsPath, "json");
        Add(ReportPath, "markdown");
        Reports = [.. reports];

        void Add(string? path, string format)
        {
            if (!string.IsNullOrEmpty(path) && File.Exists(path))
            {
                reports.Add(new TaskItem(path, new Dictionary<string, string> { ["Format"] = format }));
            }
        }
    }
}
