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
}
