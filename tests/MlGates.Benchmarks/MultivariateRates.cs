using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>How often the multivariate measures of a drift gate fail, pass and cannot say, on simulated tables: five normal columns that share a factor, and a category.</summary>
internal static class MultivariateRates
{
    private static readonly (string Name, double Shift, double Factor)[] Scenarios =
    [
        ("no change", 0, 0.3),
        ("correlations 0.3 -> 0.4", 0, 0.4),
        ("correlations 0.3 -> 0.6", 0, 0.6),
        ("one mean up by 0.5 sd", 0.5, 0.3),
    ];

    /// <summary>Prints a row for each measure, scenario and number of rows.</summary>
    internal static int Run(TextWriter output, string[] args)
    {
        var line = new CommandLine(args, "--runs", "--seed", "--rows", "--group-rows");
        var (runs, seed, groupRows) = ((int)line.Number("--runs", 200), (int)line.Number("--seed", 7), (int)line.Number("--group-rows", 0));
        var rows = Array.ConvertAll(line.Text("--rows", "1000,5000").Split(','), r => int.Parse(r, CultureInfo.InvariantCulture));
        output.WriteLine(FormattableString.Invariant($"{runs} runs a cell, seed {seed}, α = 5 %, default limits, groups of {groupRows}; % of runs that fail / pass / are inconclusive (mean value)"));
        foreach (var n in rows)
        {
            foreach (var scenario in Scenarios)
            {
                var outcomes = new IReadOnlyList<Finding>[runs];
                Parallel.For(0, runs, run =>
                {
                    var random = new Random((seed * 1_000_003) + run);
                    DataSource baseline = Rows(random, n, 0, 0.3, groupRows), candidate = Rows(random, n, scenario.Shift, scenario.Factor, groupRows);
                    var check = new DriftCheck { Id = "drift", Exclude = ["Group"], Group = groupRows > 0 ? "Group" : null };
                    foreach (var measure in Enum.GetValues<MultivariateMeasure>())
                    {
                        check.Multivariate.Add(measure, new MultivariateLimit());
                    }

                    var options = new ProfileOptions { Threads = 1 };
                    var evidence = check.Examine(ProfileBuilder.Build(baseline, options), ProfileBuilder.Build(candidate, options), baseline, candidate).Where(e => e.Rule == RuleIds.MultivariateDrift);

                    // Each alone, as a run of its own.
                    outcomes[run] = [.. evidence.Select(e => GateDecision.Judge(check, [e]).Findings[^1])];
                });
                for (var measure = 0; measure < outcomes[0].Count; measure++)
                {
                    string Rate(Outcome outcome) => (100.0 * outcomes.Count(o => o[measure].Outcome == outcome) / runs).ToString("0.#", CultureInfo.InvariantCulture);
                    output.WriteLine(FormattableString.Invariant(
                        $"{n,7} {scenario.Name,-26} {outcomes[0][measure].Measure,-20} {Rate(Outcome.Failed)} / {Rate(Outcome.Passed)} / {Rate(Outcome.Inconclusive)} ({outcomes.Average(o => o[measure].Observed?.Value ?? double.NaN):F4})"));
                }
            }
        }

        return 0;
    }

    private static ObjectSource<Row> Rows(Random random, int n, double shift, double correlation, int groupRows)
    {
        var rows = new Row[n];
        double[] shared = new double[6];
        for (var i = 0; i < n; i++)
        {
            if (groupRows > 0 && i % groupRows == 0)
            {
                shared = [.. shared.Select(_ => Normal(random))];
            }

            double Noise(int part) => groupRows > 0 ? (Math.Sqrt(0.2) * shared[part]) + (Math.Sqrt(0.8) * Normal(random)) : Normal(random);
            var factor = Noise(5);
            double Value(int part) => (Math.Sqrt(correlation) * factor) + (Math.Sqrt(1 - correlation) * Noise(part));
            rows[i] = new Row(Value(0) + shift, Value(1), Value(2), Value(3), Value(4), random.Next(4) == 0 ? "a" : "b", groupRows > 0 ? i / groupRows : i);
        }

        return new ObjectSource<Row>(rows, "table");
    }

    private static double Normal(Random random) => NormalDistribution.UpperQuantile(1 - random.NextDouble());

    private sealed record Row(double A, double B, double C, double D, double E, string Kind, int Group);
}
