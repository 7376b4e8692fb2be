using CsCheck;
using MlGates.Comparison;
using MlGates.Serving;

namespace MlGates.Tests.Laws;

public sealed class ThroughputLaws
{
    private static readonly Gen<double[]> Rates = Gen.Double[1, 1e6].Array[1, 40];
    private static readonly Gen<double[]> LogRatios = Gen.Double[-1, 1].Array[2, 20];

    [Fact]
    public void MedianRate_HigherFloor_IsNeverLessLikelyToFail() =>
        Gen.Select(Rates, Gen.Double[1, 1e6], Gen.Double[1, 1e6]).Sample((rates, a, b) =>
        {
            var low = new MedianRateTest(rates, Math.Min(a, b));
            var high = new MedianRateTest(rates, Math.Max(a, b));
            return high.PFail <= low.PFail && high.PPass >= low.PPass && IsSound(low) && IsSound(high);
        });

    [Fact]
    public void MedianRate_OrderAndUnit_DoNotMatter() =>
        Gen.Select(Rates, Gen.Double[1, 1e6]).Sample((rates, floor) =>
        {
            // A power of two scales exactly.
            var test = new MedianRateTest(rates, floor);
            var other = new MedianRateTest(rates.Reverse().Select(r => r * 1024), floor * 1024);
            return test.PFail == other.PFail && test.PPass == other.PPass && test.Power(0.05, 2) == other.Power(0.05, 2);
        });

    [Fact]
    public void MedianRate_Power_GrowsWithLevelAndViolation() =>
        Gen.Select(Rates, Gen.Double[1, 1e6]).Sample((rates, floor) =>
        {
            var test = new MedianRateTest(rates, floor);
            return test.Power(0.01, 2) <= test.Power(0.05, 2) && test.Power(0.05, 2) <= test.Power(0.05, 4) && test.RowsFactor(0.05, 2, 0.9) >= 1;
        });

    [Fact]
    public void Slowdown_SwappedModels_MirrorTheLogRatio() =>
        LogRatios.Sample(ratios =>
        {
            var test = new SlowdownTest(ratios, 0.05);
            var swapped = new SlowdownTest([.. ratios.Select(r => -r)], 0.05);
            return Math.Abs(((1 + test.Value) * (1 + swapped.Value)) - 1) < 1e-9 && IsSound(test);
        });

    [Fact]
    public void Slowdown_LargerMargin_IsNeverMoreLikelyToFail() =>
        Gen.Select(LogRatios, Gen.Double[0.001, 1], Gen.Double[0.001, 1]).Sample((ratios, a, b) =>
            new SlowdownTest(ratios, Math.Max(a, b)).PFail >= new SlowdownTest(ratios, Math.Min(a, b)).PFail - 1e-12);

    private static bool IsSound(IToleranceTest test)
    {
        var (lower, upper) = test.Bounds(0.05, 0.05);
        return test.PFail is >= 0 and <= 1 && test.PPass is >= 0 and <= 1 && test.Power(0.05, 2) is >= 0 and <= 1
            && !(lower > test.Value) && !(upper < test.Value) && (test.PFail > 0.05 || test.Exceeds);
    }
}
