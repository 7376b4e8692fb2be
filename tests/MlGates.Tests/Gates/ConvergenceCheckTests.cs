using System.Globalization;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Training;

namespace MlGates.Tests.Gates;

public class ConvergenceCheckTests
{
    private const int Points = 200;

    [Fact]
    public void ConvergedRun_Passes()
    {
        var finding = Single(new LossHistory("fit", Curve(1), Curve(2)));

        finding.Rule.Should().Be(RuleIds.LossConvergence);
        finding.Outcome.Should().Be(Outcome.Passed);
        finding.Subject.Should().Be("fit");
        finding.Message.Should().MatchRegex(@"^validation loss of fit converged: it ends at 0\.3\d*, 1\.0\d × its best 0\.\d+ at step \d+, and changes by [+-]\d\.\d % \[[+-]\d\.\d %, [+-]\d\.\d %\] over the last 60 of 200 points; within -5\.0 % to \+5\.0 %, and \+20\.0 % above the best$");
    }

    [Fact]
    public void TrainRisesByFifteenPercent_Diverges()
    {
        var finding = Single(new LossHistory("fit", Change(Curve(1), i => i < 140 ? 1 : 1 + (0.15 * (i - 140) / 60)), Curve(2)));

        finding.Rule.Should().Be(RuleIds.LossDiverging);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Observed!.Value.Should().BeApproximately(0.15, 0.03, "the noise is one percent");
        finding.Message.Should().StartWith("training loss of fit diverges: ");
    }

    [Fact]
    public void TrainAndValidationRise_IsDivergenceNotOverfitting() =>
        Single(new LossHistory("fit", Change(Curve(1), Rise), Change(Curve(2), Rise))).Rule.Should().Be(RuleIds.LossDiverging);

    [Fact]
    public void TrainJumpsAndStays_Collapsed()
    {
        var findings = Judge(new LossHistory("fit", Change(Curve(1), i => i < 120 ? 1 : 2), Change(Curve(2), i => i < 120 ? 1 : 2)));

        var finding = findings.Should().ContainSingle().Subject;
        finding.Rule.Should().Be(RuleIds.LossCollapsed);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Observed!.Value.Should().BeApproximately(2, 0.1, "the best level may lie a little below the others");
        finding.Message.Should().Contain("keep the model of step");
    }

    [Fact]
    public void TrainExplodesToTheEnd_DivergesAndCollapsed() =>
        Judge(new LossHistory("fit", Change(Curve(1), i => i < 120 ? 1 : Math.Exp((i - 120) / 20.0)), Curve(2)))
            .Select(f => f.Rule).Should().Equal(RuleIds.LossDiverging, RuleIds.LossCollapsed);

    [Fact]
    public void ValidationRisesWellAboveItsBest_Overfits()
    {
        var finding = Single(new LossHistory("fit", Curve(1), Change(Curve(2), i => i < 80 ? 1 : 1 + (0.5 * (i - 80) / 120))));

        finding.Rule.Should().Be(RuleIds.LossOverfitting);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().Contain("stop at step");
    }

    [Fact]
    public void ValidationRisesAtTheEnd_Overfits()
    {
        var finding = Single(new LossHistory("fit", Curve(1), Change(Curve(2), Rise)));

        finding.Rule.Should().Be(RuleIds.LossOverfitting);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().StartWith("validation loss of fit rises while the training loss does not");
    }

    [Fact]
    public void FlatFromTheStart_IsNotLearning() =>
        Failed(new LossHistory("fit", Noise(3, 6.9))).Rule.Should().Be(RuleIds.LossNotLearning);

    [Fact]
    public void ValidationNeverLogged_IsMissing() =>
        Failed(new LossHistory("fit", Logged(Curve(1)), new double?[Points])).Should()
            .Match<Finding>(f => f.Rule == RuleIds.LossEvaluationMissing && f.Message.Contains("is in none of the 200 rows"));

