namespace MlGates.Benchmarks.Jobs;

/// <summary>The runs of a job, taken in turns with those of the jobs it is compared with.</summary>
internal sealed record JobResult(Job Job, IReadOnlyList<JobRun> Runs)
{
    internal string? Problem => Runs.FirstOrDefault(r => r.Problem is not null)?.Problem;

    internal double Seconds => Median(Runs.Select(r => r.Seconds));

    internal double CpuSeconds => Median(Runs.Select(r => r.CpuSeconds));

    internal long PeakBytes => Runs.Max(r => r.PeakBytes);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Runs the jobs in turns, so that what else the machine does meets all of them; a job that failed is not started again.</summary>
    internal static IReadOnlyList<JobResult> Measure(IReadOnlyList<Job> jobs, int repeat)
    {
        var runs = jobs.Select(_ => new List<JobRun>()).ToArray();
        for (var round = 0; round < repeat; round++)
        {
            for (var i = 0; i < jobs.Count; i++)
            {
                if (runs[i].All(r => r.Problem is null))
                {
                    Console.Error.WriteLine($"round {round + 1} of {repeat}: {jobs[i].Name}");
                    runs[i].Add(JobRun.Start(jobs[i]));
                }
            }
        }

        return [.. jobs.Select((job, i) => new JobResult(job, runs[i]))];
    }
}
