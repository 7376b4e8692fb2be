using MlGates.Serving;

namespace MlGates.Tests.Serving;

public sealed class SlowdownTestTests
{
    // Mean 0.06, standard deviation 0.02 exactly scaled: standard error 0.02/√8.
    private static readonly double[] Ratios = [.. new[] { -1.5, -1, -0.5, 0, 0, 0.5, 1, 1.5 }.Select(z => 0.06 + (0.02 * z))];

    [Fact]
    public void PFail_IsTheUpperTailOfTheT()
    {
        // t = (0.06 − ln 1.05)/(0.02/√8 · 1) with sd of z = 1: t = 1.5854…; the tail is computed by an independent numerical integration.
        var t = (0.06 - Math.Log(1.05)) / (0.02 / Math.Sqrt(8));
        new SlowdownTest(Ratios, 0.05).PFail.Should().BeApproximately(TailByIntegration(t, 7), 1e-8);
        new SlowdownTest(Ratios, 0.05).PPass.Should().BeApproximately(1 - TailByIntegration(t, 7), 1e-8);
    }

    [Fact]
    public void Bounds_ContainTheValueAndAgreeWithTheTest()
    {
        var test = new SlowdownTest(Ratios, 0.05);
        var (lower, upper) = test.Bounds(0.05, 0.05);

        test.Value.Should().BeApproximately(Math.Exp(0.06) - 1, 1e-12).And.BeInRange(lower, upper);
        new SlowdownTest(Ratios, lower).PFail.Should().BeApproximately(0.05, 1e-9);
        new SlowdownTest(Ratios, upper).PPass.Should().BeApproximately(0.05, 1e-9);
    }

    [Fact]
    public void EqualRatios_DecideByTheMeanAlone()
    {
        new SlowdownTest([0.02, 0.02, 0.02, 0.02, 0.02], 0.05).Should().Match<SlowdownTest>(t => t.PFail > 0.999 && t.PPass < 0.001 && !t.Exceeds);
        new SlowdownTest([0.08, 0.08, 0.08, 0.08, 0.08], 0.05).Should().Match<SlowdownTest>(t => t.PFail < 0.001 && t.Exceeds);
    }

    [Fact]
    public void MinimumDetectable_HasThePower()
    {
        var test = new SlowdownTest(Ratios, 0.05);
        var slowdown = test.MinimumDetectable(0.01, 0.9);

        test.Power(0.01, Math.Log(1 + slowdown) / Math.Log(1.05)).Should().BeApproximately(0.9, 1e-9);
    }

    [Fact]
    public void RowsFactor_IsOneWhenThereIsPowerEnoughAndGrowsWithTheNoise()
    {
        new SlowdownTest([0.01, 0.0101, 0.0099, 0.01, 0.01], 0.05).RowsFactor(0.05, 2, 0.9).Should().Be(1);
        var noisy = new SlowdownTest([.. Ratios.Select(r => 4 * r)], 0.05);
        noisy.RowsFactor(0.05, 2, 0.9).Should().BeGreaterThan(1);
    }

    [Fact]
    [Trait("Category", "Calibration")]
    public void PFail_AtTheMargin_FailsAtItsLevel()
    {
        // Calibration: at exactly the margin, normal instance effects of 2 %, nominal 5 %: 20000 runs, three standard errors are 0.5 %.
        var random = new Random(20260101);
        var failed = 0;
        const int runs = 20_000;
        for (var run = 0; run < runs; run++)
        {
            var ratios = new double[8];
            for (var i = 0; i < ratios.Length; i++)
            {
                ratios[i] = Math.Log(1.05) + (0.02 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            }

            failed += new SlowdownTest(ratios, 0.05).PFail <= 0.05 ? 1 : 0;
        }

        ((double)failed / runs).Should().BeInRange(0.045, 0.055);
    }

    // Simpson's rule on the density; error below 1e-9 for these arguments.
    private static double TailByIntegration(double t, int degrees)
    {
        // Γ(4)/(√(7π)·Γ(3.5)) for 7 degrees of freedom.
        var scale = 6 / (Math.Sqrt(7 * Math.PI) * 3.3233509704478426);
        double Density(double x) => scale * Math.Pow(1 + (x * x / degrees), -(degrees + 1) / 2.0);
        const int steps = 20_000;
        var width = t / steps;
        var sum = Density(0) + Density(t);
        for (var i = 1; i < steps; i++)
        {
            sum += (i % 2 == 1 ? 4 : 2) * Density(i * width);
        }

        return 0.5 - (sum * width / 3);
    }
}
