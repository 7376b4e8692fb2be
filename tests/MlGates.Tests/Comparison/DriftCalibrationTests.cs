using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;
using Xunit.Abstractions;

namespace MlGates.Tests.Comparison;

/// <summary>Rates of fails and passes on simulated tables with fixed seeds, at a nominal 5 %.</summary>
[Trait("Category", "Calibration")]
public class DriftCalibrationTests(ITestOutputHelper output)
{
    private const double Level = 0.05;

    // The contract measured 2.9 to 6.3 % at nominal 5 %; three standard errors of 1000 runs on top.
    [Theory]
    [InlineData(10, 1000, 1000, 0.02)]
    [InlineData(10, 5000, 500, 0.02)]
    [InlineData(4, 2000, 2000, 0.1)]
    public void JensenShannon_ExactlyAtTheLimit_FailsAtMostAtItsLevel(int cells, int n, int m, double tolerance)
    {
        var even = Enumerable.Repeat(1.0 / cells, cells).ToArray();
        var tilted = Tilt(even, tolerance);

        var rate = Rate(1000, 11, random => DivergenceTest.JensenShannon(Draw(random, even, n), Draw(random, tilted, m), tolerance).PFail <= Level);

        rate.Should().BeInRange(0.013, 0.086);
    }

    // The contract measured 4 to 6.3 % for PSI at nominal 5 %; Hellinger, left to calibrate, is as near. Three standard errors of 1000 runs on top.
    [Theory]
    [InlineData(10, 1000, 1000, 0.1)]
    [InlineData(20, 5000, 1000, 0.1)]
    [InlineData(4, 2000, 2000, 0.25)]
    public void PsiAndHellinger_ExactlyAtTheLimit_FailAtMostAtTheirLevel(int cells, int n, int m, double tolerance)
    {
        var even = Enumerable.Repeat(1.0 / cells, cells).ToArray();
        var (psi, hellinger) = (Tilt(even, tolerance, Index), Tilt(even, tolerance * tolerance, Overlap));

        Rate(1000, 21, random => DivergenceTest.PopulationStability(Draw(random, even, n), Draw(random, psi, m), tolerance).PFail <= Level).Should().BeInRange(0.02, 0.086);
        Rate(1000, 22, random => DivergenceTest.Hellinger(Draw(random, even, n), Draw(random, hellinger, m), tolerance).PFail <= Level).Should().BeInRange(0.02, 0.086);
    }

