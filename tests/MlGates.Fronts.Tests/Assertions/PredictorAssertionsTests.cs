using MlGates.Gates;
using MlGates.Serving;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class PredictorAssertionsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void SustainThroughput_TooSlow_FailsWithRuleAndReason()
    {
        var act = () => Model(1e-3).Should(_clock).SustainThroughput(5_000, "the {0} sends that many", "hub");

        act.Should().Throw<XunitException>().WithMessage(
            "Expected * to sustain its throughput because the hub sends that many, but found MLG6001: model makes 1000 predictions per second * fewer than 5000*");
    }

    [Fact]
    public void Assertions_FastEnough_Chain() =>
        Model(1e-4).Should(_clock).SustainThroughput(5_000).And.NotBeSlowerThan(() => Model(1e-4), by: 0.05);

    [Fact]
    public void NotBeSlowerThan_TenPercentSlower_Fails()
    {
        var act = () => Model(1.1e-4).Should(_clock).NotBeSlowerThan(() => Model(1e-4));
        act.Should().Throw<XunitException>().WithMessage("*not to be slower than the baseline, but found MLG6002*10.0 %*");
    }

    [Fact]
    public void SustainThroughput_TooFewBlocks_FailsUnlessAllowed()
    {
        var options = new ThroughputOptions { Blocks = 2 };
        var act = () => Model(1e-3).Should(_clock).SustainThroughput(5_000, InconclusivePolicy.Fail, options);

        act.Should().Throw<XunitException>().WithMessage("*cannot tell, MLG6001*");
        Model(1e-3).Should(_clock).SustainThroughput(5_000, InconclusivePolicy.Pass, options);
    }

    [Fact]
    public void SustainThroughput_PredictorThrows_SaysItCouldNotJudge()
    {
        var model = Predictor.From<int, int>([1], _ => throw new InvalidOperationException("no weights"), "model");
        var act = () => model.Should(_clock).SustainThroughput(1);

        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG6003*no weights*");
    }

    [Fact]
    public void SustainThroughput_Null_Fails()
    {
        var act = () => ((IPredictor?)null).Should().SustainThroughput(1);
        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
    }

    private IPredictor Model(double seconds) => Predictor.From([1, 2, 3], (int row) => { _clock.Advance(seconds); return row; }, "model");

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += (long)(seconds * 1e9);
    }
}
