using MlGates.Serving;

namespace MlGates.Tests.Serving;

public sealed class ThroughputMeasurementTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Measure_ConstantCost_GivesItsRateInEveryBlock()
    {
        var sample = Measure(new FakePredictor(_clock, _ => 1e-4));

        // 20 ms of 0.1 ms each; the rate is exact but for the division.
        sample.PredictionsPerBlock.Should().Be(200);
        sample.Rates.Should().HaveCount(20).And.OnlyContain(r => Math.Abs(r - 10_000) < 1e-6);
        sample.Problem.Should().BeNull();
    }

    [Fact]
    public void Measure_SlowStart_IsNotMeasured()
    {
        // The first call is compiled for half a second, the next nine hundred run ten times slower.
        var sample = Measure(new FakePredictor(_clock, n => n == 0 ? 0.5 : n < 900 ? 1e-3 : 1e-4));

        sample.Rates.Should().OnlyContain(r => Math.Abs(r - 10_000) < 1e-6);
    }

    [Fact]
    public void Measure_Rows_AreTakenInOrderAndFromTheFirstAgain()
    {
        var predictor = new FakePredictor(_clock, _ => 1e-3, rows: 3);
        Measure(predictor);

        predictor.Rows.Take(7).Should().Equal(0, 1, 2, 0, 1, 2, 0);
    }

    [Fact]
    public void Measure_SlowPredictor_TakesOnePredictionPerBlockWithinTheBudget()
    {
        var sample = Measure(new FakePredictor(_clock, _ => 0.2));

        sample.PredictionsPerBlock.Should().Be(1);
        sample.Rates.Should().HaveCount(20).And.OnlyContain(r => Math.Abs(r - 5) < 1e-9);
        _clock.Seconds.Should().BeLessThan(6, "20 blocks and a second of warm-up");
    }

    [Fact]
    public void Measure_BudgetTooSmall_MeasuresFewerBlocksAndSaysSo()
    {
        var sample = Measure(new FakePredictor(_clock, _ => 2), new ThroughputOptions { Seconds = 20 });

        sample.Rates.Count.Should().BeInRange(1, 9);
        sample.PlannedBlocks.Should().Be(20);
        _clock.Seconds.Should().BeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Measure_NoRows_IsAProblem() =>
        Measure(new FakePredictor(_clock, _ => 1, rows: 0)).Problem.Should().Be("model has no rows to predict");

    [Fact]
    public void Measure_PredictorThrows_IsAProblemWithRowAndFirstLine()
    {
        var sample = Measure(new FakePredictor(_clock, n => n == 5 ? throw new InvalidOperationException("bad bin\n at X") : 1e-4));

        sample.Problem.Should().Be("model failed on row 6: bad bin");
        sample.Rates.Should().BeEmpty();
    }

    [Fact]
    public void Measure_ClockStandsStill_IsAProblem()
    {
        var still = new FakePredictor(_clock, n => n < 300 ? 1e-4 : 0, rows: 1);
        Measure(still, new ThroughputOptions { WarmUpSeconds = 0.01 }).Problem.Should().Contain("took no time by the clock");
    }

    [Fact]
    public void Duel_FivePercentSlower_GivesThatLogRatioForEveryInstance()
    {
        var duel = Duel(1.05e-4, 1e-4);

        duel.LogRatios.Should().HaveCount(8).And.OnlyContain(r => Math.Abs(r - Math.Log(1.05)) < 1e-9);
        duel.PairsPerInstance.Should().Be(20);
        duel.PredictionsPerBlock.Should().Be(195, "20 ms hold 195.1 predictions of 0.1025 ms, the mean of both");
        duel.CandidateRate.Should().BeApproximately(1 / 1.05e-4, 1e-6);
        duel.BaselineRate.Should().BeApproximately(1e4, 1e-6);
    }

    [Fact]
    public void Duel_EachInstance_IsCreatedAfreshAndDisposed()
    {
        var created = new List<FakePredictor>();
        FakePredictor Create(string name)
        {
            created.Add(new FakePredictor(_clock, _ => 1e-4, name));
            return created[^1];
        }

        new ThroughputMeasurement(_clock).Duel(() => Create("new"), () => Create("old"));

        created.Should().HaveCount(16).And.OnlyContain(p => p.Disposed);
    }

    [Fact]
    public void Duel_Order_IsTheSeedsAndMixed()
    {
        string Order(ulong seed)
        {
            var order = new List<char>();
            new ThroughputMeasurement(_clock, new ThroughputOptions { Seed = seed, BlockSeconds = 1e-4 }).Duel(
                () => new FakePredictor(_clock, _ => Log(order, 'A')),
                () => new FakePredictor(_clock, _ => Log(order, 'B')));
            return string.Concat(order);
        }

        Order(1).Should().Be(Order(1)).And.NotBe(Order(2));
        Order(1).Split("AB").Length.Should().BeGreaterThan(40);
        Order(1).Split("BA").Length.Should().BeGreaterThan(40);

        static double Log(List<char> order, char who)
        {
            order.Add(who);
            return 1e-4;
        }
    }

    [Fact]
    public void Duel_DriftingMachine_CancelsOut()
    {
        // Everything gets twice as slow over the measurement: the order coin leaves no side at an advantage.
        double Cost(double share) => 1e-4 * share * (1 + (_clock.Seconds / 8));
        var duel = new ThroughputMeasurement(_clock).Duel(() => new FakePredictor(_clock, _ => Cost(1.02), "new"), () => new FakePredictor(_clock, _ => Cost(1), "old"));

        duel.LogRatios.Average().Should().BeApproximately(Math.Log(1.02), 2e-3);
    }

    [Fact]
    public void Duel_SlowPredictors_TakeFewerPairsWithinTheBudget()
    {
        var duel = Duel(0.2, 0.2);

        duel.LogRatios.Should().HaveCount(8);
        duel.PredictionsPerBlock.Should().Be(1);
        duel.PairsPerInstance.Should().BeInRange(5, 19);
        _clock.Seconds.Should().BeLessThan(35);
    }

    [Fact]
    public void Duel_FarTooSlowPredictors_MeasureFewInstances()
    {
        var duel = Duel(3, 3);

        duel.LogRatios.Should().HaveCount(1);
        duel.PlannedInstances.Should().Be(8);
    }

    [Fact]
    public void Duel_OtherRowCounts_IsAProblem()
    {
        var duel = new ThroughputMeasurement(_clock).Duel(() => new FakePredictor(_clock, _ => 1, "new", 3), () => new FakePredictor(_clock, _ => 1, "old", 4));
        duel.Problem.Should().Be("new has 3 rows and old 4; both must predict the same rows");
    }

    [Fact]
    public void Duel_BaselineCannotBeCreated_IsAProblem()
    {
        var duel = new ThroughputMeasurement(_clock).Duel(() => new FakePredictor(_clock, _ => 1), () => throw new InputException(RuleIds.ArtifactNotLoadable, "it is no complete zip archive"));
        duel.Problem.Should().Be("the baseline could not be created: it is no complete zip archive");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Options_SecondsThatAreNone_Throw(double seconds)
    {
        var act = () => new ThroughputMeasurement(_clock, new ThroughputOptions { Seconds = seconds });
        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Function_AsPredictor_GetsTheRow()
    {
        var seen = new List<string>();
        using var predictor = Predictor.From(["a", "b"], (string row) => { seen.Add(row); return row.Length; });
        predictor.Predict(1);

        predictor.RowCount.Should().Be(2);
        seen.Should().Equal("b");
    }

    private ThroughputSample Measure(IPredictor predictor, ThroughputOptions? options = null) => new ThroughputMeasurement(_clock, options).Measure(predictor);

    private ThroughputDuel Duel(double candidate, double baseline) => new ThroughputMeasurement(_clock).Duel(
        () => new FakePredictor(_clock, _ => candidate, "new"),
        () => new FakePredictor(_clock, _ => baseline, "old"));
}
