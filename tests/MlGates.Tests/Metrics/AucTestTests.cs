using MlGates.Metrics;

namespace MlGates.Tests.Metrics;

public class AucTestTests
{
    [Fact]
    public void PFail_FarBelow_IsSmall()
    {
        var test = new AucTest(Area(400, 0.3, 1), 0.8);

        test.PFail.Should().BeLessThan(1e-6);
        test.PPass.Should().BeGreaterThan(0.999);
        test.Exceeds.Should().BeTrue();
    }

    [Fact]
    public void Bounds_MatchTheTest()
    {
        var area = Area(200, 1, 2);
        var (lower, upper) = new AucTest(area, 0.8).Bounds(0.05, 0.01);

        new AucTest(area, upper).PFail.Should().BeApproximately(0.05, 1e-12);
        new AucTest(area, lower).PPass.Should().BeApproximately(0.01, 1e-12);
    }

    [Fact]
    public void SeparatedClasses_FewRows_ProveNothing()
    {
        var test = new AucTest(Separated(3), 0.8);

        test.PPass.Should().BeApproximately(0.512, 1e-12, "three pairs in order have a chance of 0.8³ at the limit");
        test.PFail.Should().Be(1);
    }

    [Fact]
    public void SeparatedClasses_ManyRows_AreProof() =>
        new AucTest(Separated(50), 0.8).PPass.Should().BeLessThan(0.001);

    [Fact]
    public void ConstantScores_ManyRows_Fail()
    {
        var labels = Enumerable.Range(0, 100).Select(i => i % 2 == 0).ToArray();
        var test = new AucTest(RocArea.Compute(labels, new double[100]), 0.8);

        test.Value.Should().Be(0.5);
        test.PFail.Should().BeLessThan(1e-6);
        test.PPass.Should().Be(1);
    }

    [Fact]
    public void RowsFactor_GivesThePowerItPromises()
    {
        var test = new AucTest(Area(100, 1, 3), 0.7);
        var factor = test.RowsFactor(0.05, 2, 0.9);

        factor.Should().BeGreaterThan(1);
        NormalPower.Of(0.05, Area(100, 1, 3).StandardError / Math.Sqrt(factor), 0.05).Should().BeApproximately(0.9, 1e-9);
    }

    [Fact]
    public void Paired_SameScores_PassOnlyWithEnoughRows()
    {
        var many = Area(2000, 1, 4);
        var few = Area(50, 1, 4);

        new PairedDeLongTest(many, many, 0.01).PPass.Should().BeLessThan(1e-4);
        new PairedDeLongTest(few, few, 0.01).PPass.Should().BeGreaterThan(0.5, "25 pairs that agree do not rule out that one in a hundred differs");
        new PairedDeLongTest(few, few, 0.01).PFail.Should().Be(1);
    }

    [Fact]
    public void Paired_CandidateWithNoise_Fails()
    {
        var (labels, scores) = Scored(1000, 1, 5);
        var random = new Random(6);
        var noisy = Array.ConvertAll(scores, s => s + (2 * Gaussian(random)));
        var test = new PairedDeLongTest(RocArea.Compute(labels, noisy), RocArea.Compute(labels, scores), 0.01);

        test.Value.Should().BeGreaterThan(0.05);
        test.PFail.Should().BeLessThan(0.001);
        test.Bounds(0.05, 0.05).Lower.Should().BeGreaterThan(0.01);
    }

    [Fact]
    public void Paired_OtherRows_Throws() =>
        FluentActions.Invoking(() => new PairedDeLongTest(Area(50, 1, 1), Area(60, 1, 1), 0.01)).Should().Throw<ArgumentException>();

    private static RocArea Separated(int each) => RocArea.Compute(
        [.. Enumerable.Range(0, 2 * each).Select(i => i < each)], [.. Enumerable.Range(0, 2 * each).Select(i => -(double)i)]);

    private static RocArea Area(int rows, double shift, int seed)
    {
        var (labels, scores) = Scored(rows, shift, seed);
        return RocArea.Compute(labels, scores);
    }

    private static (bool[] Labels, double[] Scores) Scored(int rows, double shift, int seed)
    {
        var random = new Random(seed);
        var labels = new bool[rows];
        var scores = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            labels[i] = i % 2 == 0;
            scores[i] = Gaussian(random) + (labels[i] ? shift : 0);
        }

        return (labels, scores);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
