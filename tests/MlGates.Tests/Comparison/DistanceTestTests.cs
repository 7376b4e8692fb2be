using MlGates.Comparison;

namespace MlGates.Tests.Comparison;

/// <summary>Distances that are square roots of divergences: each number is that of the divergence's own test, squared or rooted.</summary>
public class DistanceTestTests
{
    private static readonly long[] Baseline = [400, 300, 200, 100];
    private static readonly long[] Candidate = [330, 290, 230, 150];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void JensenShannonDistance_IsTheDivergenceOnAnotherScale(bool inNats)
    {
        const double tolerance = 0.06;
        var bit = inNats ? Math.Log(2) : 1;
        var distance = DivergenceTest.JensenShannonDistance(Baseline, Candidate, tolerance, inNats);
        var divergence = DivergenceTest.JensenShannon(Baseline, Candidate, tolerance * tolerance / bit);

        distance.Value.Should().BeApproximately(Math.Sqrt(divergence.Value * bit), 1e-15);
        distance.NoiseFloor.Should().BeApproximately(Math.Sqrt(divergence.NoiseFloor * bit), 1e-15);
        distance.Exceeds.Should().Be(divergence.Exceeds);
        distance.PFail.Should().BeApproximately(divergence.PFail, 1e-12);
        distance.PPass.Should().BeApproximately(divergence.PPass, 1e-12);
        distance.ChanceWithoutChange.Should().BeApproximately(divergence.ChanceWithoutChange, 1e-12);
        distance.Power(0.01, 2).Should().BeApproximately(divergence.Power(0.01, 4), 1e-12, "twice the distance is four times the divergence");
        distance.MinimumDetectable(0.01, 0.9).Should().BeApproximately(Math.Sqrt(divergence.MinimumDetectable(0.01, 0.9) * bit), 1e-12);
        distance.RowsFactor(0.01, 2, 0.9).Should().BeApproximately(divergence.RowsFactor(0.01, 4, 0.9), 1e-6);
        var (rooted, plain) = (distance.Bounds(0.05, 0.05), divergence.Bounds(0.05, 0.05));
        rooted.Lower.Should().BeApproximately(Math.Sqrt(plain.Lower * bit), 1e-9);
        rooted.Upper.Should().BeApproximately(Math.Sqrt(plain.Upper * bit), 1e-9);
    }

    [Fact]
    public void Hellinger_IsTheRootOfOneLessTheOverlap()
    {
        var overlap = Baseline.Zip(Candidate, (a, b) => Math.Sqrt(a / 1000.0 * (b / 1000.0))).Sum();

        DivergenceTest.Hellinger(Baseline, Candidate, 0.1).Value.Should().BeApproximately(Math.Sqrt(1 - overlap), 1e-12);
        Hellinger.Distance([5, 0], [0, 5]).Should().Be(1);
        Hellinger.Distance([5, 10, 0], [10, 20, 0]).Should().Be(0);
    }

    // Close by, all divergences are the chi-square distance on their own scale, so their tests agree.
    [Fact]
    public void Hellinger_OfSmallMoves_AgreesWithJensenShannon()
    {
        long[] first = [40_000, 30_000, 20_000, 10_000];
        long[] second = [39_000, 30_500, 20_300, 10_200];

        var bits = DivergenceTest.JensenShannon(first, second, 0.0001).PFail;
        DivergenceTest.Hellinger(first, second, Math.Sqrt(0.0001 * Math.Log(2))).PFail.Should().BeApproximately(bits, 0.01 * bits);
    }

    [Fact]
    public void Tolerance_IsHeldToTheDistancesOwnRange()
    {
        FluentActions.Invoking(() => DivergenceTest.JensenShannonDistance(Baseline, Candidate, 0.84, inNats: true)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => DivergenceTest.Hellinger(Baseline, Candidate, 1.01)).Should().Throw<ArgumentOutOfRangeException>();
        DivergenceTest.JensenShannonDistance(Baseline, Candidate, 0.83, inNats: true).PFail.Should().BeGreaterThan(0.999);
    }

    [Fact]
    public void Pool_ToFewerCells_KeepsTheLargest()
    {
        var cells = CategoryCells.Pool([50, 900, 60, 70, 800], [40, 900, 60, 70, 800], most: 3);

        cells.First.Should().Equal(900, 800, 180);
        cells.Second.Should().Equal(900, 800, 170);
        cells.Pooled.Should().Be(3);
        CategoryCells.Pool([50, 900, 60], [40, 900, 60], most: 3).Pooled.Should().Be(0);
    }
}
