using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public class ProportionIntervalTests
{
    // R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, rounded there to four places.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_limits_are_those_of_newcombe(long successes, long trials, double lower, double upper)
    {
        var interval = ProportionInterval.Wilson(successes, trials, NormalDistribution.UpperQuantile(0.025));

        interval.Lower.Should().BeApproximately(lower, 5e-5);
        interval.Upper.Should().BeApproximately(upper, 5e-5);
    }

    [Theory]
    [InlineData(81, 263, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0578, 0.1617)]
    [InlineData(0, 20, 0.0000, 0.1684)]
    [InlineData(1, 29, 0.0009, 0.1776)]
    public void Clopper_Pearson_limits_are_those_of_newcombe(long successes, long trials, double lower, double upper)
    {
        ProportionInterval.ClopperPearsonLower(successes, trials, 0.025).Should().BeApproximately(lower, 5e-5);
        ProportionInterval.ClopperPearsonUpper(successes, trials, 0.025).Should().BeApproximately(upper, 5e-5);
    }

    [Fact]
    public void Limits_without_trials_say_nothing()
    {
        ProportionInterval.Wilson(0, 0, 2).Should().Be((0, 1));
        ProportionInterval.ClopperPearsonLower(0, 0, 0.05).Should().Be(0);
        ProportionInterval.ClopperPearsonUpper(0, 0, 0.05).Should().Be(1);
    }

    [Fact]
    public void Wilson_at_z_zero_is_the_proportion_itself() => ProportionInterval.Wilson(3, 8, 0).Should().Be((0.375, 0.375));

    [Fact]
    public void More_successes_than_trials_throw() =>
        FluentActions.Invoking(() => ProportionInterval.Wilson(3, 2, 1)).Should().Throw<ArgumentOutOfRangeException>();
}
