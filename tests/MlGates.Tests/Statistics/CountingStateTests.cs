using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class CountingStateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(DistinctState.ExactLimit)]
    public void Distinct_UpToTheLimit_IsExact(int n)
    {
        var state = Distinct(n);

        state.IsExact.Should().BeTrue();
        state.Estimate().Should().Be(n);
    }

    [Theory]
    [InlineData(DistinctState.ExactLimit + 1)]
    [InlineData(5_000)]
    [InlineData(16_384)]
    [InlineData(50_000)]
    [InlineData(1_000_000)]
    public void Distinct_BeyondTheLimit_IsWithinThreeStandardErrors(int n)
    {
        var state = Distinct(n);

        state.IsExact.Should().BeFalse();
        state.Estimate().Should().BeCloseTo(n, (ulong)(0.025 * n), "the relative standard error is 0.8 %");
    }

    private static DistinctState Distinct(int n)
    {
        var state = new DistinctState();
        for (var i = 0; i < n; i++)
        {
            state.Add(ValueHash.Of((long)i));
            state.Add(ValueHash.Of((double)i));
        }

        return state;
    }

    [Fact]
    public void Hash_EqualNumbers_AreEqual()
    {
        ValueHash.Of(3.0).Should().Be(ValueHash.Of(3L));
        ValueHash.Of(-0.0).Should().Be(ValueHash.Of(0.0));
        ValueHash.Of(double.NaN).Should().Be(ValueHash.Of(-double.NaN));
        ValueHash.Of(0.5).Should().NotBe(ValueHash.Of(BitConverter.DoubleToInt64Bits(0.5)));
        new[] { double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, 1, -1, 0.1 }.Select(ValueHash.Of).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(DistinctState.ExactLimit)]
    [InlineData(10_000)]
    public void Distinct_BegunForAWhole_MergesAsANewOne(int before)
    {
        var whole = new DistinctState();
        whole.Add([.. Enumerable.Range(0, before).Select(i => i / 7.0)]);
        var (begun, fresh) = (new DistinctState(), new DistinctState());
        begun.Add([1.0, 2.0]);
        begun.Clear(whole);
        double[] later = [.. Enumerable.Range(0, 3_000).Select(i => i / 3.0)];
        begun.Add(later);
        fresh.Add(later);
        var other = new DistinctState();
        other.Merge(whole);

        whole.Merge(begun);
        other.Merge(fresh);

        whole.Estimate().Should().Be(other.Estimate());
        whole.IsExact.Should().Be(other.IsExact);
    }

    [Fact]
    public void Hashes_OfIntegersAtOnce_AreThoseOfEach()
    {
        long[] values = [.. new[] { long.MinValue, long.MinValue + 1, -(1L << 53) - 1, -(1L << 53), -1, 0, 1, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, (1L << 62) + 512, long.MaxValue - 511, long.MaxValue }, .. Enumerable.Range(0, 50).Select(i => i * 7919L * 7919 * 7919 * 104_729)];
        var hashes = new ulong[values.Length];
        ValueHash.OfEach(values, hashes);
        hashes.Should().Equal(values.Select(ValueHash.Of));
    }

    [Fact]
    public void Hash_IsTheSameOnEveryMachine()
    {
        // Stored nowhere today, but estimates rest on it: a change shows here first.
        ValueHash.Of("payment_type"u8).Should().Be(6187357016423101206, "computed apart, in whole numbers of any size");
        ValueHash.Of("dropoff_community_area"u8).Should().Be(9025746829594059496);
        ValueHash.Of(0L).Should().Be(0xE220A8397B1DCDAF, "the first output of SplitMix64 with seed 0");
    }

    [Theory]
    [InlineData(ValueHistogramState.MaxCells, true)]
    [InlineData(ValueHistogramState.MaxCells + 1, false)]
    public void Histogram_AtTheCap_CoarsensOnce(int distinct, bool exact)
    {
        var state = new ValueHistogramState();
        state.Add([.. Enumerable.Range(0, distinct).Select(i => i / 3.0)]);

        var histogram = state.ToHistogram();

        histogram.IsExact.Should().Be(exact);
        histogram.Cells.Should().BeLessThanOrEqualTo(ValueHistogramState.MaxCells);
        histogram.Finite.Should().Be(distinct);
    }

    [Fact]
    public void Histogram_WidestRangeThereIs_StaysWithinItsCells()
    {
        var random = new Random(3);
        var state = new ValueHistogramState();
        state.Add([.. Enumerable.Range(0, 200_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))), double.MaxValue, double.MinValue]);

        var histogram = state.ToHistogram();

        histogram.Cells.Should().BeInRange(1000, ValueHistogramState.MaxCells);
        histogram.Resolution.Should().BeGreaterThanOrEqualTo(12, "sign and exponent always fit");
        double.IsFinite(histogram.Quantile(0.001)).Should().BeTrue();
        double.IsFinite(histogram.Quantile(0.999)).Should().BeTrue();
    }
}
