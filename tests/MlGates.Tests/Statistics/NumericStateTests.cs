using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class NumericStateTests
{
    [Fact]
    public void Moments_AtBothEndsOfTheRange_KeepTheirShape()
    {
        // The shape of {0, 1, 5} whatever the unit; 1e-320 has but few digits.
        foreach (var (unit, digits) in new[] { (1.0, 1e-14), (1e300, 1e-13), (3e307, 1e-13), (1e-300, 1e-13), (1e-320, 1e-3) })
        {
            var state = new MomentState();
            state.Add([0, unit, 5 * unit]);

            state.StandardDeviation.Should().BeApproximately(Math.Sqrt(7) * unit, digits * 3 * unit);
            state.Skewness.Should().BeApproximately(6 / Math.Pow(14 / 3.0, 1.5), 10 * digits);
            state.Kurtosis.Should().BeApproximately(-1.5, 10 * digits, "three values always have it");
        }
    }

    [Fact]
    public void Moments_OfDifferentScales_Merge()
    {
        var state = new MomentState();
        state.Add([1e-200, 3e-200]);
        state.Add([1e200, 3e200]);
        state.Add([0, double.NaN]);

        state.Mean.Should().BeApproximately(0.8e200, 1e186);
        state.PopulationStandardDeviation.Should().BeApproximately(Math.Sqrt(1.36) * 1e200, 1e187);
        (state.Count, state.NaN, state.Min, state.Max).Should().Be((5, 1, 0, 3e200));
    }

    [Fact]
    public void Moments_SumOfWholeNumbers_IsExact()
    {
        var state = new MomentState();
        state.Add([.. Enumerable.Range(0, 100_000).Select(i => (double)(i % 977 == 0 ? 1_000_000_007 : i))]);

        state.Sum.Should().Be(Enumerable.Range(0, 100_000).Sum(i => i % 977 == 0 ? 1_000_000_007L : i));
    }

    [Fact]
    public void Integers_BeyondTheDigitsOfADouble_HaveAnExactSum()
    {
        var state = new IntegerState();
        state.Add([long.MaxValue, long.MaxValue, long.MinValue, 1, -1, 0]);

        state.Sum.Should().Be((Int128)long.MaxValue - 1);
        (state.Min, state.Max, state.Zeros, state.Negatives).Should().Be((long.MinValue, long.MaxValue, 1, 2));
        new IntegerState().Mean.Should().Be(double.NaN);
    }

    [Theory]
    [InlineData("sorted")]
    [InlineData("reversed")]
    [InlineData("zipf")]
    [InlineData("constant")]
    [InlineData("zoom in")]
    [InlineData("saw")]
    [InlineData("outliers")]
    [InlineData("normal")]
    public void Quantiles_InAnyOrder_AreWithinTheStatedError(string order)
    {
        foreach (var n in new[] { 10_000, 100_000, 300_000 })
        {
            var values = Generate(order, n);
            var state = new QuantileState();
            state.Add(values);
            var blocks = new QuantileState();
            var block = new QuantileState();
            for (var i = 0; i < n; i += 30_000)
            {
                block.Clear(i);
                block.Add(values.AsSpan(i, Math.Min(30_000, n - i)));
                blocks.Merge(block);
            }

            Array.Sort(values);
            foreach (var sketch in new[] { state, blocks })
            {
                sketch.RankError.Should().BeInRange(0.0005, 0.005);
                // 99 quantiles of a seed each at 99 %: one or two may pass it, by little.
                Enumerable.Range(1, 99).Max(i => Error(values, i / 100.0, sketch.Quantile(i / 100.0))).Should().BeLessThan(1.5 * sketch.RankError, "{0} of {1}", order, n);
                (sketch.Quantile(0), sketch.Quantile(1), sketch.Count).Should().Be((values[0], values[^1], n));
            }
        }
    }

    private static double[] Generate(string order, int n)
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, n).Select(i => order switch
        {
            "sorted" => i,
            "reversed" => -i,
            "zipf" => Math.Floor(1 / (1 - random.NextDouble())),
            "constant" => 1.5,
            "zoom in" => (i % 2 == 0 ? 1.0 : -1.0) / (i + 1),
            "saw" => i % 1000,
            "outliers" => random.Next(1000) == 0 ? Math.Pow(10, random.Next(-300, 300)) : 1000 + Normal(),
            _ => Normal(),
        })];
    }

    // How far the rank that was asked for lies from the ranks of the answer.
    private static double Error(double[] sorted, double p, double answer)
    {
        var rank = p * (sorted.Length - 1);
        var first = Array.FindIndex(sorted, v => v >= answer);
        var last = Array.FindLastIndex(sorted, v => v <= answer);
        return Math.Max(0, Math.Max(first - rank, rank - last)) / sorted.Length;
    }

    [Fact]
    public void Quantiles_OfManyRepeats_AreThoseOfTheWeights()
    {
        var state = new QuantileState();
        for (var i = 0; i < 1000; i++)
        {
            state.Add(i, 1_000_003);
        }

        state.Count.Should().Be(1_000_003_000);
        state.Quantile(0.25).Should().BeApproximately(250, 5, "0.5 % of 1,000");
        state.Cdf(499).Should().BeApproximately(0.5, 0.005);
    }

    [Fact]
    public void LargestCell_TellsWhenOutliersUseUpTheCells()
    {
        var plain = new ValueHistogramState();
        plain.Add(Generate("normal", 100_000));
        plain.Add(0, 50_000);
        var spoilt = new ValueHistogramState();
        spoilt.Add(Generate("normal", 100_000));
        spoilt.Add(Generate("outliers", 100_000));
        spoilt.Add([.. Enumerable.Range(0, 4000).Select(i => Math.Pow(10, (i - 2000) / 7.0))]);

        plain.ToHistogram().LargestCell.Should().BeInRange(0.0005, 0.01, "zeros are one value");
        spoilt.ToHistogram().LargestCell.Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void Weights_ThatAreNone_AreRefused()
    {
        foreach (var wrong in new[] { double.NaN, -1, double.PositiveInfinity })
        {
            var act = () => new WeightedMomentState().Add([1, 2], [1, wrong]);
            act.Should().Throw<ArgumentException>().WithMessage("*value 1*");
        }

        var short_ = () => new WeightedHistogramState().Add([1, 2], [1]);
        short_.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void EffectiveCount_OfEqualWeights_IsTheCount()
    {
        var state = new WeightedMomentState();
        state.Add([1, 2, 3, double.NaN], [0.5, 0.5, 0.5, 0.25]);

        state.EffectiveCount.Should().BeApproximately(3, 1e-14);
        state.StandardDeviation.Should().BeApproximately(1, 1e-14);
        (state.Count, state.NonFiniteWeight).Should().Be((3, 0.25));
    }

    [Fact]
    public void Natural_OfWholeNumbers_HasThemInBinsOfTheirOwn()
    {
        var state = new ValueHistogramState();
        state.Add([1, 1, 2, 3, 3, 3, 6]);

        var histogram = Histogram.Natural(state.ToHistogram(), integers: true);

        histogram.Edges.Should().Equal(0, 2, 4, 6);
        histogram.Counts.Should().Equal(3, 3, 1);
        histogram.IsExact.Should().BeTrue();
    }

    [Fact]
    public void Natural_HasRoundEdges()
    {
        var state = new ValueHistogramState();
        state.Add([.. Enumerable.Range(0, 1000).Select(i => 0.1 + (i / 1000.0))]);

        Histogram.Natural(state.ToHistogram(), integers: false).Edges.Should().Equal(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1);
    }

    [Fact]
    public void Number_States_AllocateNothingPerValue()
    {
        var values = Generate("normal", 50_000);
        var state = new NumberState();
        for (var i = 0; i < 4; i++)
        {
            state.Add(values);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        state.Add(values);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20_000, "a level of the sketch may be new, values are not");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2500)]
    [InlineData(long.MaxValue - 4999)]
    [InlineData(long.MinValue)]
    public void Integers_EachOfARangeOnce_FillIt(long first)
    {
        var values = Enumerable.Range(0, 5000).Select(i => first + i).ToArray();
        new Random(7).Shuffle(values);
        var (batch, merged, single) = (new IntegerState(), new IntegerState(), new IntegerState());
        batch.Add(values);
        merged.Add(values.AsSpan(0, 1234));
        var later = new IntegerState();
        later.Add(values.AsSpan(1234));
        merged.Merge(later);
        Array.ForEach(values, v => single.Add(v, 1));
        (batch.FillsRange, merged.FillsRange, single.FillsRange).Should().Be((true, true, true));
        batch.Clear();
        batch.FillsRange.Should().BeTrue("there is no value");
    }

    [Fact]
    public void Integers_OneTwiceForAnother_DoNotFillTheRange()
    {
        // Count, sum and range are those of 0 to 99.
        var values = Enumerable.Range(0, 100).Select(i => (long)i).ToArray();
        (values[5], values[7]) = (4, 8);
        var state = new IntegerState();
        state.Add(values);
        (state.Count, state.Min, state.Max, state.Sum).Should().Be((100, 0, 99, (Int128)4950));
        state.FillsRange.Should().BeFalse();
        state.Add(200, 1);
        state.FillsRange.Should().BeFalse();
    }
}
