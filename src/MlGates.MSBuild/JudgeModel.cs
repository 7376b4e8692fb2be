using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MlGates.Build;

/// <summary>
/// Runs a gate plan with the tool, in a process of its own, and logs each finding as MSBuild's own diagnostic: rule as code, line of the plan,
/// link to the rule's page. Fails unless the tool left a results.json whose verdict allows the build to go on.
/// </summary>
/// <remarks>Skips a run whose every input has the content of the last clean pass.</remarks>
public sealed partial class JudgeModel : ToolTask
{
    private const string Subcategory = "MlGates";
    private const string InvalidPlan = "MLG0002";
    private const string Usage = "MLG0001";
    private const string NothingJudged = "MLG0006";
    private const string NoResult = "MLG9002";
    private const int TailLines = 8;

    private readonly Queue<string> _tail = new();
    private bool _ran;
    private bool _tableEnded;
    private bool _canceled;

    /// <summary>The <c>dotnet</c> host that runs the tool.</summary>
    [Required]
    public string DotnetHost { get; set; } = "";

    /// <summary>Full path of <c>MlGates.Tool.dll</c>.</summary>
    [Required]
    public string EnginePath { get; set; } = "";

    /// <summary>Full path of the gate plan.</summary>
    [Required]
    public string Plan { get; set; } = "";

    /// <summary>Full path of the project's folder, which relative paths in <see cref="Inputs"/> start from.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Full path of the folder for the request and for what is remembered of a pass.</summary>
    [Required]
    public string WorkDirectory { get; set; } = "";

    /// <summary>Full path of the results.json to write.</summary>
    [Required]
    public string ResultsPath { get; set; } = "";

    /// <summary>Full path of the Markdown report to write; none when empty.</summary>
    public string? ReportPath { get; set; }

    /// <summary>Named inputs of the plan bound to other files: the item is the name, metadata <c>Path</c> the file.</summary>
    public ITaskItem[] Inputs { get; set; } = [];

    /// <summary>What an inconclusive check does: warn, fail or pass; the plan's own setting when empty.</summary>
    public string? OnInconclusive { get; set; }

    /// <summary>Chance of blocking a good model, above 0 and at most 0.5; the plan's own setting when empty.</summary>
    public string? FalseBlockRate { get; set; }

    /// <summary>Full path of the folder that help paths such as <c>docs/rules/MLG2001.md</c> start from.</summary>
    public string? HelpDirectory { get; set; }

    /// <summary>passed, failed, inconclusive or error; empty when the tool gave no verdict.</summary>
    [Output]
    public string Verdict { get; private set; } = "";

    /// <summary>Results and reports written, with <c>Format</c> metadata.</summary>
    [Output]
    public ITaskItem[] Reports { get; private set; } = [];

    /// <inheritdoc/>
    protected override string ToolName => "dotnet";

    /// <inheritdoc/>
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Low;

