using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>How often an attribution check fails, passes and cannot say, on simulated attributions of four features whose shares are known.</summary>
internal static class AttributionRates
{
    private static readonly (string Name, double[] Scales)[] Scenarios =
    [
        ("no change", [4, 3, 2, 1]), ("two at the limit of 0.05", [4.5, 2.5, 2, 1]), ("two at twice the limit", [5, 2, 2, 1]), ("the first drops to nothing", [0, 3, 2, 1]),
    ];

    /// <summary>Prints a row for each number of rows and scenario.</summary>
    internal static int Run(TextWriter output, string[] args)
    {
        var line = new CommandLine(args, "--runs", "--seed", "--rows");
        var (runs, seed) = ((int)line.Number("--runs", 1000), (int)line.Number("--seed", 7));
        output.WriteLine(FormattableString.Invariant($"{runs} runs a cell, seed {seed}, α = 5 %; % of runs that fail / pass / are inconclusive"));
        foreach (var rows in line.Text("--rows", "100,1000,10000").Split(',').Select(r => int.Parse(r, CultureInfo.InvariantCulture)))
        {
            foreach (var (name, scales) in Scenarios)
            {
                var outcomes = new Outcome[runs];
                Parallel.For(0, runs, run =>
                {
                    var random = new Random((seed * 1_000_003) + run);
                    var check = new AttributionCheck { Id = "attribution" };
                    outcomes[run] = GateDecision.Judge(check, check.Examine(Table(random, rows, Scenarios[0].Scales), Table(random, rows, scales))).Outcome;
                });
                string Rate(Outcome outcome) => (100.0 * outcomes.Count(o => o == outcome) / runs).ToString("0.#", CultureInfo.InvariantCulture);
                output.WriteLine(FormattableString.Invariant($"{rows,7} {name,-28} {Rate(Outcome.Failed)} / {Rate(Outcome.Passed)} / {Rate(Outcome.Inconclusive)}"));
            }
        }

        return 0;
    }

    private static ObjectSource<Row> Table(Random random, int rows, double[] scales)
    {
        double Drawn(int i) => scales[i] * NormalDistribution.UpperQuantile(1 - random.NextDouble());
        return new ObjectSource<Row>([.. Enumerable.Range(0, rows).Select(_ => new Row(Drawn(0), Drawn(1), Drawn(2), Drawn(3)))], "table");
    }

    private sealed record Row(double A, double B, double C, double D);
}
