using MlGates.Training;

namespace MlGates.Tests.Training;

public class TailTrendTests
{
    [Theory]
    [InlineData(20, 20)]
    [InlineData(66, 20)]
    [InlineData(67, 21)]
    [InlineData(1000, 300)]
    public void Length_IsThirtyPercentAndTwentyAtLeast(int count, int tail) => TailTrend.Length(count).Should().Be(tail);

    [Fact]
    public void Estimate_StraightLine_IsItsChangeWithoutError()
    {
        var line = Enumerable.Range(0, 200).Select(i => 0.01 * i).ToArray();

        var trend = TailTrend.Estimate(line);

        trend.Points.Should().Be(60);
        trend.Change.Should().BeApproximately(0.59, 1e-12, "the tail has 59 steps");
        trend.StandardError.Should().BeApproximately(0, 1e-12);
        trend.Degrees.Should().Be(6);
    }

    [Fact]
    public void Estimate_ConstantLoss_SaysNeitherRiseNorFall()
    {
        var trend = TailTrend.Estimate(new double[50]);

        trend.Change.Should().Be(0);
        trend.PAbove(0.05).Should().Be(1);
        trend.PBelow(0.05).Should().Be(0);
        trend.Bounds(0.05, 0.05).Should().Be((0, 0));
    }

    [Fact]
    public void Estimate_Spike_IsPulledIn()
    {
        var values = Alternating(100);
        values[90] += 50;

        var trend = TailTrend.Estimate(values);

        trend.Spikes.Should().Equal(90);
        trend.Change.Should().BeApproximately(0, 0.05, "the spike counts as six deviations, not as fifty");
    }

    [Fact]
    public void Estimate_ShortTail_TakesAQuarterOfTheLevel()
    {
        var random = new Random(8);
        var trend = TailTrend.Estimate([.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())]);
        var (lower, _) = trend.Bounds(0.2, 0.2);

        trend.Degrees.Should().Be(3);
        trend.PAbove(lower).Should().BeApproximately(0.2, 1e-9, "bounds and p-values carry the same factor of four");
    }

    [Fact]
    public void Estimate_RandomWalk_HasAWiderErrorThanIndependentNoise()
    {
        var random = new Random(5);
        var noise = Enumerable.Range(0, 200).Select(_ => random.NextDouble() - 0.5).ToArray();
        var walk = new double[200];
        for (var i = 1; i < walk.Length; i++)
        {
            walk[i] = (0.9 * walk[i - 1]) + (noise[i] * Math.Sqrt(1 - 0.81));
        }

        TailTrend.Estimate(walk).Autocorrelation.Should().BeInRange(0.6, 0.97);
        TailTrend.Estimate(walk).StandardError.Should().BeGreaterThan(1.5 * TailTrend.Estimate(noise).StandardError);
    }

    [Fact]
    public void Estimate_TooFewPoints_Throws() =>
        FluentActions.Invoking(() => TailTrend.Estimate(new double[19])).Should().Throw<ArgumentException>();

    private static double[] Alternating(int count) => [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 0.01 : -0.01)];
}