    /// <inheritdoc/>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    private string RequestPath => Path.Combine(WorkDirectory, "request.json");

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            base.Execute();
            if (_ran)
            {
                Report();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error(NoResult, $"The gate could not run: {e.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public override void Cancel()
    {
        _canceled = true;
        base.Cancel();
    }

    /// <inheritdoc/>
    protected override bool ValidateParameters()
    {
        if (!File.Exists(Plan))
        {
            Error(InvalidPlan, $"There is no gate plan at '{Plan}'. Write one, set MlGatesPlan to where it is, or set MlGatesEnabled to false; the package is referenced, so going on would be a silent pass.");
        }

        if (!File.Exists(EnginePath))
        {
            Error(NoResult, $"The tool is not at '{EnginePath}'. Restore the package again, or set MlGatesToolPath to an existing MlGates.Tool.dll.");
        }

        if (!string.IsNullOrEmpty(FalseBlockRate)
            && !(double.TryParse(FalseBlockRate, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate >= 1e-9 && rate <= 0.5))
        {
            Error(Usage, $"MlGatesFalseBlockRate is '{FalseBlockRate}'. Give a number above 0 and at most 0.5, such as 0.05.");
        }

        if (OnInconclusive is not (null or "" or "warn" or "fail" or "pass"))
        {
            Error(Usage, $"MlGatesOnInconclusive is '{OnInconclusive}'. Give warn, fail or pass.");
        }

        foreach (var input in Inputs)
        {
            if (string.IsNullOrWhiteSpace(input.GetMetadata("Path")))
            {
                Error(Usage, $"MlGatesInput '{input.ItemSpec}' has no Path. Write <MlGatesInput Include=\"{input.ItemSpec}\" Path=\"…\" />.");
            }
        }

        foreach (var name in Inputs.GroupBy(i => i.ItemSpec, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            Error(Usage, $"MlGatesInput '{name}' is given more than once. Keep one, or use Update to change it.");
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    protected override bool SkipTaskExecution()
    {
        if (IsRemembered())
        {
            var results = Results.Read(ResultsPath);
            Verdict = results.Verdict;
            SetReports();
            Log.LogMessage(MessageImportance.High, $"MlGates: passed, unchanged since the last run ({Count(results.Checks, "check")})");
            return true;
        }

        Directory.CreateDirectory(WorkDirectory);

        // Whatever ends this run early, nothing of an earlier one may be taken for its result.
        foreach (var stale in new[] { PassedPath, ResultsPath, ReportPath })
        {
            if (!string.IsNullOrEmpty(stale))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(stale)!);
                File.Delete(stale);
            }
        }

        File.WriteAllText(RequestPath, Request(), new UTF8Encoding(false));
        _ran = true;
        return false;
    }

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool() => DotnetHost;

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        // One path and nothing else: ToolTask changes backslashes and quotes in arguments, so values go by file.
        var line = new CommandLineBuilder();
        line.AppendSwitch("exec");
        // A machine that has only a newer runtime can still judge.
        line.AppendSwitch("--roll-forward Major");
        line.AppendFileNameIfNotNull(EnginePath);
        line.AppendSwitch("check");
        line.AppendSwitch("--request");
        line.AppendFileNameIfNotNull(RequestPath);
        return line.ToString();
    }

    /// <inheritdoc/>
    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, message);

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        // The base class reads diagnostics out of free text: "accuracy error : 0.03" would fail the build. Findings come from results.json.
        // Workflow commands, which the tool prints only where a CI reads them from the log, must reach the log at any verbosity; so must
        // the table that the tool prints first. What follows the table says in words what the diagnostics say.
        var output = messageImportance == StandardOutputLoggingImportance;
        _tableEnded |= output && string.IsNullOrWhiteSpace(singleLine);
        var shown = singleLine.StartsWith("::", StringComparison.Ordinal) || (output && !_tableEnded);
        Log.LogMessage(shown ? MessageImportance.High : MessageImportance.Low, singleLine);
        if (messageImportance == StandardErrorLoggingImportance && !string.IsNullOrWhiteSpace(singleLine))
        {
            lock (_tail)
            {
                _tail.Enqueue(singleLine.Trim());
                if (_tail.Count > TailLines)
                {
                    _tail.Dequeue();
                }
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>The exit code is judged together with results.json, in <see cref="Execute"/>.</remarks>
    protected override bool HandleTaskExecutionErrors() => false;

    private string Request()
    {
        var inputs = Inputs.Select(i => new KeyValuePair<string, string>(i.ItemSpec, Path.GetFullPath(Path.Combine(ProjectDirectory, i.GetMetadata("Path")))));
        var reports = string.IsNullOrEmpty(ReportPath) ? [] : new[] { new KeyValuePair<string, string>("markdown", ReportPath!) };
        var rate = string.IsNullOrEmpty(FalseBlockRate)
            ? "null"
            : double.Parse(FalseBlockRate, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        var process = System.Diagnostics.Process.GetCurrentProcess().Id.ToString(CultureInfo.InvariantCulture);
        return $$"""
            {
              "plan": {{JsonText.Quote(Plan)}},
              "inputs": {{JsonText.Quote(inputs)}},
              "only": [],
              "results": {{JsonText.Quote(ResultsPath)}},
              "reports": {{JsonText.Quote(reports)}},
              "onInconclusive": {{JsonText.Quote(string.IsNullOrEmpty(OnInconclusive) ? null : OnInconclusive)}},
              "falseBlockRate": {{rate}},
              "parentProcessId": {{process}}
            }

            """;
    }
}
