using CsCheck;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class GridWidthTests
{
    private static readonly double[] Special = [0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.0, double.Epsilon, double.MaxValue];

    // Distinct cells at every width, from the finest: the first that fits.
    private static int Search(IEnumerable<double> values, int most)
    {
        ulong[] keys = [.. values.Where(double.IsFinite).Select(OrderedBits.From)];
        var shift = 0;
        while (keys.Select(k => k >> shift).Distinct().Count() > most)
        {
            shift++;
        }

        return shift;
    }

    [Fact]
    public void Finest_OfAnyValues_IsTheFirstWidthThatFits() => Gen.Select(
        Gen.OneOf(
            Gen.Double,
            Gen.Double[-3, 3],
            Gen.Double[1, 1.0000001],
            Gen.Int[-200, 200].Select(i => (double)i),
            Gen.Int[0, 7].Select(i => Special[i])).Array[0, 1500],
        Gen.Int[2, 600]).Sample((values, most) => GridWidth.Finest(values, most) == Search(values, most), iter: 300);

    // Values of one kind alone: all of them close together, or hardly a bit in common.
    [Theory]
    [InlineData(1, 1e-9)]
    [InlineData(1, 1)]
    [InlineData(-1e-300, 1e300)]
    [InlineData(1e15, 1)]
    public void Finest_OfManyValues_IsTheFirstWidthThatFits(double start, double step)
    {
        var random = new Random(4);
        var values = Enumerable.Range(0, 20_000).Select(_ => start + (step * random.NextDouble())).ToArray();

        GridWidth.Finest(values, 4096).Should().Be(Search(values, 4096));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public void Histogram_BegunForItsValues_IsThatOfAnyOther(int count)
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, count).Select(i => i % 50 == 0 ? double.NaN : Math.Exp(8 * random.NextDouble())).ToArray();
        var (begun, plain) = (new ValueHistogramState(), new ValueHistogramState());
        begun.Begin(values);
        begun.Add(values);
        plain.Add(values);

        var (a, b) = (begun.ToHistogram(), plain.ToHistogram());

        a.Resolution.Should().Be(b.Resolution);
        (a.Keys.ToArray(), a.Counts.ToArray()).Should().BeEquivalentTo((b.Keys.ToArray(), b.Counts.ToArray()));
    }
}
