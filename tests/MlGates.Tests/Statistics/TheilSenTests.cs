using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public class TheilSenTests
{
    [Fact]
    public void Fit_LineWithAQuarterOfWildPoints_FindsTheLine()
    {
        var values = Enumerable.Range(0, 40).Select(i => i % 4 == 3 ? 1000.0 : 2 + (0.5 * i)).ToArray();

        var (slope, intercept) = TheilSen.Fit(values);

        slope.Should().BeApproximately(0.5, 0.05, "half the slopes between wild points and others lie on either side");
        intercept.Should().BeInRange(1, 12);
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(2001)]
    [InlineData(50_000)]
    public void Fit_LongLine_FindsIt(int count)
    {
        var (slope, intercept) = TheilSen.Fit([.. Enumerable.Range(0, count).Select(i => 3 - (0.25 * i))]);

        slope.Should().BeApproximately(-0.25, 1e-3, "groups of neighbours are only almost evenly spaced");
        intercept.Should().BeApproximately(3, 1e-3 * count);
    }

    [Fact]
    public void Fit_OnePoint_Throws() => FluentActions.Invoking(() => TheilSen.Fit([1.0])).Should().Throw<ArgumentException>();
}
