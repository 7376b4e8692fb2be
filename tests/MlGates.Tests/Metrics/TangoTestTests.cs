using MlGates.Metrics;

namespace MlGates.Tests.Metrics;

public class TangoTestTests
{
    // Tango's formula in 50-digit decimal arithmetic gives -3.5296387383258796….
    [Fact]
    public void Z_AgreesWithTheCheckValue() =>
        new TangoTest(10, 45, 1000, 0.01).Z.Should().BeApproximately(-3.5296387383258796, 1e-13, "a few roundings of a double");

    [Fact]
    public void PFail_ManyMoreRightOnlyForTheBaseline_IsSmall()
    {
        var test = new TangoTest(10, 45, 1000, 0.01);

        test.Exceeds.Should().BeTrue();
        test.Value.Should().BeApproximately(0.035, 1e-15);
        test.PFail.Should().BeLessThan(0.001);
        test.PPass.Should().BeGreaterThan(0.999);
    }

    [Fact]
    public void PPass_NoDiscordantRowsInThousands_IsSmall() =>
        new TangoTest(0, 0, 5000, 0.01).PPass.Should().BeLessThan(1e-6);

    [Fact]
    public void PPass_FewRows_IsLarge() =>
        new TangoTest(0, 0, 20, 0.01).PPass.Should().BeGreaterThan(0.2);

    [Fact]
    public void Bounds_AreTheLossesThatAreJustNotRejected()
    {
        var (lower, upper) = new TangoTest(10, 45, 1000, 0.01).Bounds(0.05, 0.01);

        new TangoTest(10, 45, 1000, lower).PFail.Should().BeApproximately(0.05, 1e-9);
        new TangoTest(10, 45, 1000, upper).PPass.Should().BeApproximately(0.01, 1e-9);
    }

    [Fact]
    public void Bounds_CandidateBetter_AreNegative() =>
        new TangoTest(80, 10, 1000, 0.01).Bounds(0.05, 0.05).Upper.Should().BeLessThan(0);

    [Fact]
    public void NothingAllowedAndNothingDifferent_SaysNeither()
    {
        var test = new TangoTest(0, 0, 100, 0);

        test.Z.Should().Be(0);
        test.PFail.Should().Be(0.5);
        test.Power(0.05, 2).Should().Be(0.05);
        test.RowsFactor(0.05, 2, 0.9).Should().Be(double.PositiveInfinity);
        test.MinimumDetectable(0.05, 0.9).Should().BeGreaterThan(0);
    }

    [Fact]
    public void RowsFactor_GivesThePowerItPromises()
    {
        var test = new TangoTest(12, 14, 1000, 0.01);
        var factor = test.RowsFactor(0.01, 2, 0.9);

        var grown = new TangoTest((long)(12 * factor), (long)(14 * factor), (long)(1000 * factor), 0.01);
        grown.Power(0.01, 2).Should().BeApproximately(0.9, 0.005, "counts are rounded to whole rows");
    }

    [Theory]
    [InlineData(1, 2, 2, 0.1)]
    [InlineData(-1, 2, 5, 0.1)]
    [InlineData(0, 0, 0, 0.1)]
    [InlineData(0, 0, 5, 1.01)]
    [InlineData(0, 0, 5, double.NaN)]
    public void Impossible_Throws(long candidateOnly, long baselineOnly, long rows, double allowedLoss) =>
        FluentActions.Invoking(() => new TangoTest(candidateOnly, baselineOnly, rows, allowedLoss)).Should().Throw<ArgumentException>();
}
