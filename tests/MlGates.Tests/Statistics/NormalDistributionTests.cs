using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public class NormalDistributionTests
{
    // Standard tables (Abramowitz and Stegun, table 26.1 and 26.2) and the asymptotic value at 10 and 37.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(1.959963984540054, 0.025)]
    [InlineData(3, 0.0013498980316300946)]
    [InlineData(10, 7.619853024160526e-24)]
    [InlineData(37, 5.725571222524e-300)]
    public void Upper_tail_at_known_points_keeps_relative_precision(double z, double expected)
    {
        NormalDistribution.UpperTail(z).Should().BeApproximately(expected, 1e-11 * expected);
        NormalDistribution.LowerTail(-z).Should().Be(NormalDistribution.UpperTail(z));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-20)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Upper_quantile_is_the_inverse_of_the_tail(double probability) =>
        NormalDistribution.UpperTail(NormalDistribution.UpperQuantile(probability)).Should().BeApproximately(probability, 1e-11 * probability);

    [Fact]
    public void Upper_quantile_at_the_ends_is_infinite()
    {
        NormalDistribution.UpperQuantile(0).Should().Be(double.PositiveInfinity);
        NormalDistribution.UpperQuantile(1).Should().Be(double.NegativeInfinity);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Upper_quantile_of_no_probability_throws(double probability) =>
        FluentActions.Invoking(() => NormalDistribution.UpperQuantile(probability)).Should().Throw<ArgumentOutOfRangeException>();
}
