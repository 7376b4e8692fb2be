using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class MomentStateTests
{
    private static MomentState Of(params double[] values)
    {
        var state = new MomentState();
        state.Add(values);
        return state;
    }

    [Fact]
    public void Empty_HasNoMean()
    {
        var state = Of();

        state.Count.Should().Be(0);
        new[] { state.Mean, state.Min, state.Max, state.StandardDeviation }.Should().AllBeEquivalentTo(double.NaN);
    }

    [Fact]
    public void OnlyNonFinite_HaveNoMean()
    {
        var state = Of(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.NaN);

        (state.Count, state.NaN, state.PositiveInfinity, state.NegativeInfinity).Should().Be((0, 2, 1, 1));
        state.Mean.Should().Be(double.NaN);
    }

    [Fact]
    public void NegativeZero_CountsAsZeroAndIsNotShown()
    {
        var state = Of(-0.0);

        state.Zeros.Should().Be(1);
        BitConverter.DoubleToInt64Bits(state.Min).Should().Be(0);
        BitConverter.DoubleToInt64Bits(state.Max).Should().Be(0);
    }

    [Fact]
    public void HugeNumbers_InOneBatchOrTwo_HaveAFiniteMeanAndDeviation()
    {
        var two = Of(double.MaxValue);
        two.Merge(Of(-double.MaxValue));
        var one = Of(double.MaxValue, -double.MaxValue);

        // Half the largest doubles apart in one state each: sd = √2·max exceeds the largest double only beyond 2 values.
        (one.Mean, two.Mean).Should().Be((0, 0));
        Of(1e300, -1e300, 1e300, -1e300).StandardDeviation.Should().BeApproximately(1e300 * Math.Sqrt(4 / 3.0), 1e286);
        Of(double.MaxValue, double.MaxValue, double.MaxValue).Mean.Should().BeApproximately(double.MaxValue, 1e293);
    }

    [Fact]
    public void LargeOffset_KeepsTheDeviation()
    {
        // The textbook case of the lost digits: {0, 1, 2} + 1e15 has deviation 1 exactly.
        Of(1e15, 1e15 + 1, 1e15 + 2).StandardDeviation.Should().Be(1);
    }

    [Fact]
    public void Constant_HasNoDeviation() => Of(0.1, 0.1, 0.1).StandardDeviation.Should().Be(0);
}
