using MlGates.Comparison;
using MlGates.Gates;

namespace MlGates.Tests.Gates;

public sealed class GateDecisionTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.05)]
    public void Judge_RateOutOfRange_IsRefused(double rate)
    {
        // A comparison with NaN is false, so nothing would ever be rejected.
        var settings = new[]
        {
            new JudgementSettings { FalseBlockRate = rate }, new JudgementSettings { PassLevel = rate }, new JudgementSettings { Power = rate },
            new JudgementSettings { Ratio = rate },
        };

        foreach (var wrong in settings)
        {
            Judging(wrong).Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void Judge_CheckUnderWhichNothingApplies_IsAnErrorBesideOneThatPasses()
    {
        IReadOnlyList<Evidence> nothing = [MlGates.Gates.Evidence.Fact(RuleIds.Drift, "at", Outcome.NotApplicable, "at is not compared")];
        IReadOnlyList<Evidence> passed = [MlGates.Gates.Evidence.Fact(RuleIds.ArtifactTooLarge, "m.zip", Outcome.Passed, "small enough")];

        var results = GateDecision.Judge([(new ArtifactCheck { Id = "idle" }, nothing), (new ArtifactCheck { Id = "size" }, passed)], new JudgementSettings());

        results.Select(r => r.Outcome).Should().Equal(Outcome.Error, Outcome.Passed);
        results[0].Findings[0].Rule.Should().Be(RuleIds.NothingJudged);
        results[0].Findings[0].Message.Should().Contain("check 'idle'").And.Contain("at is not compared");
    }

    [Fact]
    public void Judge_NoEvidence_IsRefused() => Judging(new JudgementSettings(), 0).Should().Throw<ArgumentException>().WithMessage("*brought no evidence*");

    [Fact]
    public void Judge_SameTestAmongMore_NeedsStrongerEvidence()
    {
        // p = 0.03 fails alone at 5 %, and not as one of two (Holm compares the smallest with 2.5 %).
        var test = new FixedTest(0.03);
        Outcome First(params FixedTest[] tests) => GateDecision.Judge(new ArtifactCheck { Id = "c" }, [.. tests.Select(Evidence)]).Findings[0].Outcome;

        First(test).Should().Be(Outcome.Failed);
        First(test, new FixedTest(0.9)).Should().Be(Outcome.Inconclusive);
        First(test, new FixedTest(0.01)).Should().Be(Outcome.Failed, "the smaller one is rejected first, which leaves 5 % for this one");
    }

    [Fact]
    public void Holm_LevelOutOfRange_IsRefused() =>
        FluentActions.Invoking(() => Holm.Reject([0.01], double.NaN)).Should().Throw<ArgumentOutOfRangeException>();

    private static Action Judging(JudgementSettings settings, int tests = 1) =>
        () => GateDecision.Judge(new ArtifactCheck { Id = "c" }, [.. Enumerable.Repeat(Evidence(new FixedTest(0.5)), tests)], settings);

    private static Evidence Evidence(FixedTest test) => new() { Rule = RuleIds.Drift, Subject = "s", Message = _ => "m", Test = test };

    private sealed record FixedTest(double PFail) : IToleranceTest
    {
        public double Value => 1;

        public double Tolerance => 1;

        public bool Exceeds => false;

        public double PPass => 1;

        public (double Lower, double Upper) Bounds(double failLevel, double passLevel) => (0, 2);

        public double Power(double level, double ratio) => 0;

        public double MinimumDetectable(double level, double power) => 3;

        public double RowsFactor(double level, double ratio, double power) => 4;
    }
}
