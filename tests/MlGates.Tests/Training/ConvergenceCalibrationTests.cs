using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Training;

namespace MlGates.Tests.Training;

/// <summary>How often the check errs on simulated curves: autocorrelated noise of 3 % around a known shape, at a nominal 5 %.</summary>
[Trait("Category", "Calibration")]
public class ConvergenceCalibrationTests
{
    private const int Runs = 400;

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void ConvergedCurves_HardlyEverFail(double autocorrelation) =>
        Share(Outcome.Failed, 200, autocorrelation, _ => 1).Should().BeLessThan(0.01, "a level loss is far within the limit; only strong autocorrelation lets one run in hundreds through");

    [Theory]
    [InlineData(0, 200)]
    [InlineData(0.5, 200)]
    [InlineData(0.8, 200)]
    [InlineData(0.5, 60)]
    public void TailRisingByExactlyTheLimit_FailsAtMostAtItsLevel(double autocorrelation, int points)
    {
        var tail = TailTrend.Length(points);

        // Three standard errors of a rate of 5 % in 400 runs are 3.3 %.
        Share(Outcome.Failed, points, autocorrelation, i => Math.Exp(Math.Log(1.05) * Math.Max(0, i - points + tail) / (tail - 1.0)))
            .Should().BeLessThan(0.083);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void TailRisingByAQuarter_Fails(double autocorrelation) =>
        Share(Outcome.Failed, 200, autocorrelation, i => Math.Exp(Math.Log(1.25) * Math.Max(0, i - 140) / 59.0)).Should().BeGreaterThan(0.95);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void TailFallingByATenth_DoesNotPass(double autocorrelation) =>
        Share(Outcome.Passed, 200, autocorrelation, i => Math.Exp(Math.Log(0.9) * Math.Max(0, i - 140) / 59.0)).Should().BeLessThan(0.083);

    private static double Share(Outcome outcome, int points, double autocorrelation, Func<int, double> shape)
    {
        var random = new Random(31);
        var check = new ConvergenceCheck { Id = "c" };
        var settings = new JudgementSettings();
        var count = 0;
        for (var run = 0; run < Runs; run++)
        {
            var loss = new double[points];
            var noise = Gaussian(random);
            for (var i = 0; i < points; i++)
            {
                noise = (autocorrelation * noise) + (Math.Sqrt(1 - (autocorrelation * autocorrelation)) * Gaussian(random));
                loss[i] = (0.3 + Math.Exp(-i / (points / 12.0))) * shape(i) * Math.Exp(0.03 * noise);
            }

            count += GateDecision.Judge(check, check.Examine(new LossHistory("fit", loss)), settings).Outcome == outcome ? 1 : 0;
        }

        return (double)count / Runs;
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
