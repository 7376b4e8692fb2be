using MlGates.Training;

namespace MlGates.Tests.Training;

public class LossLevelTests
{
    [Fact]
    public void Measure_FallThenRise_ComparesTheEndWithTheBestWindow()
    {
        // 100 points make windows of five: medians fall from 10 to 1 and end at 3.
        var loss = Enumerable.Range(0, 100).Select(i => i < 50 ? 10.0 : i < 80 ? 1.0 : 3.0).ToArray();

        var level = LossLevel.Measure(Array.ConvertAll(loss, Math.Log));

        level.EndOverBest.Should().BeApproximately(3, 1e-12);
        level.Best.Should().Be(52, "the first of the equally low windows holds points 50 to 54");
        level.BestLoss.Should().BeApproximately(1, 1e-12);
        level.EndLoss.Should().BeApproximately(3, 1e-12);
        level.Noise.Should().Be(0, "neighbouring windows are equal but for one jump");
    }

    [Fact]
    public void Measure_SingleSpikes_DoNotMatter()
    {
        var loss = Enumerable.Repeat(0.0, 100).ToArray();
        loss[99] = 9;
        loss[40] = -9;

        LossLevel.Measure(loss).Rise.Should().Be(0);
    }

    [Fact]
    public void Measure_StillFalling_EndsAtItsBest() =>
        LossLevel.Measure([.. Enumerable.Range(0, 100).Select(i => -(double)i)]).EndOverBest.Should().Be(1);

    [Fact]
    public void Measure_TooFewPoints_Throws() =>
        FluentActions.Invoking(() => LossLevel.Measure(new double[5])).Should().Throw<ArgumentException>();
}
