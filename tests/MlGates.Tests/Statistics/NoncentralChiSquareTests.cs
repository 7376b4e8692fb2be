using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public class NoncentralChiSquareTests
{
    // The check values of the statistical contract, and further ones from the Poisson mixture in 400-digit decimal arithmetic.
    [Theory]
    [InlineData(12.3, 4, 0, 1.52543946557696184e-02)]
    [InlineData(30, 9, 11.09, 1.11679169271961157e-01)]
    [InlineData(110, 9, 55.45, 4.79030381089959149e-03)]
    [InlineData(700, 9, 554.5, 2.98442255151318888e-03)]
    [InlineData(25000, 19, 22180.7, 3.64091076949612165e-20)]
    [InlineData(3, 1, 0.5, 1.60055573060173872e-01)]
    [InlineData(0.001, 1, 2, 9.90716367550384835e-01)]
    [InlineData(1500, 999, 200, 5.91201273127709724e-08)]
    [InlineData(60, 9, 1e-7, 1.34067844497017824e-09)]
    [InlineData(2_010_000, 9, 2_000_000, 2.09118457326060809e-04)]
    [InlineData(2_000_100, 9, 2_000_000, 4.87026089588907807e-01)]
    public void Upper_tail_at_known_points_has_nine_digits(double x, double degrees, double noncentrality, double expected) =>
        NoncentralChiSquare.UpperTail(x, degrees, noncentrality).Should().BeApproximately(expected, 1e-9 * expected);

    [Theory]
    [InlineData(12.3, 4, 0, 9.84745605344230390e-01)]
    [InlineData(0.001, 1, 2, 9.28363244961513505e-03)]
    [InlineData(5, 9, 300, 2.16199922282099459e-55)]
    [InlineData(900, 999, 200, 3.21986262293620908e-10)]
    [InlineData(1_970_000, 9, 2_000_000, 8.76362899054920629e-27)]
    public void Lower_tail_at_known_points_has_nine_digits(double x, double degrees, double noncentrality, double expected) =>
        NoncentralChiSquare.LowerTail(x, degrees, noncentrality).Should().BeApproximately(expected, 1e-9 * expected);

    [Theory]
    [InlineData(1200, 10, 100, 6.04944023896259391e-132)]
    [InlineData(2600, 4, 900, 8.94188227160552203e-98)]
    [InlineData(100_000, 4, 80_000, 1.33564715402982341e-244)]
    [InlineData(1300, 2, 0.5, 3.80777409307938532e-273)]
    public void Upper_tail_far_out_has_nine_digits(double x, double degrees, double noncentrality, double expected) =>
        Relative(NoncentralChiSquare.UpperTail(x, degrees, noncentrality), expected).Should().BeLessThan(1e-9);

    [Theory]
    [InlineData(40, 2, 900, 1.47845863355860197e-124)]
    [InlineData(5, 2, 1200, 2.95397402167326239e-231)]
    [InlineData(1e-9, 2, 3, 1.11565080088160547e-10)]
    [InlineData(0.5, 40, 10, 2.10683156723800973e-33)]
    public void Lower_tail_far_out_has_nine_digits(double x, double degrees, double noncentrality, double expected) =>
        Relative(NoncentralChiSquare.LowerTail(x, degrees, noncentrality), expected).Should().BeLessThan(1e-9);

    [Theory]
    [InlineData(999_990, 9, 999_000)]
    [InlineData(990_000, 9, 999_000)]
    [InlineData(995_000, 20_000, 970_000)]
    public void Mixture_and_inversion_agree_where_they_meet(double x, double degrees, double noncentrality)
    {
        // Two more in each argument is just across the border; the mixture below it is itself within 1e-9.
        var here = NoncentralChiSquare.UpperTail(x, degrees, noncentrality);
        var across = NoncentralChiSquare.Inverted(x, degrees, noncentrality, upper: true);

        across.Should().BeApproximately(here, 1e-9 * here);
        NoncentralChiSquare.Inverted(x, degrees, noncentrality, upper: false).Should().BeApproximately(NoncentralChiSquare.LowerTail(x, degrees, noncentrality), 1e-9);
    }

    [Theory]
    [InlineData(1e12, 9, 1e12)]
    [InlineData(1e-3, 1, 1e9)]
    [InlineData(1e15, 200, 1e-3)]
    [InlineData(1e-300, 1, 5)]
    [InlineData(5, 1, 1e-300)]
    [InlineData(1e300, 5, 10)]
    public void Tails_at_extremes_are_probabilities_that_complement(double x, double degrees, double noncentrality)
    {
        var upper = NoncentralChiSquare.UpperTail(x, degrees, noncentrality);
        var lower = NoncentralChiSquare.LowerTail(x, degrees, noncentrality);

        upper.Should().BeInRange(0, 1);
        lower.Should().BeInRange(0, 1);
        (upper + lower).Should().BeApproximately(1, 1e-9);
    }

    [Theory]
    [InlineData(0.05, 9, 0)]
    [InlineData(0.001, 9, 55.45)]
    [InlineData(0.05, 1, 0.01)]
    [InlineData(0.999, 1, 0.01)]
    [InlineData(1e-12, 9, 3e7)]
    [InlineData(0.5, 1000, 3)]
    public void Upper_quantile_is_the_inverse_of_the_tail(double probability, double degrees, double noncentrality)
    {
        var quantile = NoncentralChiSquare.UpperQuantile(probability, degrees, noncentrality);

        NoncentralChiSquare.UpperTail(quantile, degrees, noncentrality).Should().BeApproximately(probability, 1e-8 * probability);
    }

    [Fact]
    public void Tails_outside_the_support_are_exact()
    {
        NoncentralChiSquare.UpperTail(0, 1, 1).Should().Be(1);
        NoncentralChiSquare.UpperTail(-1, 1, 1).Should().Be(1);
        NoncentralChiSquare.LowerTail(0, 1, 1).Should().Be(0);
        NoncentralChiSquare.UpperTail(double.PositiveInfinity, 1, 1).Should().Be(0);
        NoncentralChiSquare.LowerTail(double.PositiveInfinity, 1, 1).Should().Be(1);
        NoncentralChiSquare.UpperQuantile(1, 1, 1).Should().Be(0);
        NoncentralChiSquare.UpperQuantile(0, 1, 1).Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 1, -1)]
    [InlineData(1, 1, double.PositiveInfinity)]
    public void Arguments_out_of_range_throw(double x, double degrees, double noncentrality)
    {
        FluentActions.Invoking(() => NoncentralChiSquare.UpperTail(x, degrees, noncentrality)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => NoncentralChiSquare.LowerTail(x, degrees, noncentrality)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static double Relative(double actual, double expected) => Math.Abs((actual / expected) - 1);
}
