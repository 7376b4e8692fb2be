using System.Numerics;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public class BinomialDistributionTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 10)]
    [InlineData(10, 10)]
    [InlineData(150, 400)]
    [InlineData(390, 400)]
    public void Tails_equal_exact_integer_sums(int successes, int trials)
    {
        // p = 3/8, so every probability is a whole number over 8^n.
        BigInteger upper = 0, lower = 0, coefficient = 1;
        for (var k = 0; k <= trials; k++)
        {
            var term = coefficient * BigInteger.Pow(3, k) * BigInteger.Pow(5, trials - k);
            upper += k >= successes ? term : 0;
            lower += k <= successes ? term : 0;
            coefficient = coefficient * (trials - k) / (k + 1);
        }

        var all = BigInteger.Pow(8, trials);
        var expectedUpper = Math.Exp(BigInteger.Log(upper) - BigInteger.Log(all));
        var expectedLower = Math.Exp(BigInteger.Log(lower) - BigInteger.Log(all));
        BinomialDistribution.UpperTail(successes, trials, 0.375).Should().BeApproximately(expectedUpper, 1e-11 * expectedUpper);
        BinomialDistribution.LowerTail(successes, trials, 0.375).Should().BeApproximately(expectedLower, 1e-11 * expectedLower);
    }

    [Fact]
    public void Tails_of_ten_million_trials_complement()
    {
        var upper = BinomialDistribution.UpperTail(5_001_001, 10_000_000, 0.5);
        var lower = BinomialDistribution.LowerTail(5_001_000, 10_000_000, 0.5);

        (upper + lower).Should().BeApproximately(1, 1e-12);
        upper.Should().BeApproximately(NormalDistribution.UpperTail(1000.5 / Math.Sqrt(2_500_000)), 1e-6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Upper_tail_beyond_the_trials_is_certain(long successes, double expected) =>
        BinomialDistribution.UpperTail(successes, 0, 0.3).Should().Be(expected);

    [Fact]
    public void Tails_of_a_certain_event_are_exact()
    {
        BinomialDistribution.UpperTail(5, 5, 1).Should().Be(1);
        BinomialDistribution.LowerTail(4, 5, 1).Should().Be(0);
        BinomialDistribution.UpperTail(1, 5, 0).Should().Be(0);
        BinomialDistribution.LowerTail(0, 5, 0).Should().Be(1);
    }

    [Fact]
    public void Tail_of_no_probability_throws() =>
        FluentActions.Invoking(() => BinomialDistribution.UpperTail(1, 2, double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
}
