using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class KeySortTests
{
    // Around the number below which keys are compared, and keys that differ in some bytes, all, or none.
    [Theory]
    [InlineData(0, ulong.MaxValue)]
    [InlineData(1, ulong.MaxValue)]
    [InlineData(255, ulong.MaxValue)]
    [InlineData(256, ulong.MaxValue)]
    [InlineData(5000, ulong.MaxValue)]
    [InlineData(5000, 0xFFFF_FFUL)]
    [InlineData(5000, 0xFF00_00FF_0000_0F00UL)]
    [InlineData(300, 0UL)]
    public void Sort_OfAnyKeys_IsThatOfTheLibrary(int count, ulong bits)
    {
        var random = new Random(count);
        var keys = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = (ulong)random.NextInt64() << 1 & bits;
        }

        var items = Enumerable.Range(0, count).ToArray();
        var expected = items.OrderBy(i => keys[i]).ToArray();
        var sorted = keys.Order().ToArray();

        KeySort.Sort<int>(keys, items);

        keys.Should().Equal(sorted);
        if (count >= 256)
        {
            items.Should().Equal(expected, "equal keys keep their order");
        }
    }

    [Theory]
    [InlineData(200, 40)]
    [InlineData(3000, 0)]
    [InlineData(3000, 40)]
    [InlineData(3000, 61)]
    public void SortLeading_PutsLeadingBitsInOrder(int count, int skipped)
    {
        var random = new Random(count + skipped);
        var keys = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() << 1).ToArray();
        var sorted = keys.Select(k => k >> skipped).Order().ToArray();
        var all = keys.Order().ToArray();

        KeySort.SortLeading(keys, skipped);

        keys.Select(k => k >> skipped).Should().Equal(sorted);
        keys.Order().Should().Equal(all);
    }
}
