using System.Globalization;

namespace MlGates.Benchmarks.Jobs;

/// <summary>Prints results as Markdown, a goal below the table it is about.</summary>
internal sealed class JobTable(TextWriter output)
{
    /// <summary>Whether a job ended with an error. A missed goal is none: machines differ.</summary>
    internal bool Failed { get; private set; }

    internal void Write(string title, IReadOnlyList<JobResult> results)
    {
        Line($"\n## {title}\n\n| job | seconds | fastest | CPU s | ns/value | rows/s | peak MiB |\n|---|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            if (result.Problem is { } problem)
            {
                Failed = true;
                Line($"| {result.Job.Name} | failed: {problem} | | | | | |");
                continue;
            }

            var seconds = result.Seconds;
            Line($"| {result.Job.Name} | {seconds:0.000} | {result.Runs.Min(r => r.Seconds):0.000} | {result.CpuSeconds:0.00} | {seconds * 1e9 / result.Job.Values:0.0} | {result.Job.Rows / seconds:N0} | {result.PeakBytes / (double)(1 << 20):0} |");
        }

        Line($"");
    }

    internal void Ratio(string what, JobResult ours, JobResult theirs, Func<JobResult, double> measure, double goal)
    {
        if (ours.Problem is null && theirs.Problem is null)
        {
            Judge(what, measure(ours) / measure(theirs), goal);
        }
    }

    internal void Goal(string what, JobResult ours, Func<JobResult, double> measure, double goal)
    {
        if (ours.Problem is null)
        {
            Judge(what, measure(ours), goal);
        }
    }

    private void Judge(string what, double value, double goal)
    {
        if (double.IsNaN(goal))
        {
            Line($"{what}: {value:0.###}\n");
            return;
        }

        Line($"{what}: {value:0.###} (goal ≤ {goal:0.##}: {(value <= goal ? "reached" : "missed")})\n");
    }

    private void Line(FormattableString text) => output.Write(text.ToString(CultureInfo.InvariantCulture) + "\n");
}
