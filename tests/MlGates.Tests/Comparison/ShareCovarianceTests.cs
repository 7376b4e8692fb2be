using MlGates.Comparison;

namespace MlGates.Tests.Comparison;

public sealed class ShareCovarianceTests
{
    // Two cells, four groups: 6+0, 0+6, 4+2, 2+4 rows. p = ½; R² = 9, 9, 1, 1; mean effect = 2·20·(4/3)/24/½/1, so 24 rows tell as much as 24/4.444… = 5.4.
    [Fact]
    public void EffectiveRows_OfAMean_IsRaoAndScotts()
    {
        var groups = ShareCovariance.Of([6, 0, 0, 6, 4, 2, 2, 4], 2, 2, 24)!;

        groups.Groups.Should().Be(4);
        groups.Shares.Should().Equal(0.5, 0.5);
        groups.EffectiveRows([0.5, 0.5]).Should().BeApproximately(5.4, 1e-12);
    }

    // A third cell that no group moves in: the mean halves, the gradient towards a change of the first two does not.
    [Fact]
    public void EffectiveRows_AlongTheGradient_AreFewerThanTheMeanSays()
    {
        double[] table = [6, 0, 6, 0, 6, 6, 4, 2, 6, 2, 4, 6];
        var groups = ShareCovariance.Of(table, 3, 3, 48)!;

        var mean = groups.EffectiveRows([0.25, 0.25, 0.5]);
        var moved = groups.EffectiveRows([0.15, 0.35, 0.5]);

        // Mean: variances 20·(4/3)/48² over ¼, twice, over two degrees.
        mean.Should().BeApproximately(1 / (2 * (80.0 / 3 / 2304) / 0.25 / 2), 1e-9);
        double[] gradient = [Math.Log2(0.5 / 0.4) / 2, Math.Log2(0.5 / 0.6) / 2, 0];
        var variance = 20.0 * 4 / 3 / 2304 * Math.Pow(gradient[0] - gradient[1], 2);
        var single = (0.25 * gradient[0] * gradient[0]) + (0.25 * gradient[1] * gradient[1]) - Math.Pow(0.25 * (gradient[0] + gradient[1]), 2);
        moved.Should().BeApproximately(single / variance, 1e-9).And.BeLessThan(mean);
        groups.EffectiveRows([0.25, 0.25, 0.5], [1, 1, 0]).Should().BeApproximately(mean, 1e-9, "a direction in which no group differs adds nothing");
    }

    [Fact]
    public void EffectiveRows_OfGroupsOfOneRow_AreTheRows()
    {
        double[] table = [.. Enumerable.Range(0, 400).SelectMany(i => i % 4 == 0 ? new double[] { 1, 0 } : [0, 1])];

        ShareCovariance.Of(table, 2, 2, 400)!.EffectiveRows([0.25, 0.75]).Should().BeApproximately(399, 1e-9, "G − 1 stands for G");
    }

    [Fact]
    public void Merge_GivesWhatMergedCellsGive()
    {
        double[] table = [3, 1, 2, 0, 5, 2, 4, 4, 1, 2, 2, 1];
        double[] merged = [4, 2, 5, 2, 8, 1, 4, 1];

        var groups = ShareCovariance.Of(table, 3, 3, 27)!.Merge([0, 0, 1], 2);

        groups.Shares[0].Should().BeApproximately(21.0 / 27, 1e-12);
        groups.EffectiveRows([0.5, 0.5]).Should().BeApproximately(ShareCovariance.Of(merged, 2, 2, 27)!.EffectiveRows([0.5, 0.5]), 1e-9);
    }

    [Fact]
    public void Of_NoWeight_IsNull() => ShareCovariance.Of([0, 0, 0, 0], 2, 2, 0).Should().BeNull();
}
