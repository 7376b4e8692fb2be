using CsCheck;
using MlGates.Gates;
using MlGates.Training;

namespace MlGates.Tests.Laws;

public class ConvergenceLaws
{
    private static readonly Gen<double[]> Losses = Gen.Double[0.05, 5].Array[20, 120];

    [Fact]
    public void Loss_InAnotherUnit_IsJudgedAlike() => Gen.Select(Losses, Gen.Int[-8, 8]).Sample((loss, power) =>
    {
        var (first, second) = (Judge(loss), Judge(Array.ConvertAll(loss, v => v * Math.Pow(2, power))));
        second.Select(f => (f.Rule, f.Outcome)).Should().Equal(first.Select(f => (f.Rule, f.Outcome)));
        second[0].Observed!.Value.Should().BeApproximately(first[0].Observed!.Value, 1e-9 * (1 + Math.Abs(first[0].Observed!.Value)), "ln(2^k loss) rounds");
    });

    [Fact]
    public void AnyLoss_GivesAFindingWithAMessage() => Gen.Select(Gen.Double.Array[0, 60], Gen.Double.Array[0, 60]).Sample((train, validation) =>
    {
        var rows = Math.Min(train.Length, validation.Length);
        var findings = Judge(train[..rows], validation[..rows]);
        findings.Should().NotBeEmpty();
        findings.Should().OnlyContain(f => f.Message.Length > 0 && !f.Message.Contains('\n'));
    });

    [Fact]
    public void PValuesAndBounds_Agree() => Losses.Sample(loss =>
    {
        var trend = TailTrend.Estimate(Array.ConvertAll(loss, Math.Log));
        var (lower, upper) = trend.Bounds(0.05, 0.05);
        lower.Should().BeLessThanOrEqualTo(upper);
        trend.PAbove(lower).Should().BeApproximately(0.05, 1e-6);
        trend.PBelow(upper).Should().BeApproximately(0.05, 1e-6);
    });

    private static IReadOnlyList<Finding> Judge(double[] train, double[]? validation = null)
    {
        var check = new ConvergenceCheck { Id = "c" };
        return GateDecision.Judge(check, check.Examine(new LossHistory("fit", train, validation))).Findings;
    }
}
