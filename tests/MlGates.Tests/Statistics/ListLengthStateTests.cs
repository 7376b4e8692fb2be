using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class ListLengthStateTests
{
    [Fact]
    public void Add_Batch_LeavesMissingRowsOut_AndKeepsEmptyLists()
    {
        var state = new ListLengthState();
        state.Add([3, 4, 4, 9, 9, 9], [false, false, true, false, true, false]);

        (state.Rows, state.Values, state.Min, state.Max, state.Mean).Should().Be((4, 9, 0, 5, 2.25));
        state.ToHistogram().Should().Equal((0, 0, 1), (1, 1, 1), (3, 3, 1), (5, 5, 1));
    }

    [Fact]
    public void Add_RepeatedTimes_IsAddEach_AndClearIsNew()
    {
        var state = new ListLengthState();
        state.Add(2, 3);
        state.Add(7, 0);
        (state.Rows, state.Values, state.Max).Should().Be((3, 6, 2));

        state.Clear();
        (state.Rows, state.Min, state.Max, state.Quantile(0.5)).Should().Be((0, 0, 0, 0));
        state.Mean.Should().Be(double.NaN);
        state.ToHistogram().Should().BeEmpty();
    }

    [Fact]
    public void Histogram_OfEveryLength_HoldsItAndIsAtMostAnEighthWide()
    {
        foreach (var length in Enumerable.Range(0, 5000).Append(1_000_000).Append(int.MaxValue - 1).Append(int.MaxValue))
        {
            var state = new ListLengthState();
            state.Add(length);
            var (from, to, rows) = state.ToHistogram().Should().ContainSingle().Subject;
            rows.Should().Be(1);
            (from <= length && length <= to).Should().BeTrue("{0} is in {1}..{2}", length, from, to);
            ((double)to - from).Should().BeLessThanOrEqualTo(length <= ListLengthState.ExactLengths ? 0 : from / 8.0);
        }
    }

    [Fact]
    public void Quantile_IsTheSmallestLengthThatCoversTheShare()
    {
        var state = new ListLengthState();
        state.Add(1, 50);
        state.Add(3, 40);
        state.Add(60, 9);
        state.Add(1000);

        new[] { 0, 0.5, 0.51, 0.9, 0.99, 1 }.Select(state.Quantile).Should().Equal(1, 1, 3, 3, 60, 1000);
    }

    [Fact]
    public void Add_EndsThatDescend_Throws() =>
        new ListLengthState().Invoking(s => s.Add([3, 2], [])).Should().Throw<ArgumentException>();

    [Fact]
    public void WeightedFeature_CountsWhatDoesNotGoTogether()
    {
        var state = new WeightedFeatureState();
        state.Add([1, -1, 2, -1, 0], [1, 3, -1, -1, 2]);

        (state.Rows, state.MissingValue, state.MissingWeight).Should().Be((4, 1, 1));
        (state.MinLengthDifference, state.MaxLengthDifference).Should().Be((-2, 3));

        var other = new WeightedFeatureState();
        other.Merge(state);
        (other.Rows, other.MinLengthDifference, other.MaxLengthDifference).Should().Be((4, -2, 3));
        other.Clear();
        other.Add([-1], [-1]);
        (other.Rows, other.MinLengthDifference, other.MaxLengthDifference).Should().Be((0, 0, 0));
        other.Add([3], [1]);
        (other.MinLengthDifference, other.MaxLengthDifference).Should().Be((-2, -2));
    }
}
