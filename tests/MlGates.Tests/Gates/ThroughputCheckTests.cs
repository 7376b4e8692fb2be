using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Serving;
using MlGates.Tests.Serving;

namespace MlGates.Tests.Gates;

public sealed class ThroughputCheckTests
{
    private readonly FakeClock _clock = new();
    private readonly ThroughputCheck _check = new() { Id = "speed" };

    [Fact]
    public void Floor_SlowModel_FailsMLG6001()
    {
        var finding = Floor(5_000, 1 / 4_000.0);

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ThroughputFloor && f.Outcome == Outcome.Failed);
        finding.Message.Should().Be("model makes 4000 predictions per second [4000, 4000], fewer than 5000: make the model smaller, or lower the limit for this machine (20 blocks of 80, 7 rows, one thread; the machine is in the environment section)");
        finding.Details["measured"].Should().Be(true);
        finding.Observed!.N.Should().Equal(20);
    }

    [Fact]
    public void Floor_FastModel_Passes()
    {
        var finding = Floor(5_000, 1 / 8_000.0);

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ThroughputFloor && f.Outcome == Outcome.Passed);
        finding.Message.Should().StartWith("model makes 8000 predictions per second [8000, 8000], which is within its limit of at least 5000 (");
    }

    [Fact]
    public void Floor_JustMissedByBlocksThatVary_PassesAndSaysWhy()
    {
        // 12 of 20 blocks below the floor say nothing against it, and blocks at half the floor would all have been found.
        double[] rates = [.. Enumerable.Range(0, 20).Select(i => i < 12 ? 4990.0 : 5100)];
        var check = _check with { AtLeast = 5000 };
        var sample = new ThroughputSample { Name = "model", Rates = rates, PlannedBlocks = 20, PredictionsPerBlock = 1, Rows = 1 };

        Judge(check, check.Examine(sample)).Should().Match<Finding>(f =>
            f.Outcome == Outcome.Passed && f.Message.Contains("fewer than 5000 by no more than chance (", StringComparison.Ordinal));
    }

    [Fact]
    public void Floor_ThreeBlocksInTime_IsInconclusiveAndSaysHowManyWouldDecide()
    {
        var sample = new ThroughputSample { Name = "model", Rates = [4000, 4010, 3990], PlannedBlocks = 20, PredictionsPerBlock = 1, Rows = 1 };
        var check = _check with { AtLeast = 5000 };
        var finding = GateDecision.Judge(check, check.Examine(sample)).Findings.Single();

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("3 of 20 blocks").And.Contain("would decide");
        finding.RowsNeeded.Should().BeGreaterThan(3);
    }

    [Fact]
    public void Floor_PredictorThrows_IsErrorMLG6003()
    {
        var check = _check with { AtLeast = 10 };
        var finding = Judge(check, check.Examine(new ThroughputMeasurement(_clock).Measure(new FakePredictor(_clock, _ => throw new FormatException("no such key")))));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ThroughputUnmeasured && f.Outcome == Outcome.Error);
        finding.Message.Should().Be("the throughput of model cannot be judged: model failed on row 1: no such key");
    }

    [Theory]
    [InlineData(1.00, Outcome.Passed)]
    [InlineData(0.50, Outcome.Passed)]
    [InlineData(1.04, Outcome.Passed)]
    [InlineData(1.06, Outcome.Failed)]
    [InlineData(2.00, Outcome.Failed)]
    public void Duel_Slowdown_IsHeldToTheMargin(double ratio, Outcome outcome)
    {
        var finding = Duel(ratio);

        finding.Rule.Should().Be(RuleIds.ThroughputSlower);
        finding.Outcome.Should().Be(outcome, finding.Message);
    }

    [Fact]
    public void Duel_TenPercentSlower_FailsMLG6002WithTheNumbers() =>
        Duel(1.1).Message.Should().Be("new takes 10.0 % [10.0 %, 10.0 %] more time per prediction than old (9091 and 10000 predictions per second), beyond the allowed 5.0 %: make the model smaller, or allow the slowdown on purpose (8 instances of 20 pairs of blocks of 190; the machine is in the environment section)");

    [Fact]
    public void Duel_FourInstances_IsInconclusive()
    {
        var duel = new ThroughputDuel { Candidate = "new", Baseline = "old", LogRatios = [0.5, 0.5, 0.5, 0.5], PlannedInstances = 8 };
        var finding = Judge(_check, _check.Examine(duel: duel));

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ThroughputUnmeasured && f.Outcome == Outcome.Inconclusive);
        finding.Message.Should().Contain("only 4 of 8");
    }

    [Fact]
    public void Duel_NoisyInstances_AreInconclusiveWithInstancesNeeded()
    {
        var duel = new ThroughputDuel { Candidate = "new", Baseline = "old", LogRatios = [-0.3, 0.3, -0.2, 0.2, 0.1, -0.1, 0.25, -0.2], PlannedInstances = 8, PairsPerInstance = 20, PredictionsPerBlock = 5 };
        var finding = Judge(_check, _check.Examine(duel: duel));

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("leaves open").And.Contain("instances would decide");
    }

    [Fact]
    public void Check_FloorAndBaseline_GiveTwoFindings()
    {
        var check = _check with { AtLeast = 100 };
        var measurement = new ThroughputMeasurement(_clock);
        var evidence = check.Examine(measurement.Measure(Model(1e-4, "new")), measurement.Duel(() => Model(1e-4, "new"), () => Model(1e-4, "old")));

        GateDecision.Judge(check, evidence).Findings.Select(f => f.Rule).Should().Equal(RuleIds.ThroughputFloor, RuleIds.ThroughputSlower);
    }

    [Fact]
    public void Check_NothingToHoldTo_Throws()
    {
        var act = () => _check.Examine();
        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Check_FloorWithoutSample_Throws()
    {
        var act = () => (_check with { AtLeast = 10 }).Examine();
        act.Should().Throw<ArgumentException>().WithMessage("A floor needs a measured sample*");
    }

    private Finding Floor(double atLeast, double seconds)
    {
        var check = _check with { AtLeast = atLeast };
        return Judge(check, check.Examine(new ThroughputMeasurement(_clock).Measure(Model(seconds, "model"))));
    }

    private Finding Duel(double ratio) =>
        Judge(_check, _check.Examine(duel: new ThroughputMeasurement(_clock).Duel(() => Model(1e-4 * ratio, "new"), () => Model(1e-4, "old"))));

    private FakePredictor Model(double seconds, string name) => new(_clock, _ => seconds, name);

    private static Finding Judge(ThroughputCheck check, IReadOnlyList<Evidence> evidence) =>
        GateDecision.Judge(check, evidence, new JudgementSettings()).Findings.Single();
}
