using System.Diagnostics;
using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>Scores many columns of numbers by four measures, from arrays in memory, beside SciPy on the same numbers where Python has it.</summary>
internal static class DriftScores
{
    private static readonly Measure[] Scored = [Measure.JensenShannon, Measure.PopulationStability, Measure.KolmogorovSmirnov, Measure.Wasserstein];

    /// <summary>Prints the time of all columns, and a few scores to compare.</summary>
    internal static int Run(TextWriter output, string[] args)
    {
        var line = new CommandLine(args, "--columns", "--rows", "--data");
        var (columns, rows, folder) = ((int)line.Number("--columns", 200), (int)line.Number("--rows", 1_000_000), line.Text("--data", ""));
        var before = new double[columns][];
        var after = new double[columns][];
        Parallel.For(0, columns, column =>
        {
            before[column] = Drawn(column, rows, 0);
            after[column] = Drawn(column + columns, rows, 0.1 * column / columns);
        });
        if (folder.Length > 0)
        {
            Directory.CreateDirectory(folder);
            for (var column = 0; column < columns; column++)
            {
                Write(Path.Combine(folder, $"a{column}.bin"), before[column]);
                Write(Path.Combine(folder, $"b{column}.bin"), after[column]);
            }
        }

        for (var repeat = 0; repeat < 3; repeat++)
        {
            var watch = Stopwatch.StartNew();
            var options = new ProfileOptions { Threads = 2 };
            var baseline = ProfileBuilder.Build(new ArraySource("before", before), options);
            var candidate = ProfileBuilder.Build(new ArraySource("after", after), options);
            var profiled = watch.Elapsed;
            var scores = new IReadOnlyList<Evidence>[Scored.Length];
            Parallel.For(0, Scored.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
                scores[i] = new DriftCheck { Id = "drift", Features = new() { ["*"] = new FeatureLimit { Measure = Scored[i] } } }.Examine(baseline, candidate));
            output.WriteLine(FormattableString.Invariant(
                $"{columns} columns, {rows} rows a side: {watch.Elapsed.TotalSeconds:F2} s ({profiled.TotalSeconds:F2} s of profiles); last column {string.Join(", ", scores.Select(s => s[^1].Test!.Value.ToString("G6", CultureInfo.InvariantCulture)))}"));
        }

        return 0;
    }

    private static double[] Drawn(int seed, int rows, double shift)
    {
        var random = new Random(seed);
        var values = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = shift + NormalDistribution.UpperQuantile(1 - random.NextDouble());
        }

        return values;
    }

    private static void Write(string path, double[] values)
    {
        using var file = File.Create(path);
        file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
