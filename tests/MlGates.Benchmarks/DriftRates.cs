using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>
/// How often a drift gate fails, passes and cannot say, on simulated tables of which the truth is known, beside a rule that compares the observed values with the limits. A gate is
/// profiled, examined and judged as any other; columns are independent, which is the hardest case for the rate of a whole run. Rows may come in groups, whose rows are
/// correlated, or have weights (exponential, independent of the values): the truth of a column is the same then.
/// </summary>
internal static class DriftRates
{
    private static readonly double[] Shares = [0.4, 0.3, 0.15, 0.1, 0.05];
    private static readonly string[] Words = ["a", "b", "c", "d", "e"];

    /// <summary>Prints a row for each measure, number of columns and number of rows.</summary>
    internal static int Run(TextWriter output, string[] args)
    {
        var line = new CommandLine(args, "--runs", "--seed", "--rows", "--columns", "--measures", "--group-rows", "--correlation", "--weights");
        var design = new Design((int)line.Number("--group-rows", 0), double.Parse(line.Text("--correlation", "0.2"), CultureInfo.InvariantCulture), line.Number("--weights", 0) > 0);
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
                var check = new DriftCheck
                {
                    Id = "drift", Features = new() { ["X"] = new FeatureLimit { Measure = measure } }, Group = design.GroupRows > 0 ? "Group" : null, Weight = design.HasWeights ? "Weight" : null,
                };
                var evidence = Enumerable.Range(0, columns)
                    .SelectMany(i => Examine(check, Column(random, measure, rows, 0, design), Column(random, measure, rows, i == 0 ? moves.One : moves.Others, design))).ToArray();
                outcomes[run] = (GateDecision.Judge(check, evidence).Outcome, evidence.Any(e => e.Test is { Exceeds: true }));
            });
            string Rate(Func<(Outcome Gate, bool Point), bool> which) => (100.0 * outcomes.Count(which) / runs).ToString("0.#", CultureInfo.InvariantCulture);
            return $"{Rate(o => o.Gate == Outcome.Failed)} / {Rate(o => o.Gate == Outcome.Passed)} / {Rate(o => o.Gate == Outcome.Inconclusive)} ({Rate(o => o.Point)})";
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<Evidence> Examine(DriftCheck check, DataSource baseline, DataSource candidate)
    {
        var options = new ProfileOptions { Threads = 1, Columns = ColumnSelection.Named(["X"]) };
        return check.Examine(ProfileBuilder.Build(baseline, options), ProfileBuilder.Build(candidate, options), baseline, candidate);
    }

    private static DataSource Column(Random random, Measure measure, int rows, double move, Design design)
    {
        var values = new double[rows];
        var shared = 0.0;
        for (var i = 0; i < rows; i++)
        {
            shared = design.GroupRows > 0 && i % design.GroupRows == 0 ? Normal(random) : shared;
            values[i] = design.GroupRows > 0 ? (Math.Sqrt(design.Correlation) * shared) + (Math.Sqrt(1 - design.Correlation) * Normal(random)) : Normal(random);
        }

        double Weight() => design.HasWeights ? -Math.Log(1 - random.NextDouble()) : 1;
        int Group(int i) => design.GroupRows > 0 ? i / design.GroupRows : i;
        return measure == Measure.LInfinity
            ? new ObjectSource<Text>([.. values.Select((v, i) => new Text(Word(NormalDistribution.LowerTail(v), move), Group(i), Weight()))], "table")
            : new ObjectSource<Value>([.. values.Select((v, i) => new Value(move + v, Group(i), Weight()))], "table");
    }

    private static double Normal(Random random) => NormalDistribution.UpperQuantile(1 - random.NextDouble());

    private static string Word(double u, double move)
    {
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

    private sealed record Design(int GroupRows, double Correlation, bool HasWeights);

    private sealed record Value(double X, int Group, double Weight);

    private sealed record Text(string X, int Group, double Weight);
}
