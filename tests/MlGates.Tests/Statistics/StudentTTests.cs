using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public class StudentTTests
{
    // Closed forms: one degree is Cauchy, two degrees ½ − t/(2√(2+t²)).
    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(1e6)]
    public void Upper_tail_with_one_degree_is_cauchy(double t) =>
        StudentT.UpperTail(t, 1).Should().BeApproximately(Math.Atan(1 / t) / Math.PI, 1e-12 * Math.Atan(1 / t));

    [Theory]
    [InlineData(0.1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void Upper_tail_with_two_degrees_is_the_closed_form(double t)
    {
        var root = Math.Sqrt(2 + (t * t));
        StudentT.UpperTail(t, 2).Should().BeApproximately(1 / (root * (root + t)), 1e-12);
    }

    // Tables of the 95 % and 99.5 % points.
    [Theory]
    [InlineData(0.05, 7, 1.894578605061305)]
    [InlineData(0.025, 10, 2.2281388519649385)]
    [InlineData(0.005, 30, 2.7499956535672274)]
    public void Upper_quantile_is_that_of_the_tables(double probability, double degrees, double expected) =>
        StudentT.UpperQuantile(probability, degrees).Should().BeApproximately(expected, 1e-10);

    [Theory]
    [InlineData(1e-30, 3)]
    [InlineData(0.3, 0.5)]
    [InlineData(0.975, 12)]
    [InlineData(0.01, 1e7)]
    public void Upper_quantile_is_the_inverse_of_the_tail(double probability, double degrees) =>
        StudentT.UpperTail(StudentT.UpperQuantile(probability, degrees), degrees).Should().BeApproximately(probability, 1e-10 * probability);

    [Fact]
    public void Upper_tail_with_many_degrees_is_nearly_normal() =>
        StudentT.UpperTail(4, 1e9).Should().BeApproximately(NormalDistribution.UpperTail(4), 1e-6 * NormalDistribution.UpperTail(4));

    [Fact]
    public void Tails_at_infinity_and_zero_are_exact()
    {
        StudentT.UpperTail(double.PositiveInfinity, 3).Should().Be(0);
        StudentT.UpperTail(double.NegativeInfinity, 3).Should().Be(1);
        StudentT.UpperTail(0, 3).Should().Be(0.5);
        StudentT.UpperTail(double.NaN, 3).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Tail_without_valid_degrees_throws(double degrees) =>
        FluentActions.Invoking(() => StudentT.UpperTail(1, degrees)).Should().Throw<ArgumentOutOfRangeException>();
}
