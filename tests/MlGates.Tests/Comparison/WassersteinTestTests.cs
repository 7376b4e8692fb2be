using CsCheck;
using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Tests.Comparison;

public class WassersteinTestTests
{
    // 0 … 1999, whose standard deviation is √((2000² − 1)/12).
    private static readonly double[] Even = [.. Enumerable.Range(0, 2000).Select(i => (double)i)];

    [Fact]
    public void Value_OfAShift_IsTheShiftInStandardDeviations()
    {
        var test = Test(Even, [.. Even.Select(x => x + 5)], 0.1);

        // Both sides are clipped to [9.995, 1989.005].
        double[] clipped = [.. Even.Select(x => Math.Clamp(x, 9.995, 1989.005))];
        double[] moved = [.. Even.Select(x => Math.Clamp(x + 5, 9.995, 1989.005))];
        var mean = clipped.Average();
        var unit = Math.Sqrt(clipped.Average(x => (x - mean) * (x - mean)));
        test.Unit.Should().BeApproximately(unit, 1e-9);
        test.Value.Should().BeApproximately((moved.Average() - clipped.Average()) / unit, 1e-12, "all of it moves up");
        test.Blur.Should().Be(0, "each cell is one value");
    }

    [Fact]
    public void Value_OfFarOutliers_IsHardlyMoved()
    {
        double[] second = [.. Even];
        second[3] = 1e12;
        second[4] = double.PositiveInfinity;

        Test(Even, second, 0.1).Value.Should().BeLessThan(0.01);
    }

    [Fact]
    public void PFail_IsThatOfANormalWithTheErrorOfTheInfluenceFunction()
    {
        // A shift: F ≥ G throughout, so a(x) = −x up to a constant, and the error is that of two means.
        double[] second = [.. Even.Select(x => x + 100)];
        var test = Test(Even, second, 0.1);
        var (n, clip) = (2000.0, (9.995, 1989.005));
        double Spread(double[] values)
        {
            var kept = values.Select(x => Math.Clamp(x, clip.Item1, clip.Item2)).ToArray();
            var mean = kept.Average();
            return kept.Average(x => (x - mean) * (x - mean)) / n;
        }

        var error = Math.Sqrt(Math.Max((Spread(Even) + Spread(second)) / (test.Unit * test.Unit), 2 / n));
        test.PFail.Should().BeApproximately(NormalDistribution.UpperTail((test.Value - 0.1) / error), 1e-12);
        test.PPass.Should().BeApproximately(NormalDistribution.LowerTail((test.Value - 0.1) / error), 1e-12);
    }

    [Fact]
    public void FewRows_NeitherFailNorPassAndSayHowManyAreNeeded()
    {
        var test = Test(Even, [.. Even.Take(999).Select(x => x + 5000)], 0.1);

        test.Exceeds.Should().BeTrue();
        (test.PFail, test.PPass, test.Power(0.05, 2)).Should().Be((1, 1, 0));
        test.Bounds(0.05, 0.05).Should().Be((double.NaN, double.NaN));
        test.RowsFactor(0.05, 2, 0.9).Should().BeGreaterThanOrEqualTo(1000 / 999.0);
    }

    [Fact]
    public void RowsFactor_ReachesThePowerAskedFor()
    {
        var test = Test(Even, Even, 0.05);
        test.Power(0.005, 2).Should().BeLessThan(0.9);

        var factor = test.RowsFactor(0.005, 2, 0.9);

        var grown = Histogram(Even, (int)Math.Ceiling(factor));
        WassersteinTest.Of(grown, grown, 0.05)!.Power(0.005, 2).Should().BeInRange(0.9, 0.97);
    }

    [Fact]
    public void Bounds_AreWhereThePValuesCrossTheirLevels()
    {
        double[] second = [.. Even.Select(x => x + 100)];
        var (lower, upper) = Test(Even, second, 0).Bounds(0.05, 0.01);

        Test(Even, second, lower).PFail.Should().BeApproximately(0.05, 1e-9);
        Test(Even, second, upper).PPass.Should().BeApproximately(0.01, 1e-9);
    }

    [Fact]
    public void ConstantFirst_HasNoUnitUnlessBothAreTheSame()
    {
        double[] constant = [.. Enumerable.Repeat(7.0, 2000)];

        WassersteinTest.Of(Histogram(constant), Histogram(Even), 0.1).Should().BeNull("clipped to one value, any sample would be the same");
        WassersteinTest.Of(Histogram([.. constant, 8]), Histogram(constant), 0.1).Should().BeNull();
        WassersteinTest.Of(Histogram(constant), Histogram(constant), 0.1)!.Value.Should().Be(0);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Tolerance_OutOfRange_Throws(double tolerance) =>
        FluentActions.Invoking(() => Test(Even, Even, tolerance)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Value_OfExactCells_IsTheIntegral() =>
        Gen.Select(Gen.Double[-5, 5].Array[5, 60], Gen.Double[-5, 5].Array[5, 60]).Sample((first, second) =>
        {
            var a = Histogram(first);
            var test = WassersteinTest.Of(a, Histogram(second), 0.1)!;

            test.Blur.Should().Be(0);
            test.Value.Should().BeApproximately(Slow(a, first, second) / test.Unit, 1e-9 * Math.Max(1, test.Value));
        });

    // Coarse cells with the first side's clip and unit given: the distance is within the blur of the exact one.
    [Fact]
    public void Value_OfCoarserCells_IsWithinItsBlur() =>
        Gen.Select(Gen.Double[-5, 5].Array[50, 200], Gen.Double[-5, 5].Array[50, 200], Gen.Int[16, 20]).Sample((first, second, resolution) =>
        {
            var (a, b) = (Histogram(first), Histogram(second));
            var (exact, coarse) = (WassersteinTest.Of(a, b, 0.1)!, WassersteinTest.Of(a.Coarsen(resolution), b.Coarsen(resolution), 0.1)!);

            // The clip and the unit, from interpolated quantiles, differ by a cell's width as well.
            (coarse.Value * coarse.Unit).Should().BeApproximately(exact.Value * exact.Unit, (coarse.Blur * coarse.Unit) + (20 * Math.Pow(2, 12 - resolution)));
            coarse.Blur.Should().BePositive();
        });

    private static double Slow(ValueHistogram histogram, double[] first, double[] second)
    {
        var (low, high) = (histogram.Quantile(0.005), histogram.Quantile(0.995));
        double[] places = [.. first.Concat(second).Select(x => Math.Clamp(x, low, high)).Distinct().Order()];
        return places.Zip(places.Skip(1), (x, next) => (next - x) * Math.Abs(Below(first, x) - Below(second, x))).Sum();

        double Below(double[] values, double x) => values.Count(v => Math.Clamp(v, low, high) <= x) / (double)values.Length;
    }

    private static WassersteinTest Test(double[] first, double[] second, double tolerance) => WassersteinTest.Of(Histogram(first), Histogram(second), tolerance)!;

    private static ValueHistogram Histogram(double[] values, int times = 1)
    {
        var state = new ValueHistogramState();
        foreach (var value in values)
        {
            state.Add(value, times);
        }

        return state.ToHistogram();
    }
}
