using System.Globalization;
using MlGates.Benchmarks.Generation;

namespace MlGates.Benchmarks.Jobs;

/// <summary>How the jobs are started.</summary>
/// <param name="Tool">MlGates.Tool.dll of a Release build or publish: what is measured.</param>
/// <param name="Folder">Where the generated data lies.</param>
/// <param name="Threads">Threads of each process.</param>
internal sealed record JobPlan(string Tool, string Folder, int Threads)
{
    internal string Data(long rows, int columns, string format) => GenerateCommand.Ensure(Folder, rows, columns, format);

    internal Job Profile(string name, string file, long rows, int columns, string? tool = null) =>
        new(name, ["exec", tool ?? Tool, "profile", file, "--threads", Number(Threads)], rows, columns);

    /// <summary>A command of the tool on a file, such as <c>schema infer</c>.</summary>
    internal Job Command(string name, string command, string file, long rows, int columns, params IEnumerable<string> options) =>
        new(name, ["exec", Tool, .. command.Split(' '), file, "--threads", Number(Threads), .. options], rows, columns);

    internal Job DuckDb(string name, string job, string file, long rows, int columns) =>
        new(name, ["exec", Path.Combine(AppContext.BaseDirectory, "MlGates.Benchmarks.dll"), "duckdb", job, file, Number(columns), Number(Threads)], rows, columns);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
