using CsCheck;
using MlGates.Comparison;

namespace MlGates.Tests.Comparison;

public class CountTestsTests
{
    [Fact]
    public void ChiSquare_OfATable_IsTheSumOverItsCells()
    {
        // Expected 30, 30, 20, 20 by hand: 4 · 100/30-ish parts.
        var result = CountTests.ChiSquare([20, 30], [40, 10]);

        result.Statistic.Should().BeApproximately((100 / 30.0) + (100 / 20.0) + (100 / 30.0) + (100 / 20.0), 1e-12);
        result.Degrees.Should().Be(1);
        result.PValue.Should().BeApproximately(4.456e-5, 1e-7, "chi-square of 16.67 with one degree");
        CountTests.ChiSquareYates([20, 30], [40, 10]).Statistic.Should().BeApproximately(9.5 * 9.5 * ((2 / 30.0) + (2 / 20.0)), 1e-12);
        CountTests.ChiSquareYates([20, 30, 5], [40, 10, 5]).Should().Be(CountTests.ChiSquare([20, 30, 5], [40, 10, 5]), "only two cells are corrected");
    }

    [Fact]
    public void Tests_OfEqualShares_FindNothing()
    {
        foreach (var result in new[] { CountTests.ChiSquare([10, 20], [30, 60]), CountTests.G([10, 20], [30, 60]), CountTests.GoodnessOfFit([10, 20], [30, 60]) })
        {
            (result.Statistic, result.PValue).Should().Be((0, 1));
        }

        CountTests.ChiSquare([5], [7]).Should().Be(new SignificanceResult(0, 1, 0), "a single cell has nothing to differ in");
        CountTests.TwoProportions(0, 5, 0, 7).PValue.Should().Be(1);
    }

    [Fact]
    public void GoodnessOfFit_OfACellTheReferenceLacks_IsInfinite() => CountTests.GoodnessOfFit([5, 0], [5, 1]).Should().Be(new SignificanceResult(double.PositiveInfinity, 0, double.NaN));

    // Fisher's tea: 3 of 4 told apart.
    [Fact]
    public void FisherExact_OfTheLadyTastingTea_IsHers()
    {
        var (both, less, greater) = CountTests.FisherExact(3, 1, 1, 3);

        greater.Should().BeApproximately(17 / 70.0, 1e-15);
        both.Should().BeApproximately(34 / 70.0, 1e-15);
        less.Should().BeApproximately(69 / 70.0, 1e-15);
        CountTests.FisherExact(0, 0, 0, 0).Should().Be((1, 1, 1));
        FluentActions.Invoking(() => CountTests.FisherExact(-1, 1, 1, 1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void FisherExact_Tails_ShareTheObservedTable() => Gen.Long[0, 300].Array[4].Sample(c =>
    {
        var (both, less, greater) = CountTests.FisherExact(c[0], c[1], c[2], c[3]);
        return both is > 0 and <= 1 && less + greater >= 1 - 1e-12 && both <= (2 * Math.Max(Math.Min(less, greater), 0.5)) + 1e-12;
    });

    [Fact]
    public void KullbackLeibler_IsInfiniteOnlyWhereTheSecondIsEmpty()
    {
        KullbackLeibler.Divergence([5, 5], [5, 0]).Should().Be(double.PositiveInfinity);
        KullbackLeibler.Divergence([5, 0], [5, 5]).Should().BeApproximately(Math.Log(2), 1e-15);
        KullbackLeibler.Divergence([5, 10], [10, 20]).Should().Be(0);
        TotalVariation.Distance([5, 0], [0, 5]).Should().Be(1);
    }

    [Fact]
    public void Index_ByEachRuleForZeros_DoesWhatItSays()
    {
        long[] first = [90, 10, 0];
        long[] second = [80, 10, 10];
        double Sum(double zero) => (0.1 * Math.Log(0.9 / 0.8)) + ((0.1 - zero) * Math.Log(0.1 / zero));

        PopulationStability.Index(first, second, ZeroShares.Keep).Should().Be(double.PositiveInfinity);
        PopulationStability.Index(first, second, ZeroShares.TenThousandth).Should().BeApproximately(Sum(1e-4), 1e-14);
        PopulationStability.Index(first, second, ZeroShares.HundredThousandth).Should().BeApproximately(Sum(1e-5), 1e-14);
        PopulationStability.Index(first, second, ZeroShares.FloorHundredth).Should().BeApproximately(Sum(0.01), 1e-14);
        PopulationStability.Index(first, second, ZeroShares.Evidently).Should().BeApproximately(Sum(1e-4), 1e-14);
        PopulationStability.Index([99_999, 1, 0], [80_000, 10_000, 10_000], ZeroShares.Evidently)
            .Should().BeGreaterThan(PopulationStability.Index([99_999, 1, 0], [80_000, 10_000, 10_000], ZeroShares.HundredThousandth), "a millionth of the smallest share is less than 0.00001");
    }

    [Fact]
    public void TfdvJensenShannon_OfBucketsOfDifferentEnds_SplitsThemEvenly()
    {
        HistogramBucket[] whole = [new(0, 4, 8)];
        HistogramBucket[] halves = [new(0, 2, 4), new(2, 4, 4)];

        TfdvJensenShannon.Divergence(whole, 0, halves, 0).Should().BeApproximately(0, 1e-15);
        TfdvJensenShannon.Divergence(whole, 0, [new(0, 2, 8)], 0).Should().BeApproximately(JensenShannon.Divergence([1, 1], [1, 0]), 1e-12);
        TfdvJensenShannon.Divergence(whole, 8, whole, 8).Should().Be(0.5, "NaN of one side never matches the other's");
        FluentActions.Invoking(() => TfdvJensenShannon.Divergence([], 0, whole, 0)).Should().Throw<ArgumentException>().WithMessage("A side holds nothing*");
        FluentActions.Invoking(() => TfdvJensenShannon.Divergence([new(2, 1, 1)], 0, whole, 0)).Should().Throw<ArgumentException>().WithMessage("A bucket from 2 to 1*");
    }

    [Fact]
    public void NormalizedAbsoluteDifference_SeesGrowth() => LInfinity.NormalizedAbsoluteDifference([1, 5], [10, 50]).Should().BeApproximately(45 / 66.0, 1e-15);
}
