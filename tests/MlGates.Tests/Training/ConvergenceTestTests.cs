using MlGates.Training;

namespace MlGates.Tests.Training;

public class ConvergenceTestTests
{
    private static readonly ConvergenceLimits Limits = new();
    private static readonly double Limit = Math.Log(1.05);

    [Fact]
    public void PFail_OfTwoTrends_IsTwiceTheSmaller()
    {
        var rising = Trend(0.08, 1);
        var test = new ConvergenceTest(rising, Trend(0, 2), Limits, levelHeld: true);

        test.Kind.Should().Be(TrendKind.TrainRises);
        test.PFail.Should().BeApproximately(2 * rising.PAbove(Limit), 1e-15);
        new ConvergenceTest(rising, null, Limits, levelHeld: true).PFail.Should().BeApproximately(rising.PAbove(Limit), 1e-15);
    }

    [Fact]
    public void PFail_ConvergenceRequired_TestsTheFallToo()
    {
        var falling = Trend(-0.2, 3);

        new ConvergenceTest(falling, null, Limits, levelHeld: true).PFail.Should().BeGreaterThan(0.999);
        var test = new ConvergenceTest(falling, null, Limits with { RequireConverged = true }, levelHeld: true);
        test.Kind.Should().Be(TrendKind.StillFalling);
        test.Exceeds.Should().BeTrue();
        test.PFail.Should().BeApproximately(2 * falling.PBelow(Math.Log(0.95)), 1e-15);
    }

    [Fact]
    public void PPass_EndsTooFarAboveItsBest_IsOne()
    {
        var level = Trend(0, 4);

        new ConvergenceTest(level, null, Limits, levelHeld: true).PPass.Should().BeLessThan(0.001);
        new ConvergenceTest(level, null, Limits, levelHeld: false).PPass.Should().Be(1);
    }

    [Fact]
    public void PPass_IsThatOfTheValidationLoss() =>
        new ConvergenceTest(Trend(-0.3, 5), Trend(0, 6), Limits, levelHeld: true).PPass.Should().BeLessThan(0.001);

    [Fact]
    public void Kind_BothRise_IsTheTrainingLossWhereItRisesForCertain()
    {
        new ConvergenceTest(Trend(0.3, 7), Trend(0.6, 8), Limits, levelHeld: true).Kind.Should().Be(TrendKind.TrainRises);
        new ConvergenceTest(Trend(0.0495, 7), Trend(0.6, 8), Limits, levelHeld: true).Kind.Should().Be(TrendKind.ValidationRises);
    }

    [Fact]
    public void Bounds_AreRelativeChanges()
    {
        var trend = Trend(0.2, 9);
        var (lower, upper) = new ConvergenceTest(trend, null, Limits, levelHeld: true).Bounds(0.01, 0.05);

        Math.Log(1 + lower).Should().BeApproximately(trend.Bounds(0.01, 0.05).Lower, 1e-12);
        Math.Log(1 + upper).Should().BeApproximately(trend.Bounds(0.01, 0.05).Upper, 1e-12);
    }

    // 200 points that change by this much of ln(loss) over the last 60, with 1 % of noise.
    private static TailTrend Trend(double change, int seed)
    {
        var random = new Random(seed);
        return TailTrend.Estimate([.. Enumerable.Range(0, 200).Select(i => (change * Math.Max(0, i - 140) / 59) + (0.02 * (random.NextDouble() - 0.5)))]);
    }
}
