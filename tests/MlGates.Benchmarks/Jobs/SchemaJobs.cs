using MlGates.Benchmarks.Generation;

namespace MlGates.Benchmarks.Jobs;

/// <summary>Inferring a schema and holding data to it, against one profile pass of the same file.</summary>
internal static class SchemaJobs
{
    private const double Goal = 1.1;

    internal static void Run(JobPlan plan, JobTable table, int repeat)
    {
        Run(plan, table, repeat, "1,500 columns", 20_000, 1_500);
        Run(plan, table, repeat, "columns of up to 10,000 categories", 1_000_000, GeneratedTable.BaseColumns);
    }

    private static void Run(JobPlan plan, JobTable table, int repeat, string what, long rows, int columns)
    {
        var file = plan.Data(rows, columns, "csv");
        var (schema, unique) = (Path.ChangeExtension(file, ".schema.json"), Path.ChangeExtension(file, ".unique.schema.json"));
        var results = JobResult.Measure(
            [
                plan.Command("mlgates profile", "profile", file, rows, columns),
                plan.Command("mlgates schema infer --no-keys", "schema infer", file, rows, columns, "--no-keys", "-o", schema),
                plan.Command("mlgates schema validate", "schema validate", file, rows, columns, "--schema", schema),
                plan.Command("mlgates schema infer", "schema infer", file, rows, columns, "-o", unique),
                plan.Command("mlgates schema validate, unique columns", "schema validate", file, rows, columns, "--schema", unique),
            ],
            repeat);
        table.Write(FormattableString.Invariant($"schema, {what}, {rows:N0} rows"), results);
        foreach (var (place, goal) in (ReadOnlySpan<(int, double)>)[(1, Goal), (2, Goal), (3, double.NaN), (4, double.NaN)])
        {
            // Of processor time: a pass of one thread hides behind idle ones.
            table.Ratio($"{results[place].Job.Name} against one profile pass, processor time", results[place], results[0], r => r.CpuSeconds, goal);
        }
    }
}
