using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class TimestampStateTests
{
    private static TimestampState State(params double[] times)
    {
        var state = new TimestampState();
        state.Add(times);
        return state;
    }

    [Fact]
    public void Order_OfARegularSeriesWithAHole_IsAscending()
    {
        var state = State([.. Enumerable.Range(0, 1000).Select(i => 60.0 * i), .. Enumerable.Range(0, 500).Select(i => 100_000 + (60.0 * i))]);

        (state.Count, state.First, state.Last, state.Min, state.Max).Should().Be((1500, 0, 100_000 + (60 * 499.0), 0, 100_000 + (60 * 499.0)));
        (state.StepsBack, state.Repeats, state.StepsForward, state.IsAscending).Should().Be((0, 0, 1499, true));
        (state.LargestGap, state.LargestGapStart, state.MedianStep).Should().Be((100_000 - (60 * 999.0), 60 * 999.0, 60));
    }

    [Fact]
    public void Order_StepsBackAndRepeats_AreCounted()
    {
        var state = State(5, 5, 3, 7, double.NaN, 7, double.PositiveInfinity, 1);

        (state.Count, state.StepsBack, state.Repeats, state.StepsForward, state.IsAscending).Should().Be((6, 2, 2, 1, false));
        (state.First, state.Last, state.Min, state.Max, state.LargestGap, state.LargestGapStart).Should().Be((5, 1, 1, 7, 4, 3));
    }

    [Fact]
    public void Empty_HasNoOrder()
    {
        var state = State();
        new[] { state.First, state.Last, state.Min, state.Max, state.LargestGap, state.MedianStep }.Should().OnlyContain(x => double.IsNaN(x));
        state.Merge(State());
        state.Count.Should().Be(0);
        state.Merge(State(4));
        (state.First, state.Count, state.MedianStep).Should().Be((4, 1, double.NaN));
    }

    [Fact]
    public void Clear_IsNew()
    {
        var state = State(1, 2, 9);
        state.Clear();
        state.Add([100, 101]);

        (state.Count, state.First, state.LargestGap, state.MedianStep, state.Min).Should().Be((2, 100, 1, 1, 100));
    }

    [Fact]
    public void Gap_BeyondTheLargestDouble_IsTheLargestDouble() => State(-1.7e308, 1.7e308).LargestGap.Should().Be(double.MaxValue);
}
