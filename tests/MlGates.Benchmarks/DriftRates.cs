using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>
/// How often a drift gate fails, passes and cannot say, on simulated tables of which the truth is known, beside a rule that compares the observed values with the limits. A gate is
/// profiled, examined and judged as any other; columns are independent, which is the hardest case for the rate of a whole run.
/// </summary>
internal static class DriftRates
{
    private static readonly double[] Shares = [0.4, 0.3, 0.15, 0.1, 0.05];
    private static readonly string[] Words = ["a", "b", "c", "d", "e"];

    /// <summary>Prints a row for each measure, number of columns and number of rows.</summary>
    internal static int Run(TextWriter output, string[] args)
    {
        var line = new CommandLine(args, "--runs", "--seed", "--rows", "--columns", "--measures");
        var (runs, seed) = ((int)line.Number("--runs", 200), (int)line.Number("--seed", 7));
        var rows = Array.ConvertAll(line.Text("--rows", "100,1000,10000").Split(','), Number);
        var columns = Array.ConvertAll(line.Text("--columns", "1,30").Split(','), Number);
        var measures = Array.ConvertAll(line.Text("--measures", "jensen-shannon,psi,kolmogorov-smirnov,wasserstein,l-infinity").Split(','), id => Measures.Find(id) ?? throw new ArgumentException($"There is no measure '{id}'."));
        output.WriteLine(FormattableString.Invariant($"{runs} runs a cell, seed {seed}, false-block rate 5 %; rates in %: fail / pass / inconclusive (observed value over its limit in some column)"));
        output.WriteLine($"{"measure",-20}{"columns",8}{"rows",9}   {"no change",-26}{"all exactly at the limit",-26}one at twice the limit, the rest at 0");
        foreach (var measure in measures)
        {
            foreach (var (c, n) in columns.SelectMany(c => rows.Select(n => (c, n))))
            {
                output.WriteLine(FormattableString.Invariant($"{measure.Id(),-20}{c,8}{n,9}   {Cell(measure, c, n, 0, 0),-26}{Cell(measure, c, n, 1, 1),-26}{Cell(measure, c, n, 2, 0)}"));
            }
        }

        return 0;

        string Cell(Measure measure, int columns, int rows, double first, double rest)
        {
            var outcomes = new (Outcome Gate, bool Point)[runs];
            var moves = (One: Move(measure, first * measure.DefaultLimit()), Others: Move(measure, rest * measure.DefaultLimit()));
            Parallel.For(0, runs, run =>
            {
                var random = new Random((seed * 1_000_003) + run);
                var check = new DriftCheck { Id = "drift", Features = new() { ["*"] = new FeatureLimit { Measure = measure } } };
                var evidence = check.Examine(Table(random, measure, columns, rows, 0, 0), Table(random, measure, columns, rows, moves.One, moves.Others));
                outcomes[run] = (GateDecision.Judge(check, evidence).Outcome, evidence.Any(e => e.Test!.Exceeds));
            });
            string Rate(Func<(Outcome Gate, bool Point), bool> which) => (100.0 * outcomes.Count(which) / runs).ToString("0.#", CultureInfo.InvariantCulture);
            return $"{Rate(o => o.Gate == Outcome.Failed)} / {Rate(o => o.Gate == Outcome.Passed)} / {Rate(o => o.Gate == Outcome.Inconclusive)} ({Rate(o => o.Point)})";
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DatasetProfile Table(Random random, Measure measure, int columns, int rows, double first, double rest)
    {
        var profiles = Enumerable.Range(0, columns).Select(i =>
        {
            var move = i == 0 ? first : rest;
            DataSource source = measure == Measure.LInfinity
                ? new ObjectSource<Text>([.. Enumerable.Range(0, rows).Select(_ => new Text(Word(random, move)))], "table")
                : new ObjectSource<Value>([.. Enumerable.Range(0, rows).Select(_ => new Value(move + NormalDistribution.UpperQuantile(1 - random.NextDouble())))], "table");
            var profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = 1 });
            return (profile, Column: profile.Columns[0] with { Name = string.Create(CultureInfo.InvariantCulture, $"c{i:00}") });
        }).ToArray();
        return profiles[0].profile with { Columns = [.. profiles.Select(p => p.Column)] };
    }

    private static string Word(Random random, double move)
    {
        var u = random.NextDouble();
        var word = 0;
        while (word < Shares.Length - 1 && (u -= Shares[word] + (word == 0 ? -move : word == 1 ? move : 0)) >= 0)
        {
            word++;
        }

        return Words[word];
    }

    // The shift of a unit normal, or the share that moves from the first word to the second, at which the measure's true value is the one asked for.
    private static double Move(Measure measure, double value) => value == 0 || measure == Measure.LInfinity ? value : MonotoneRoot.Find(d => Truth(measure, d) - value, 0, 4);

    private static double Truth(Measure measure, double shift)
    {
        double[] before = [.. Enumerable.Range(0, 10).Select(_ => 0.1)];
        double Above(int i) => i == 0 ? 1 : i == 10 ? 0 : NormalDistribution.UpperTail(NormalDistribution.UpperQuantile(1 - (i / 10.0)) - shift);
        double[] after = [.. Enumerable.Range(0, 10).Select(i => Above(i) - Above(i + 1))];
        return measure switch
        {
            Measure.JensenShannon => before.Zip(after, (p, q) => ((p * Math.Log2(2 * p / (p + q))) + (q * Math.Log2(2 * q / (p + q)))) / 2).Sum(),
            Measure.PopulationStability => before.Zip(after, (p, q) => (p - q) * Math.Log(p / q)).Sum(),
            Measure.Hellinger => Math.Sqrt(1 - before.Zip(after, (p, q) => Math.Sqrt(p * q)).Sum()),
            Measure.KolmogorovSmirnov => (2 * NormalDistribution.LowerTail(shift / 2)) - 1,
            Measure.Wasserstein => Clipped(shift),
            _ => throw new ArgumentException($"The truth of {measure.Id()} is not known here.", nameof(measure)),
        };
    }

    // A shift moves all of the clipped normal up, so the distance is the difference of means.
    private static double Clipped(double shift)
    {
        const int points = 20_000;
        var end = NormalDistribution.UpperQuantile(0.005);
        var (difference, squares) = (0.0, 0.0);
        for (var i = 0; i < points; i++)
        {
            var x = NormalDistribution.UpperQuantile(1 - ((i + 0.5) / points));
            var clipped = Math.Clamp(x, -end, end);
            difference += Math.Clamp(x + shift, -end, end) - clipped;
            squares += clipped * clipped;
        }

        return difference / points / Math.Sqrt(squares / points);
    }

    private sealed record Value(double X);

    private sealed record Text(string X);
}
