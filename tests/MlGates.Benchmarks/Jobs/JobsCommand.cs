using System.Globalization;
using MlGates.Benchmarks.Generation;

namespace MlGates.Benchmarks.Jobs;

/// <summary><c>jobs</c>: whole processes side by side, with the goals they are held to.</summary>
internal static class JobsCommand
{
    private const long GoalBytes = 300L << 20;
    private static readonly string[] Groups = ["csv", "parquet", "wide", "schema", "startup", "memory"];

    // From tests/MlGates.Benchmarks/bin/Release/net10.0.
    private static string Repository => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private static string Portable => Path.Combine(Repository, "src/MlGates.Tool/bin/Release/net10.0/MlGates.Tool.dll");

    internal static int Run(string[] args)
    {
        var line = new CommandLine(args, "--rows", "--repeat", "--threads", "--only", "--data", "--tool");
        var rows = line.Number("--rows", 5_000_000);
        var repeat = (int)line.Number("--repeat", 3);
        var only = line.Text("--only", "csv,parquet,wide,schema,startup").Split(',');
        if (only.FirstOrDefault(g => !Groups.Contains(g)) is { } unknown)
        {
            throw new ArgumentException($"There is no group '{unknown}'; there is {string.Join(", ", Groups)}.");
        }

        var data = line.Text("--data", Path.Combine(Path.GetTempPath(), "mlgates-benchmarks"));
        var given = line.Text("--tool", "");
        var plan = new JobPlan(given.Length == 0 ? Installed(data) : Existing(given), data, (int)line.Number("--threads", 2));
        var table = new JobTable(Console.Out);
        foreach (var format in (string[])["csv", "parquet"])
        {
            if (only.Contains(format))
            {
                Compare(plan, table, format, rows, repeat);
            }
        }

        if (only.Contains("wide"))
        {
            Wide(plan, table, repeat);
        }

        if (only.Contains("schema"))
        {
            SchemaJobs.Run(plan, table, repeat);
        }

        if (only.Contains("memory"))
        {
            Memory(plan, table, rows);
        }

        if (only.Contains("startup"))
        {
            StartUp(plan, table);
        }

        return table.Failed ? 1 : 0;
    }

    private static void Compare(JobPlan plan, JobTable table, string format, long rows, int repeat)
    {
        var file = plan.Data(rows, GeneratedTable.BaseColumns, format);
        var results = JobResult.Measure(
            [
                plan.Profile($"{format}: mlgates profile", file, rows, GeneratedTable.BaseColumns),
                plan.DuckDb($"{format}: DuckDB, the same statistics", "statistics", file, rows, GeneratedTable.BaseColumns),
                plan.DuckDb($"{format}: DuckDB, in one pass", "onepass", file, rows, GeneratedTable.BaseColumns),
                plan.DuckDb($"{format}: DuckDB, SUMMARIZE", "summarize", file, rows, GeneratedTable.BaseColumns),
            ],
            repeat);
        table.Write($"{format}, {rows:N0} rows x {GeneratedTable.BaseColumns} columns, {new FileInfo(file).Length / 1e6:0} MB, {plan.Threads} threads, median of {repeat}", results);
        table.Ratio($"{format} against DuckDB, the same statistics", results[0], results[1], r => r.Seconds, format == "csv" ? 0.15 : 0.25);
        table.Ratio($"{format} against DuckDB, the same statistics, processor time", results[0], results[1], r => r.CpuSeconds, double.NaN);
        table.Ratio($"{format} against DuckDB, in one pass (no equal-width histograms, no missing patterns)", results[0], results[2], r => r.Seconds, double.NaN);
        table.Ratio($"{format} against DuckDB, SUMMARIZE", results[0], results[3], r => r.Seconds, format == "csv" ? 0.25 : double.NaN);
    }

    // As many values in both, so a ratio of times is one per value.
    private static void Wide(JobPlan plan, JobTable table, int repeat)
    {
        const int Columns = 1_500, Rows = 20_000, Long = Columns * Rows / GeneratedTable.BaseColumns;
        var results = JobResult.Measure(
            [
                plan.Profile("csv: 1,500 columns x 20,000 rows", plan.Data(Rows, Columns, "csv"), Rows, Columns),
                plan.Profile("csv: 20 columns x 1,500,000 rows", plan.Data(Long, GeneratedTable.BaseColumns, "csv"), Long, GeneratedTable.BaseColumns),
            ],
            repeat);
        table.Write("wide against long, 30,000,000 values each", results);
        table.Ratio("1,500 columns against 20, time per value", results[0], results[1], r => r.Seconds, 1.5);
    }

    private static void Memory(JobPlan plan, JobTable table, long rows)
    {
        var results = JobResult.Measure(
            [
                plan.Profile("csv, ten times the rows", plan.Data(10 * rows, GeneratedTable.BaseColumns, "csv"), 10 * rows, GeneratedTable.BaseColumns),
                plan.Profile("csv", plan.Data(rows, GeneratedTable.BaseColumns, "csv"), rows, GeneratedTable.BaseColumns),
            ],
            1);
        table.Write($"memory, {10 * rows:N0} rows against {rows:N0}", results);
        table.Ratio("peak memory, ten times the rows", results[0], results[1], r => r.PeakBytes, 1.1);
        table.Goal("peak memory, MiB", results[0], r => r.PeakBytes / (double)(1 << 20), GoalBytes >> 20);
    }

    private static void StartUp(JobPlan plan, JobTable table)
    {
        const int Runs = 20, Rows = 100;
        var file = plan.Data(Rows, GeneratedTable.BaseColumns, "csv");
        List<Job> jobs = [plan.Profile("csv, 100 rows", file, Rows, GeneratedTable.BaseColumns)];
        if (plan.Tool != Portable && File.Exists(Portable))
        {
            jobs.Add(plan.Profile("csv, 100 rows, portable", file, Rows, GeneratedTable.BaseColumns, Portable));
        }

        var results = JobResult.Measure(jobs, Runs);
        table.Write(string.Create(CultureInfo.InvariantCulture, $"start-up, median of {Runs}"), results);
        table.Goal("start-up on 100 rows, ms", results[0], r => r.Seconds * 1000, 150);
        if (results.Count > 1)
        {
            table.Ratio("against portable", results[0], results[1], r => r.Seconds, double.NaN);
        }
    }

    // What an installation gives on this platform.
    private static string Installed(string folder)
    {
        Directory.CreateDirectory(folder);
        return CompiledTool.Platform is { } platform ? CompiledTool.Publish(Repository, platform, folder) : Existing(Portable);
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"The tool is not built: there is no '{path}'. Run 'dotnet build -c Release src/MlGates.Tool' first, or give --tool.");
}
