using MlGates.Metrics;
using MlGates.Statistics;

namespace MlGates.Tests.Metrics;

public class ProportionTestTests
{
    [Fact]
    public void PValues_AreTheBinomialTails()
    {
        var test = new ProportionTest(new Proportion(8, 10), 0.9);

        // P(Bin(10, 0.9) <= 8) = 1 - 0.9^10 - 10 * 0.9^9 * 0.1
        test.PFail.Should().BeApproximately(1 - Math.Pow(0.9, 10) - Math.Pow(0.9, 9), 1e-14);
        test.PPass.Should().BeApproximately(1 - test.PFail + (45 * Math.Pow(0.9, 8) * 0.01), 1e-13);
    }

    [Fact]
    public void PFail_IsSmallExactlyWhenTheClopperPearsonLimitIsBelowTheThreshold()
    {
        for (var successes = 700; successes <= 800; successes++)
        {
            var fails = new ProportionTest(new Proportion(successes, 1000), 0.78).PFail <= 0.01;
            fails.Should().Be(ProportionInterval.ClopperPearsonUpper(successes, 1000, 0.01) <= 0.78, "both invert the same tail ({0})", successes);
        }
    }

    [Fact]
    public void Power_GrowsToRowsNeeded()
    {
        var test = new ProportionTest(new Proportion(80, 100), 0.8);
        test.Power(0.05, 2).Should().BeLessThan(0.5);

        var trials = (long)Math.Round(100 * test.RowsFactor(0.05, 2, 0.9));
        new ProportionTest(new Proportion(trials * 8 / 10, trials), 0.8).Power(0.05, 2).Should().BeGreaterThanOrEqualTo(0.9);
        trials.Should().BeInRange(450, 700, "the normal approximation gives 582");
    }

    [Fact]
    public void MinimumDetectable_FailsWithThePowerAskedFor()
    {
        var test = new ProportionTest(new Proportion(170, 200), 0.8);
        var detectable = test.MinimumDetectable(0.05, 0.9);

        new ProportionTest(new Proportion(170, 200), 0.8, 0.8 - detectable).Power(0.05, 2).Should().BeApproximately(0.9, 1e-9);
    }

    [Fact]
    public void MinimumDetectable_TooFewTrialsForAnyFail_IsUnknown() =>
        new ProportionTest(new Proportion(1, 2), 0.5).MinimumDetectable(0.05, 0.9).Should().Be(double.NaN);

    [Fact]
    public void ThresholdOne_OneErrorFailsForCertain()
    {
        new ProportionTest(new Proportion(99, 100), 1).PFail.Should().Be(0);
        new ProportionTest(new Proportion(100, 100), 1).PFail.Should().Be(1);
    }

    [Fact]
    public void ThresholdZero_NeverFails()
    {
        var test = new ProportionTest(new Proportion(0, 5), 0);

        test.PFail.Should().Be(1);
        test.PPass.Should().Be(1);
        test.RowsFactor(0.05, 2, 0.9).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Bounds_AreWilsonsWithTheUpperOneAtTheFailLevel()
    {
        var (lower, upper) = new ProportionTest(new Proportion(7, 25), 0.5).Bounds(0.025, 0.025);

        lower.Should().BeApproximately(0.14283853850956557, 1e-12);
        upper.Should().BeApproximately(0.47576605190361576, 1e-12);
        new ProportionTest(new Proportion(7, 25), 0.5).Bounds(0.01, 0.025).Upper.Should().BeGreaterThan(upper);
    }

    [Fact]
    public void NoTrials_Throws() =>
        FluentActions.Invoking(() => new ProportionTest(new Proportion(0, 0), 0.5)).Should().Throw<ArgumentException>();
}
