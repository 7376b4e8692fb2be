using MlGates.Serving;

namespace MlGates.Tests.Serving;

public sealed class MedianRateTestTests
{
    // 1, 2, …, 20: median 10.5.
    private static readonly double[] Rates = [.. Enumerable.Range(1, 20).Select(i => (double)i)];

    [Theory]
    // Reference: cumulative binomial(20, 1/2) from exact integer sums, 21700/2^20, 60460/2^20 and 1.
    [InlineData(16, 5, 21700.0 / 1048576)]
    [InlineData(15, 6, 60460.0 / 1048576)]
    [InlineData(1, 20, 1)]
    public void PFail_CountsBlocksAtOrAboveTheFloor(double floor, int atOrAbove, double expected)
    {
        Rates.Count(r => r >= floor).Should().Be(atOrAbove);
        new MedianRateTest(Rates, floor).PFail.Should().BeApproximately(expected, 1e-14);
    }

    [Fact]
    public void PPass_CountsBlocksStrictlyAboveTheFloor()
    {
        new MedianRateTest(Rates, 5).PPass.Should().BeApproximately(21700.0 / 1048576, 1e-14);
        new MedianRateTest([5, 5, 5, 5, 5, 5], 5).Should().Match<MedianRateTest>(t => t.PFail == 1 && t.PPass == 1);
    }

    [Fact]
    public void Bounds_AreTheOrderStatisticsOfTheLevel()
    {
        // P(Bin(20, 1/2) ≤ 5) = 0.0207, ≤ 6 = 0.0577: at 5 % the sixth from either end.
        new MedianRateTest(Rates, 5).Bounds(0.05, 0.05).Should().Be((6, 15));
        new MedianRateTest(Rates, 5).Bounds(0.01, 0.05).Should().Be((6, 16.0 + 1 - 1));
    }

    [Fact]
    public void Bounds_TooFewBlocks_ClaimNone()
    {
        var (lower, upper) = new MedianRateTest([1, 2, 3, 4], 5).Bounds(0.05, 0.05);
        lower.Should().Be(double.NaN);
        upper.Should().Be(double.NaN);
    }

    [Fact]
    public void Bounds_AgreeWithThePValues()
    {
        // A floor just above the upper bound fails at its level, one at the bound does not.
        var (_, upper) = new MedianRateTest(Rates, 5).Bounds(0.05, 0.05);
        new MedianRateTest(Rates, upper + 1e-9).PFail.Should().BeLessThanOrEqualTo(0.05);
        new MedianRateTest(Rates, upper).PFail.Should().BeGreaterThan(0.05);
    }

    [Fact]
    public void Power_QuietBlocks_IsNearlyOneAtHalfTheFloorAndFallsWithTheLevel()
    {
        var test = new MedianRateTest(Rates.Select(r => 1000 + r), 900);
        test.Power(0.05, 2).Should().BeGreaterThan(0.999);
        test.Power(1e-7, 2).Should().Be(0, "20 blocks cannot be that rare");
    }

    [Fact]
    public void MinimumDetectable_HasThePowerAndJustAboveHasNot()
    {
        var test = new MedianRateTest(Rates.Select(r => 1000 + r), 900);
        var least = test.MinimumDetectable(0.05, 0.9);

        least.Should().BeInRange(880, 900);
        test.Power(0.05, 900 / (least * (1 - 1e-9))).Should().BeGreaterThanOrEqualTo(0.9);
        test.Power(0.05, 900 / (least * (1 + 1e-9))).Should().BeLessThan(0.9);
    }

    [Fact]
    public void RowsFactor_TooFewBlocks_SaysHowManyWouldDo()
    {
        var test = new MedianRateTest([1000, 1001, 1002], 900);
        var blocks = test.RowsFactor(0.05, 2, 0.9) * 3;

        blocks.Should().BeInRange(5, 60);
        new MedianRateTest(Rates, 10).RowsFactor(0.05, 1, 0.9).Should().Be(double.PositiveInfinity, "a violation of no size is never found");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Floor_ThatIsNone_Throws(double floor)
    {
        var act = () => new MedianRateTest(Rates, floor);
        act.Should().Throw<ArgumentException>();
    }
}