    [Fact]
    public void ValidationEndsEarly_IsMissing()
    {
        var validation = Logged(Curve(2));
        Array.Clear(validation, 120, 80);

        var finding = Failed(new LossHistory("fit", Logged(Curve(1)), validation));

        finding.Rule.Should().Be(RuleIds.LossEvaluationMissing);
        finding.Message.Should().StartWith("validation loss of fit ends at step 120 (row 120 of 200) after 120 evaluations");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ValidationNotFiniteAtTheEnd_IsMissing(double last)
    {
        var validation = Curve(2);
        validation[^1] = last;

        Failed(new LossHistory("fit", Curve(1), validation)).Rule.Should().Be(RuleIds.LossEvaluationMissing);
    }

    [Fact]
    public void ValidationEveryTenthRow_IsComplete()
    {
        var rows = 495;
        var train = Logged(Curve(1, rows));
        var validation = Logged(Curve(2, rows));
        for (var i = 0; i < rows; i++)
        {
            validation[i] = i % 10 == 9 ? validation[i] : null;
        }

        Single(new LossHistory("fit", train, validation)).Should().Match<Finding>(f => f.Outcome == Outcome.Passed && f.Observed!.N[0] == 49);
    }

    [Fact]
    public void StillFalling_IsInconclusiveUnlessConvergenceIsRequired()
    {
        var history = new LossHistory("fit", Change(Curve(1), i => Math.Exp(-i / 150.0)));

        var finding = Single(history);
        finding.Rule.Should().Be(RuleIds.LossNotConverged);
        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("is still falling").And.Contain("train longer");

        finding = Single(history, new ConvergenceCheck { Id = "c", RequireConverged = true });
        finding.Rule.Should().Be(RuleIds.LossNotConverged);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Limit!.AtLeast.Should().Be(-0.05);
    }

    [Fact]
    public void TrainStillFallsWhileValidationIsLevel_Passes() =>
        Single(new LossHistory("fit", Change(Curve(1), i => Math.Exp(-i / 150.0)), Curve(2))).Outcome.Should().Be(Outcome.Passed);

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void NotFiniteInTheTail_Fails(double value, string word)
    {
        var train = Curve(1);
        train[170] = value;

        var finding = Failed(new LossHistory("fit", train, Curve(2)));

        finding.Rule.Should().Be(RuleIds.LossNotFinite);
        finding.Message.Should().StartWith($"training loss of fit is {word} at step 171 (not finite: 1 of the last 60 points): lower");
    }

    [Fact]
    public void NotFiniteLongBeforeTheEnd_IsLeftOut()
    {
        var train = Curve(1);
        train[50] = double.NaN;

        Single(new LossHistory("fit", train, Curve(2))).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void SpikesInTheTail_AreListedAndNotFatal()
    {
        var train = Curve(1);
        train[150] = 40;
        train[185] = 7;

        var finding = Single(new LossHistory("fit", train));

        finding.Outcome.Should().Be(Outcome.Passed);
        finding.Details["train.spikes"].Should().BeEquivalentTo(new[] { 151.0, 186.0 });
    }

    [Fact]
    public void FewerThanTwentyPoints_IsInconclusive()
    {
        var finding = Single(new LossHistory("fit", Curve(1, 19)));

        finding.Rule.Should().Be(RuleIds.LossConvergence);
        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("has 19 points, and it takes 20");
    }

    [Fact]
    public void TwentyPoints_AreJudged() =>
        Single(new LossHistory("fit", Change(Curve(1, 20), i => i == 0 ? 3 : 1))).Observed.Should().NotBeNull();

    [Fact]
    public void NoisyLoss_IsInconclusiveAndAdvisesAveraging()
    {
        var finding = Single(new LossHistory("fit", Change(Curve(1), Gaussian(9, 0.8))));

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("average it per epoch");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    public void LossNotAboveZero_IsAnError(double value)
    {
        var train = Curve(1);
        train[33] = value;

        var finding = Single(new LossHistory("fit", train));

        finding.Outcome.Should().Be(Outcome.Error);
        finding.Message.Should().Contain("at step 34");
    }

    [Fact]
    public void TrainNeverLogged_IsAnError() =>
        Single(new LossHistory("fit", new double?[Points], Logged(Curve(2)))).Outcome.Should().Be(Outcome.Error);

    [Fact]
    public void NoRows_IsAnError() =>
        Single(new LossHistory("fit", Array.Empty<double>())).Outcome.Should().Be(Outcome.Error);

    [Fact]
    public void ConstantLoss_HasNoNoiseAndIsJudged()
    {
        var train = Enumerable.Range(0, Points).Select(i => i < 50 ? 1.0 : 0.25).ToArray();

        Single(new LossHistory("fit", train)).Should().Match<Finding>(f => f.Outcome == Outcome.Passed && f.Observed!.Value == 0);
    }

    [Fact]
    public void PointDecision_FailsOnTheObservedRise() =>
        Single(new LossHistory("fit", Change(Curve(1), i => i < 140 ? 1 : 1 + (0.07 * (i - 140) / 60))), new ConvergenceCheck { Id = "c", Decision = Decision.Point })
            .Should().Match<Finding>(f => f.Outcome == Outcome.Failed && f.Rule == RuleIds.LossDiverging);

    [Fact]
    public void Message_InACultureWithCommas_IsTheSame()
    {
        var history = new LossHistory("fit", Curve(1), Change(Curve(2), Rise), [.. Enumerable.Range(0, Points).Select(i => i + 0.5)]);
        var message = Single(history).Message;
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Single(history).Message.Should().Be(message);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(0, 0.05, 0.2)]
    [InlineData(0.05, 1, 0.2)]
    [InlineData(0.05, 0.05, double.NaN)]
    public void LimitOutOfRange_Throws(double delta, double epsilon, double kappa) =>
        FluentActions.Invoking(() => new ConvergenceCheck { Id = "c", Delta = delta, Epsilon = epsilon, Kappa = kappa }.Examine(new LossHistory("fit", Curve(1))))
            .Should().Throw<ArgumentException>();

    private static double Rise(int i) => i < 140 ? 1 : 1 + (0.15 * (i - 140) / 60);

    private static IReadOnlyList<Finding> Judge(LossHistory history, ConvergenceCheck? check = null)
    {
        check ??= new ConvergenceCheck { Id = "c" };
        return GateDecision.Judge(check, check.Examine(history), new JudgementSettings()).Findings;
    }

    private static Finding Single(LossHistory history, ConvergenceCheck? check = null) => Judge(history, check).Should().ContainSingle().Subject;

    private static Finding Failed(LossHistory history) => Judge(history).Where(f => f.Outcome == Outcome.Failed).Should().ContainSingle().Subject;

    // Falls from 1 to 0.3 and stays there, with 1 % of noise.
    private static double[] Curve(int seed, int points = Points) =>
        Change([.. Enumerable.Range(0, points).Select(i => 0.3 + (0.7 * Math.Exp(-i / (points / 12.0))))], Gaussian(seed, 0.01));

    private static double[] Noise(int seed, double level) => Change([.. Enumerable.Repeat(level, Points)], Gaussian(seed, 0.01));

    private static double[] Change(double[] values, Func<int, double> factor) => [.. values.Select((v, i) => v * factor(i))];

    private static double?[] Logged(double[] values) => Array.ConvertAll(values, v => (double?)v);

    private static Func<int, double> Gaussian(int seed, double deviation)
    {
        var random = new Random(seed);
        return _ => Math.Exp(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
