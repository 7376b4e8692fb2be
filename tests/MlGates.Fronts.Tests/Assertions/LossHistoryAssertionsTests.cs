using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Training;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class LossHistoryAssertionsTests
{
    [Fact]
    public void ConvergedRun_Chains() =>
        new LossHistory("fit", Curve(_ => 1), Curve(_ => 1)).Should().HaveConverged().And.NotOverfit();

    [Fact]
    public void HaveConverged_Diverging_FailsWithRuleReasonAndTheFindingsMessage()
    {
        var history = new LossHistory("fit", Curve(Rise));
        var check = new ConvergenceCheck { Id = "convergence" };
        var finding = GateDecision.Judge(check, check.Examine(history), new JudgementSettings()).Findings[0];
        var act = () => history.Should().HaveConverged("it is the {0} run", "last");

        act.Should().Throw<XunitException>().Which.Message.Should()
            .EndWith($" to have converged because it is the last run, but found MLG4001: {finding.Message}");
    }

    [Fact]
    public void HaveConverged_StillFalling_FailsUnlessAllowed()
    {
        var history = new LossHistory("fit", Curve(i => Math.Exp(-i / 150.0)));
        var act = () => history.Should().HaveConverged();

        act.Should().Throw<XunitException>().WithMessage("*cannot tell, MLG4006*still falling*");
        history.Should().HaveConverged(InconclusivePolicy.Pass, c => c);
        act = () => history.Should().HaveConverged(InconclusivePolicy.Pass, c => c with { RequireConverged = true });
        act.Should().Throw<XunitException>().WithMessage("*found MLG4006*has not converged*");
    }

    [Fact]
    public void NotOverfit_ValidationRises_Fails()
    {
        var act = () => new LossHistory("fit", Curve(_ => 1), Curve(Rise)).Should().NotOverfit();
        act.Should().Throw<XunitException>().WithMessage("*not to overfit, but found MLG4003*");
    }

    [Fact]
    public void NotOverfit_StillFalling_IsNoOverfitting() =>
        new LossHistory("fit", Curve(i => Math.Exp(-i / 150.0)), Curve(i => Math.Exp(-i / 150.0))).Should().NotOverfit();

    [Fact]
    public void NotOverfit_NoValidation_SaysItCouldNotJudge()
    {
        var act = () => new LossHistory("fit", Curve(_ => 1)).Should().NotOverfit();
        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG4005: fit has no validation loss*");
    }

    [Fact]
    public void Null_Fails()
    {
        var act = () => ((LossHistory?)null).Should().HaveConverged();
        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
    }

    private static double Rise(int i) => i < 140 ? 1 : 1 + (0.15 * (i - 140) / 60);

    // Falls from 1 to 0.3 and stays there, with up to 1 % of noise.
    private static double[] Curve(Func<int, double> factor)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 200).Select(i => (0.3 + (0.7 * Math.Exp(-i / 16.0))) * factor(i) * (0.99 + (0.02 * random.NextDouble())))];
    }
}
