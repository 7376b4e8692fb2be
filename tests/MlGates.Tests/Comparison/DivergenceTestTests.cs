using MlGates.Comparison;

namespace MlGates.Tests.Comparison;

public class DivergenceTestTests
{
    private static readonly long[] Baseline = [400, 300, 200, 100];
    private static readonly long[] Candidate = [330, 290, 230, 150];

    // The counts of the statistical contract. The values are from 40-digit decimal arithmetic; the contract prints JS 0.00687250652, PSI
    // 0.03808313831 and p 0.0446547648, which its own formulas give to 7, 7 and 5 digits only.
    [Fact]
    public void Jensen_Shannon_of_the_contract_has_its_value_and_p_value()
    {
        var test = DivergenceTest.JensenShannon(Baseline, Candidate, 0.002);

        test.Value.Should().BeApproximately(0.006872506620951642, 1e-15);
        test.PFail.Should().BeApproximately(0.04465484476016863, 1e-11);
        test.Cells.Should().Be(4);
        test.NoiseFloor.Should().BeApproximately(3 * 0.002 / (8 * Math.Log(2)), 1e-15);
        test.Exceeds.Should().BeTrue();
    }

    [Fact]
    public void Population_stability_of_the_contract_has_its_value() =>
        DivergenceTest.PopulationStability(Baseline, Candidate, 0.1).Value.Should().BeApproximately(0.03808313930857529, 1e-14);

    [Fact]
    public void Bounds_are_where_the_p_values_cross_their_levels()
    {
        var (lower, upper) = DivergenceTest.JensenShannon(Baseline, Candidate, 0.002).Bounds(0.05, 0.05);

        lower.Should().BeLessThan(0.00687).And.BeGreaterThan(0.002);
        upper.Should().BeGreaterThan(0.00687);
        DivergenceTest.JensenShannon(Baseline, Candidate, lower).PFail.Should().BeApproximately(0.05, 1e-9);
        DivergenceTest.JensenShannon(Baseline, Candidate, upper).PPass.Should().BeApproximately(0.05, 1e-9);
    }

    [Fact]
    public void Minimum_detectable_value_is_found_with_the_power_asked_for()
    {
        var test = DivergenceTest.JensenShannon(Baseline, Candidate, 0.01);

        var smallest = test.MinimumDetectable(0.01, 0.9);

        test.Power(0.01, smallest / 0.01).Should().BeApproximately(0.9, 1e-9);
    }

    [Fact]
    public void Rows_factor_reaches_the_power_asked_for()
    {
        var test = DivergenceTest.JensenShannon(Baseline, Candidate, 0.01);
        test.Power(0.005, 2).Should().BeLessThan(0.9);

        var factor = test.RowsFactor(0.005, 2, 0.9);

        var grown = DivergenceTest.JensenShannon(Grow(Baseline, factor), Grow(Candidate, factor), 0.01);
        grown.Power(0.005, 2).Should().BeApproximately(0.9, 1e-3, "counts are rounded to whole rows");
        grown.RowsFactor(0.005, 2, 0.9).Should().BeApproximately(1, 1e-2);
    }

    [Fact]
    public void Rows_factor_counts_the_cells_that_more_rows_will_bring() =>
        DivergenceTest.JensenShannon([20, 20], [20, 20], 0.02, finalCells: 10).RowsFactor(0.05, 2, 0.9)
            .Should().BeGreaterThan(DivergenceTest.JensenShannon([20, 20], [20, 20], 0.02).RowsFactor(0.05, 2, 0.9));

    [Fact]
    public void Equal_shares_have_no_divergence_and_pass_with_many_rows()
    {
        var test = DivergenceTest.JensenShannon([1000, 3000], [2000, 6000], 0.02);

        test.Value.Should().Be(0);
        test.PFail.Should().Be(1);
        test.PPass.Should().BeLessThan(1e-9);
        test.Bounds(0.05, 0.05).Lower.Should().Be(0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    public void A_handful_of_equal_rows_proves_nothing(long rows) =>
        DivergenceTest.JensenShannon([rows, rows], [rows, rows], 0.02).PPass.Should().BeGreaterThan(0.05);

    [Fact]
    public void Disjoint_sides_fail_at_any_tolerance()
    {
        var test = DivergenceTest.JensenShannon([500, 0], [0, 500], 0.5);

        test.Value.Should().Be(1);
        test.PFail.Should().BeLessThan(1e-20);
        test.PPass.Should().BeApproximately(1, 1e-12);
        test.Bounds(0.01, 0.01).Upper.Should().Be(1);
    }

    [Fact]
    public void One_cell_cannot_fail_and_passes_only_with_rows()
    {
        var few = DivergenceTest.JensenShannon([10], [10], 0.02);
        var many = DivergenceTest.JensenShannon([1000], [1000], 0.02);

        few.PFail.Should().Be(1);
        few.PPass.Should().BeGreaterThan(0.5);
        many.PPass.Should().BeLessThan(1e-9);
        few.Bounds(0.05, 0.05).Lower.Should().Be(0);
        few.NoiseFloor.Should().Be(0);
        few.RowsFactor(0.05, 2, 0.9).Should().BeGreaterThan(1);
    }

    [Fact]
    public void Cells_without_rows_do_not_count() =>
        DivergenceTest.JensenShannon([400, 0, 300, 200, 100, 0], [330, 0, 290, 230, 150, 0], 0.002).PFail.Should().BeApproximately(0.04465484476016863, 1e-11);

    [Fact]
    public void Zero_tolerance_can_fail_and_never_passes()
    {
        var test = DivergenceTest.JensenShannon(Baseline, Candidate, 0);

        test.PFail.Should().BeApproximately(0.00027, 0.00005, "this is the test of no change");
        test.PPass.Should().Be(1);
        test.Power(0.05, 2).Should().BeApproximately(0.05, 1e-9);
        test.RowsFactor(0.05, 2, 0.9).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Huge_counts_are_judged_like_others()
    {
        var test = DivergenceTest.JensenShannon([1_000_000_000_000, 300_000_000_000, 5], [1_001_000_000_000, 299_000_000_000, 4], 6e-7);
        var (lower, upper) = test.Bounds(0.05, 0.05);

        test.Value.Should().BeApproximately(6.018258168600902e-07, 1e-15);
        lower.Should().BeInRange(5.9e-7, test.Value);
        upper.Should().BeInRange(test.Value, 6.1e-7);
        test.Power(0.05, 2).Should().Be(1);
        test.RowsFactor(0.05, 2, 0.9).Should().Be(1);
        test.MinimumDetectable(0.05, 0.9).Should().BeInRange(6e-7, 6.1e-7);
    }

    [Fact]
    public void Two_rows_cannot_detect_anything()
    {
        var test = DivergenceTest.JensenShannon([1, 0], [0, 1], 0.5);

        test.PFail.Should().BeGreaterThan(0.05);
        test.MinimumDetectable(0.01, 0.99).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_tolerance_out_of_range_throws(double tolerance) =>
        FluentActions.Invoking(() => DivergenceTest.JensenShannon([1], [1], tolerance)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void An_empty_side_throws() =>
        FluentActions.Invoking(() => DivergenceTest.JensenShannon([1, 2], [0, 0], 0.1)).Should().Throw<ArgumentException>();

    private static long[] Grow(long[] counts, double factor) => Array.ConvertAll(counts, c => (long)Math.Ceiling(c * factor));
}
