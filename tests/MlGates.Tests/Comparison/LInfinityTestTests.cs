using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Tests.Comparison;

public class LInfinityTestTests
{
    private static readonly long[] Baseline = [400, 300, 200, 100];
    private static readonly long[] Candidate = [330, 290, 230, 150];

    // The check value of the statistical contract, to the digits given there.
    [Fact]
    public void P_value_is_that_of_the_contract()
    {
        var test = new LInfinityTest(Baseline, Candidate, 0.03);

        test.Value.Should().BeApproximately(0.07, 1e-15);
        test.PFail.Should().BeApproximately(0.2525878776, 5e-11);
        test.PPass.Should().Be(1);
    }

    [Fact]
    public void Bounds_are_where_the_p_values_cross_their_levels()
    {
        var (lower, upper) = new LInfinityTest(Baseline, Candidate, 0.001).Bounds(0.05, 0.05);

        new LInfinityTest(Baseline, Candidate, lower).PFail.Should().BeApproximately(0.05, 1e-9);
        new LInfinityTest(Baseline, Candidate, upper).PPass.Should().BeApproximately(0.05, 1e-9);
    }

    [Fact]
    public void Categories_too_rare_to_differ_by_the_tolerance_are_not_corrected_for()
    {
        long[] many = [500, 480, .. Enumerable.Repeat(1L, 20)];

        new LInfinityTest(many, many, 0.05).Considered.Should().Be(2);
        new LInfinityTest(many, many, 0).Considered.Should().Be(22);
        new LInfinityTest([.. Enumerable.Repeat(1L, 1000)], [.. Enumerable.Repeat(1L, 1000)], 0.5).Considered.Should().Be(1);
    }

    [Fact]
    public void Power_is_the_formula_of_the_contract()
    {
        var test = new LInfinityTest([6000, 4000], [3000, 2000], 0.05);
        var error = Math.Sqrt(0.6 * 0.4 * ((1 / 10000.0) + (1 / 5000.0)));

        var expected = NormalDistribution.LowerTail((0.05 / error) - NormalDistribution.UpperQuantile(0.01 / 4));

        test.Power(0.01, 2).Should().BeApproximately(expected, 1e-12);
        test.Power(0.01, test.MinimumDetectable(0.01, 0.9) / 0.05).Should().BeApproximately(0.9, 1e-9);
    }

    [Fact]
    public void Rows_factor_reaches_the_power_asked_for()
    {
        var test = new LInfinityTest([600, 400], [300, 200], 0.05);
        var factor = test.RowsFactor(0.01, 2, 0.9);
        factor.Should().BeGreaterThan(1);

        var times = (long)Math.Ceiling(factor);
        new LInfinityTest([600 * times, 400 * times], [300 * times, 200 * times], 0.05).Power(0.01, 2).Should().BeGreaterThanOrEqualTo(0.9);
        new LInfinityTest([600 * (times - 1), 400 * (times - 1)], [300 * (times - 1), 200 * (times - 1)], 0.05).Power(0.01, 2).Should().BeLessThan(0.9);
    }

    [Fact]
    public void Disjoint_sides_fail_and_equal_ones_pass()
    {
        var disjoint = new LInfinityTest([500, 0], [0, 500], 0.5);
        var equal = new LInfinityTest([1000, 3000], [2000, 6000], 0.05);

        disjoint.Value.Should().Be(1);
        disjoint.PFail.Should().BeLessThan(1e-20);
        equal.Value.Should().Be(0);
        equal.PFail.Should().Be(1);
        equal.PPass.Should().BeLessThan(1e-4);
    }

    [Fact]
    public void One_category_passes_only_with_rows()
    {
        new LInfinityTest([10], [10], 0.05).PPass.Should().BeGreaterThan(0.05);
        new LInfinityTest([1000], [1000], 0.05).PPass.Should().BeLessThan(1e-9);
        new LInfinityTest([10], [10], 0.05).PFail.Should().Be(1);
    }

    [Fact]
    public void Zero_tolerance_can_fail_and_never_passes()
    {
        var test = new LInfinityTest(Baseline, Candidate, 0);

        test.PFail.Should().BeLessThan(0.05);
        test.PPass.Should().Be(1);
        test.Power(0.05, 2).Should().Be(0);
        test.RowsFactor(0.05, 2, 0.9).Should().Be(double.PositiveInfinity);
        new LInfinityTest(Baseline, Baseline, 0).PPass.Should().BeGreaterThanOrEqualTo(0.5);
    }

    [Fact]
    public void Huge_counts_are_judged_like_others()
    {
        var test = new LInfinityTest([1_000_000_000_000, 300_000_000_000, 5], [1_001_000_000_000, 299_000_000_000, 4], 0.0007);

        test.Value.Should().BeApproximately(0.0007692307698201183, 1e-14);
        test.PFail.Should().BeLessThan(1e-20);
        test.Power(0.05, 2).Should().Be(1);
    }

    [Fact]
    public void A_new_category_counts_from_zero()
    {
        var test = new LInfinityTest([1000, 0], [900, 100], 0.05);

        test.Value.Should().BeApproximately(0.1, 1e-15);
        test.PFail.Should().BeLessThan(0.001);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_tolerance_out_of_range_throws(double tolerance) =>
        FluentActions.Invoking(() => new LInfinityTest([1], [1], tolerance)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void An_empty_side_throws() =>
        FluentActions.Invoking(() => new LInfinityTest([1, 2], [0, 0], 0.1)).Should().Throw<ArgumentException>();
}
