using MlGates.Comparison;

namespace MlGates.Tests.Comparison;

public class CellsTests
{
    [Fact]
    public void Categories_below_five_expected_on_the_smaller_side_are_pooled()
    {
        // 5 · (1000 + 100) / 100 = 55 rows on both sides together.
        var cells = CategoryCells.Pool([600, 50, 49, 301, 0], [85, 5, 5, 4, 1]);

        cells.First.Should().Equal(600, 50, 301, 49);
        cells.Second.Should().Equal(85, 5, 4, 6);
        cells.Pooled.Should().Be(2);
    }

    [Fact]
    public void Categories_that_are_all_large_enough_get_no_cell_for_others()
    {
        var cells = CategoryCells.Pool([60, 40], [30, 70]);

        cells.First.Should().Equal(60, 40);
        cells.Pooled.Should().Be(0);
    }

    [Theory]
    [InlineData(100_000, 100_000, 10)]
    [InlineData(100, 5000, 10)]
    [InlineData(99, 5000, 9)]
    [InlineData(5000, 57, 5)]
    [InlineData(5, 5, 2)]
    public void Number_of_bins_is_a_tenth_of_the_smaller_side(long n, long m, int expected) => NeighbourCells.For(n, m).Should().Be(expected);

    [Fact]
    public void Twenty_equal_bins_merge_to_ten_pairs()
    {
        long[] bins = [.. Enumerable.Repeat(50L, 20)];

        var starts = NeighbourCells.Starts(bins, 10);

        starts.Should().Equal(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
        NeighbourCells.Merge(bins, starts).Should().AllBeEquivalentTo(100L).And.HaveCount(10);
    }

    [Fact]
    public void Few_bins_stay_as_they_are() => NeighbourCells.Starts([5, 0, 900], 10).Should().Equal(0, 1, 2);

    [Fact]
    public void A_heavy_bin_stays_alone_and_every_cell_keeps_a_bin()
    {
        NeighbourCells.Starts([0, 900, 20, 20, 20, 20, 20], 3).Should().Equal(0, 1, 2);
        NeighbourCells.Starts([20, 20, 20, 20, 20, 900, 0], 3).Should().Equal(0, 5, 6);
    }
}