    // The contract measured 0.4 to 1.7 % for KS at nominal 5 %, and 3 to 6 % for Wasserstein.
    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(5000, 2000)]
    public void KsAndWasserstein_OfNormalsExactlyAtTheLimit_FailAtMostAtTheirLevel(int n, int m)
    {
        const double tolerance = 0.1;
        // Of two unit normals a shift of d apart: 2Φ(d/2) − 1, and d over the clipped sample's deviation, as far as the clip lets it through.
        var shift = MonotoneRoot.Find(d => (2 * NormalDistribution.LowerTail(d / 2)) - 1 - tolerance, 0, 2);
        var large = WassersteinTest.Of(Normal(new Random(1), 1_000_000, 0), Normal(new Random(2), 1_000_000, tolerance), tolerance)!.Value;

        Rate(500, 23, random => new KolmogorovSmirnovTest(OrderedCells.Of(Normal(random, n, 0), Normal(random, m, shift)), tolerance).PFail <= Level).Should().BeLessThan(0.03);
        Rate(500, 24, random => WassersteinTest.Of(Normal(random, n, 0), Normal(random, m, tolerance), large)!.PFail <= Level).Should().BeInRange(0.01, 0.09);
    }

    [Fact]
    public void ChanceWithoutChange_OfSamplesOfOneDistribution_IsHowOftenTheyExceedTheLimit()
    {
        double[] shares = [0.4, 0.3, 0.2, 0.1];
        var divergence = DivergenceTest.JensenShannon([200, 150, 100, 50], [200, 150, 100, 50], 0.003).ChanceWithoutChange;
        var distance = new LInfinityTest([200, 150, 100, 50], [200, 150, 100, 50], 0.06).ChanceWithoutChange;

        var divergenceRate = Rate(4000, 15, r => DivergenceTest.JensenShannon(Draw(r, shares, 500), Draw(r, shares, 500), 0.003).Exceeds);
        var distanceRate = Rate(4000, 16, r => new LInfinityTest(Draw(r, shares, 500), Draw(r, shares, 500), 0.06).Exceeds);

        divergenceRate.Should().BeApproximately(divergence, 0.02, "three standard errors, and the approximation's own error");
        distanceRate.Should().BeInRange(distance / 2, distance + 0.02, "the sum over categories is a bound");
    }

    // Bonferroni and exact limits make it conservative: 0 to 2.7 % were measured.
    [Theory]
    [InlineData(2000, 2000, 0.05)]
    [InlineData(5000, 1000, 0.05)]
    [InlineData(5000, 2000, 0.01)]
    public void LInfinity_ExactlyAtTheLimit_FailsAtMostAtItsLevel(int n, int m, double tolerance)
    {
        double[] before = [0.4, 0.3, 0.15, 0.1, 0.05];
        double[] after = [0.4 - tolerance, 0.3 + tolerance, 0.15, 0.1, 0.05];

        Rate(1000, 12, random => new LInfinityTest(Draw(random, before, n), Draw(random, after, m), tolerance).PFail <= Level).Should().BeLessThan(0.05);
    }

    // What a pass promises: at twice the limit it happens in at most one of ten runs, whatever the number of rows.
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(2000)]
    public void Pass_AtTwiceTheLimit_IsRare(int rows)
    {
        const double tolerance = 0.02;
        var cells = NeighbourCells.For(rows, rows);
        var even = Enumerable.Repeat(1.0 / cells, cells).ToArray();
        var tilted = Tilt(even, 2 * tolerance);

        var rate = Rate(1000, 13, random => Passes(DivergenceTest.JensenShannon(Draw(random, even, rows), Draw(random, tilted, rows), tolerance)));

        rate.Should().BeLessThan(0.1 + (3 * Math.Sqrt(0.1 * 0.9 / 1000)));
    }

    [Theory]
    [InlineData(true, 0.104)]
    [InlineData(false, 0.003)]
    public void Gate_OfFiveNumbersAndFiveTexts_BlocksAtMostAtItsRate(bool atTheLimit, double ceiling)
    {
        // The mean shift at which ten equal normal bins diverge by exactly the default limit.
        var shift = atTheLimit ? MonotoneRoot.Find(d => Divergence(Deciles(0), Deciles(d)) - Measures.DefaultJensenShannon, 0, 2) : 0;
        var move = atTheLimit ? Measures.DefaultLInfinity : 0;
        var check = new DriftCheck { Id = "drift" };

        var rate = Rate(150, 14, random =>
        {
            var baseline = ProfileBuilder.Build(new ObjectSource<Row>(Rows(random, 0, 0), "train"), new ProfileOptions { Threads = 1 });
            var candidate = ProfileBuilder.Build(new ObjectSource<Row>(Rows(random, shift, move), "serving"), new ProfileOptions { Threads = 1 });
            return GateDecision.Judge(check, check.Examine(baseline, candidate)).Outcome == Outcome.Failed;
        });

        rate.Should().BeLessThan(ceiling, "three standard errors above 5 % in 150 runs; without a change nothing should block");
    }

    private static bool Passes(IToleranceTest test) => test.PFail > Level && (test.PPass <= Level || test.Power(Level, 2) >= 0.9);

    private double Rate(int runs, int seed, Func<Random, bool> run)
    {
        var random = new Random(seed);
        var hits = 0;
        for (var i = 0; i < runs; i++)
        {
            hits += run(random) ? 1 : 0;
        }

        output.WriteLine($"{hits} of {runs}");
        return (double)hits / runs;
    }

    // Every other cell grows and the one beside it shrinks, until the divergence is the one asked for.
    private static double[] Tilt(double[] shares, double divergence, Func<double[], double[], double>? measure = null)
    {
        measure ??= Divergence;
        double[] Tilted(double part) => [.. shares.Select((p, i) => p * (i % 2 == 0 ? 1 + part : 1 - part) / (1 + (shares.Length % 2 * part / shares.Length)))];
        return Tilted(MonotoneRoot.Find(part => measure(shares, Tilted(part)) - divergence, 0, 1 - 1e-9));
    }

    private static double Divergence(double[] first, double[] second) => first.Zip(second, (p, q) =>
        ((p > 0 ? p * Math.Log2(2 * p / (p + q)) : 0) + (q > 0 ? q * Math.Log2(2 * q / (p + q)) : 0)) / 2).Sum();

    private static double Index(double[] first, double[] second) => first.Zip(second, (p, q) => (p - q) * Math.Log(p / q)).Sum();

    private static double Overlap(double[] first, double[] second) => 1 - first.Zip(second, (p, q) => Math.Sqrt(p * q)).Sum();

    private static ValueHistogram Normal(Random random, int rows, double shift)
    {
        var state = new ValueHistogramState();
        var values = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = shift + NormalDistribution.UpperQuantile(1 - random.NextDouble());
        }

        state.Add(values);
        return state.ToHistogram();
    }

    private static double[] Deciles(double shift)
    {
        double Above(int i) => i == 0 ? 1 : i == 10 ? 0 : NormalDistribution.UpperTail(NormalDistribution.UpperQuantile(1 - (i / 10.0)) - shift);
        return [.. Enumerable.Range(0, 10).Select(i => Above(i) - Above(i + 1))];
    }

    private static long[] Draw(Random random, double[] shares, int rows)
    {
        var counts = new long[shares.Length];
        for (var i = 0; i < rows; i++)
        {
            counts[Pick(random, shares)]++;
        }

        return counts;
    }

    private static int Pick(Random random, double[] shares)
    {
        var u = random.NextDouble();
        var cell = 0;
        while (cell < shares.Length - 1 && (u -= shares[cell]) >= 0)
        {
            cell++;
        }

        return cell;
    }

    private static Row[] Rows(Random random, double shift, double move)
    {
        string[] texts = ["a", "b", "c", "d"];
        double[] shares = [0.5 - move, 0.3 + move, 0.15, 0.05];
        double Number() => shift + NormalDistribution.UpperQuantile(random.NextDouble());
        string Word() => texts[Pick(random, shares)];
        return [.. Enumerable.Range(0, 1000).Select(_ => new Row(Number(), Number(), Number(), Number(), Number(), Word(), Word(), Word(), Word(), Word()))];
    }

    private sealed record Row(double A, double B, double C, double D, double E, string V, string W, string X, string Y, string Z);
}
