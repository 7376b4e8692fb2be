using MlGates.Metrics;

namespace MlGates.Tests.Metrics;

public class RocAreaTests
{
    [Fact]
    public void Compute_WithTies_CountsPairsWithTiesHalf()
    {
        // Pairs: (0.8 over 0.5, 0.3), (0.5 ties 0.5, over 0.3): 3.5 of 4.
        var area = RocArea.Compute([true, false, true, false], [0.8, 0.5, 0.5, 0.3]);

        area.Value.Should().Be(0.875);
    }

    [Fact]
    public void Compute_AgreesWithTheDefinitionOverAllPairs()
    {
        var random = new Random(11);
        var labels = new bool[83];
        var scores = new double[83];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = random.NextDouble() < 0.3;
            scores[i] = Math.Round(random.NextDouble() + (labels[i] ? 0.2 : 0), 1);
        }

        var (value, variance) = Naive(labels, scores);
        var area = RocArea.Compute(labels, scores);

        area.Value.Should().BeApproximately(value, 1e-14, "both sum the same pairs");
        area.Variance.Should().BeApproximately(variance, 1e-15 + (1e-12 * variance), "the naive twin sums in double precision");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Compute_SeparatedClasses_HasNoSpread(int sign)
    {
        var area = RocArea.Compute([true, true, false, false], [sign * 4.0, sign * 3.0, sign * 2.0, sign * 1.0]);

        area.Value.Should().Be(sign > 0 ? 1 : 0);
        area.Variance.Should().Be(0);
    }

    [Fact]
    public void Compute_NegativeZero_TiesWithZero() =>
        RocArea.Compute([true, false], [-0.0, 0.0]).Value.Should().Be(0.5);

    [Fact]
    public void Compute_OneClass_Throws() =>
        FluentActions.Invoking(() => RocArea.Compute([true, true], [1.0, 2.0])).Should().Throw<ArgumentException>();

    [Fact]
    public void Compute_NaN_Throws() =>
        FluentActions.Invoking(() => RocArea.Compute([true, false], [1.0, double.NaN])).Should().Throw<ArgumentException>();

    [Fact]
    public void VarianceOfDifference_OfEqualAreas_IsZero()
    {
        var area = RocArea.Compute([true, false, true, false], [0.8, 0.5, 0.4, 0.3]);

        RocArea.VarianceOfDifference(area, area).Should().Be(0);
    }

    private static (double Value, double Variance) Naive(bool[] labels, double[] scores)
    {
        var positive = scores.Where((_, i) => labels[i]).ToArray();
        var negative = scores.Where((_, i) => !labels[i]).ToArray();
        double Wins(double p, double n) => p > n ? 1 : p == n ? 0.5 : 0;
        var v10 = positive.Select(p => negative.Average(n => Wins(p, n))).ToArray();
        var v01 = negative.Select(n => positive.Average(p => Wins(p, n))).ToArray();
        double Spread(double[] v) => v.Sum(x => (x - v.Average()) * (x - v.Average())) / (v.Length - 1) / v.Length;
        return (v10.Average(), Spread(v10) + Spread(v01));
    }
}
