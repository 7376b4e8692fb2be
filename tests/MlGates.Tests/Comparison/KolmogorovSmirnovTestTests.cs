using CsCheck;
using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Tests.Comparison;

public class KolmogorovSmirnovTestTests
{
    private static readonly double[] Ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

    [Fact]
    public void Value_IsTheLargestDifferenceOfTheDistributionFunctionsAndItsPlace()
    {
        var cells = OrderedCells.Of(Histogram(1, 2, 3, 4), Histogram(3, 4, 5, 6));
        var test = new KolmogorovSmirnovTest(cells, 0.1);

        test.Value.Should().Be(0.5);
        test.Highest.Should().Be(0.5, "each cell is one value");
        cells.HighOf(test.Cell).Should().Be(2);
        test.Exceeds.Should().BeTrue();
    }

    // 2·exp(−2·0.2²/(1/500 + 1/400)), and nothing at or below the limit.
    [Fact]
    public void PFail_IsTheBoundOfDvoretzkyKieferAndWolfowitz()
    {
        var cells = OrderedCells.Between([0], [250, 250], [80, 320]);

        new KolmogorovSmirnovTest(cells, 0.1).PFail.Should().BeApproximately(2 * Math.Exp(-2 * 0.04 / (1.0 / 500 + 1.0 / 400)), 1e-15);
        new KolmogorovSmirnovTest(cells, 0.3).PFail.Should().Be(1);
        new KolmogorovSmirnovTest(cells, 0.35).PPass.Should().Be(1, "what the two wide cells hide could be more");
    }

    [Fact]
    public void PPass_OfEqualSides_FallsWithTheRows()
    {
        var few = new KolmogorovSmirnovTest(OrderedCells.Of(Histogram(Ten), Histogram(Ten)), 0.1);
        var many = Times(1000, 0.1);

        few.PPass.Should().Be(1);
        many.PPass.Should().BeApproximately(2 * Math.Exp(-2 * 0.01 / (2.0 / 10_000)), 1e-12);
        many.PFail.Should().Be(1);
    }

    [Fact]
    public void Bounds_AreWhereThePValuesCrossTheirLevels()
    {
        var cells = OrderedCells.Of(Histogram(Ten, 100), Histogram([.. Ten.Select(x => x + 2)], 80));

        var (lower, upper) = new KolmogorovSmirnovTest(cells, 0).Bounds(0.05, 0.01);

        new KolmogorovSmirnovTest(cells, lower).PFail.Should().BeApproximately(0.05, 1e-9);
        new KolmogorovSmirnovTest(cells, upper).PPass.Should().BeApproximately(0.01, 1e-9);
    }

    [Fact]
    public void RowsFactor_ReachesThePowerAskedFor()
    {
        var test = Times(20, 0.1);
        test.Power(0.005, 2).Should().BeLessThan(0.9);

        var factor = test.RowsFactor(0.005, 2, 0.9);

        Times((int)Math.Ceiling(20 * factor), 0.1).Power(0.005, 2).Should().BeInRange(0.9, 0.95);
    }

    [Fact]
    public void MinimumDetectable_IsFoundWithThePowerAskedFor()
    {
        var test = Times(200, 0.1);

        test.Power(0.01, test.MinimumDetectable(0.01, 0.9) / 0.1).Should().BeApproximately(0.9, 1e-9);
        Times(1, 0.1).MinimumDetectable(0.01, 0.9).Should().Be(double.NaN, "no distance is above 1");
    }

    // A bin of a fifth of the rows can hide a change of that size: rows alone do not help.
    [Fact]
    public void Power_OfWideCells_CountsWhatTheyMayHide()
    {
        var cells = OrderedCells.Between([1, 2, 3, 4], [20_000, 20_000, 20_000, 20_000, 20_000], [20_000, 20_000, 20_000, 20_000, 20_000]);
        var test = new KolmogorovSmirnovTest(cells, 0.1);

        test.Power(0.05, 2).Should().BeLessThan(0.01);
        test.RowsFactor(0.05, 2, 0.9).Should().Be(double.PositiveInfinity);
        new KolmogorovSmirnovTest(cells, 0.3).Power(0.05, 2).Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void ChanceWithoutChange_IsKolmogorovsLimit()
    {
        // √(nm/(n+m))·D = 1.36 and 0.8: 5 % and 54 % in the tables of Smirnov (1948).
        Times(1000, 1.3581 * Math.Sqrt(2.0 / 10_000)).ChanceWithoutChange.Should().BeApproximately(0.05, 1e-5);
        Times(1000, 0.8 * Math.Sqrt(2.0 / 10_000)).ChanceWithoutChange.Should().BeApproximately(0.544142, 1e-6);
        Times(1000, 0.999999 * Math.Sqrt(2.0 / 10_000)).ChanceWithoutChange
            .Should().BeApproximately(Times(1000, 1.000001 * Math.Sqrt(2.0 / 10_000)).ChanceWithoutChange, 1e-5, "both sums meet");
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Tolerance_OutOfRange_Throws(double tolerance) =>
        FluentActions.Invoking(() => new KolmogorovSmirnovTest(OrderedCells.Between([], [1], [1]), tolerance)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void EmptySide_Throws() =>
        FluentActions.Invoking(() => new KolmogorovSmirnovTest(OrderedCells.Between([0], [1, 2], [0, 0]), 0.1)).Should().Throw<ArgumentException>();

    // Cells of any width bracket the distance of the values; and swapping the sides changes nothing.
    [Fact]
    public void Value_OfCoarserCells_BracketsTheExactOne() =>
        Gen.Select(Gen.Int[-30, 30].Array[1, 60], Gen.Int[-30, 30].Array[1, 60], Gen.Int[12, 16]).Sample((first, second, resolution) =>
        {
            var (a, b) = (Histogram(Array.ConvertAll(first, x => x / 4.0)), Histogram(Array.ConvertAll(second, x => x / 4.0)));
            var exact = new KolmogorovSmirnovTest(OrderedCells.Of(a, b), 0.1);
            var coarse = new KolmogorovSmirnovTest(OrderedCells.Of(a.Coarsen(resolution), b.Coarsen(resolution)), 0.1);
            var slow = first.Concat(second).Max(x => Math.Abs((first.Count(y => y <= x) / (double)first.Length) - (second.Count(y => y <= x) / (double)second.Length)));

            exact.Value.Should().BeApproximately(slow, 1e-14);
            exact.Highest.Should().Be(exact.Value);
            coarse.Value.Should().BeLessThanOrEqualTo(exact.Value);
            coarse.Highest.Should().BeGreaterThanOrEqualTo(exact.Value);
            new KolmogorovSmirnovTest(OrderedCells.Of(b, a), 0.1).Value.Should().Be(exact.Value);
        });

    private static KolmogorovSmirnovTest Times(int times, double tolerance) => new(OrderedCells.Of(Histogram(Ten, times), Histogram(Ten, times)), tolerance);

    private static ValueHistogram Histogram(params double[] values) => Histogram(values, 1);

    private static ValueHistogram Histogram(double[] values, int times)
    {
        var state = new ValueHistogramState();
        foreach (var value in values)
        {
            state.Add(value, times);
        }

        return state.ToHistogram();
    }
}
