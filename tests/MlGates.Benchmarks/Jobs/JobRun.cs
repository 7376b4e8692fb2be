using System.Diagnostics;

namespace MlGates.Benchmarks.Jobs;

/// <summary>One run of a whole process: start-up, work and exit.</summary>
/// <param name="Seconds">Wall-clock time from start to exit.</param>
/// <param name="CpuSeconds">Processor time of all its threads, as last seen before its exit.</param>
/// <param name="PeakBytes">Its peak resident memory.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
internal sealed record JobRun(double Seconds, double CpuSeconds, long PeakBytes, string? Problem)
{
    private const int PollMilliseconds = 10;

    internal static JobRun Start(Job job)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", job.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var (cpu, peak) = (0.0, 0L);
        do
        {
            try
            {
                // Both only grow (the peak is the system's own high-water mark), so what the last poll misses is what the last few milliseconds add.
                process.Refresh();
                cpu = process.TotalProcessorTime.TotalSeconds;
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended in between.
            }
        }
        while (!process.WaitForExit(PollMilliseconds));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.WaitForExit();
        _ = output.GetAwaiter().GetResult();
        var text = error.GetAwaiter().GetResult();
        return new JobRun(seconds, cpu, peak, process.ExitCode == 0 ? null : $"exit code {process.ExitCode}: {text.Split('\n', 2)[0]}");
    }
}
