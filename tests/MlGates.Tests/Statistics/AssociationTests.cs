using System.Text;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class AssociationTests
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static CrossTableState Pairs(string pairs)
    {
        var state = new CrossTableState();
        foreach (var pair in pairs.Split(' '))
        {
            state.Add(Utf8(pair[..1]), Utf8(pair[1..]));
        }

        return state;
    }

    [Fact]
    public void Pair_LeavesOutWhatIsNotFinite()
    {
        var state = new PairMomentState();
        state.Add([1, double.NaN, 3, 5, double.PositiveInfinity], [2, 1, 4, 6, 1]);

        (state.Count, state.Skipped, state.MeanX, state.MeanY).Should().Be((3, 2, 3, 4));
        (state.PopulationCovariance, state.SampleCovariance, state.Correlation).Should().Be((8 / 3.0, 4, 1));
        state.Clear();
        (state.Count, state.Correlation).Should().Be((0, double.NaN));
    }

    [Fact]
    public void Pair_OfAConstantSide_HasNoCorrelation()
    {
        var state = new PairMomentState();
        state.Add([1, 2, 3], [0.1, 0.1, 0.1]);

        (state.Correlation, state.PopulationCovariance).Should().Be((double.NaN, 0));
    }

    [Fact]
    public void Pair_WithALargeMean_KeepsItsDigits()
    {
        // Against exact arithmetic: x = 1e9 + i, y = −2x + (−1)^i.
        const int N = 10_000;
        var x = Enumerable.Range(0, N).Select(i => 1e9 + i).ToArray();
        var y = x.Select((v, i) => (-2 * v) + (i % 2 == 0 ? 1 : -1)).ToArray();
        var state = new PairMomentState();
        foreach (var part in Enumerable.Range(0, N).Chunk(333))
        {
            state.Add(x.AsSpan(part[0], part.Length), y.AsSpan(part[0], part.Length));
        }

        // Σ(i − m)(−1)^i = −N/2, so the covariance is −2 (N² − 1)/12 − 1/2.
        var expected = (-2 * ((double)N * N - 1) / 12) - 0.5;
        // The mean of y has 2.4e-7 between neighbouring doubles, against a spread of 5.8e3: 4e-11.
        Math.Abs((state.PopulationCovariance / expected) - 1).Should().BeLessThan(4e-11);
        state.Correlation.Should().BeInRange(-1, -0.9999999);
    }

    [Fact]
    public void Pair_OfHugeNumbers_HasAFiniteMean()
    {
        var state = new PairMomentState();
        state.Add([1.5e308, 1.7e308], [1, 2]);

        state.MeanX.Should().BeApproximately(1.6e308, 1e293);
        state.Correlation.Should().Be(double.NaN);
    }

    [Fact]
    public void CrossTable_IsOrdinalWithTotals()
    {
        var state = Pairs("bx ax ay bx cy");
        var table = state.ToTable()!;

        table.Rows.Select(r => Encoding.UTF8.GetString(r.Span)).Should().Equal("a", "b", "c");
        table.Columns.Select(r => Encoding.UTF8.GetString(r.Span)).Should().Equal("x", "y");
        table.Cells.Should().Equal(new CrossCell(0, 0, 1), new CrossCell(0, 1, 1), new CrossCell(1, 0, 2), new CrossCell(2, 1, 1));
        table.RowTotals.Should().Equal(2, 2, 1);
        table.ColumnTotals.Should().Equal(3, 2);
        table.LiftOf(1, 0).Should().BeApproximately(5 / 3.0, 1e-15);
        table.LiftOf(1, 1).Should().Be(0);
        table.LiftOf(9, 0).Should().Be(double.NaN);
        table.TopLifts(2).Select(l => (l.Row, l.Column, l.Count, l.Value)).Should().Equal((2, 1, 1, 2.5), (1, 0, 2, 5 / 3.0));
        table.TopLifts(5, leastCount: 2).Should().ContainSingle();
    }

    [Theory]
    [InlineData("ax ax by by", 1, 0.6931471805599453, 1)]
    [InlineData("ax ay bx by", 0, 0, 0)]
    // χ² of [[2,1],[1,2]] is 2/3; information from 2/3 ln 4/3 + 1/3 ln 2/3.
    [InlineData("ax ax ay bx by by", 1 / 3.0, 0.05663301226513251, 0.08170416594551044)]
    public void CrossTable_Measures_OfKnownTables(string pairs, double v, double information, double normalized)
    {
        var table = Pairs(pairs).ToTable()!;

        table.CramersV().Should().BeApproximately(v, 1e-14);
        table.MutualInformation().Should().BeApproximately(information, 1e-14);
        table.NormalizedMutualInformation().Should().BeApproximately(normalized, 1e-14);
        table.BiasCorrectedCramersV().Should().BeLessThanOrEqualTo(v + 1e-14);
        table.CorrectedMutualInformation().Should().BeApproximately(Math.Max(0, information - (1.0 / (2 * table.Count))), 1e-14);
    }

    [Fact]
    public void CrossTable_WithoutVariation_HasNoMeasure()
    {
        var one = Pairs("ax bx").ToTable()!;
        (one.CramersV(), one.BiasCorrectedCramersV(), one.MutualInformation()).Should().Be((double.NaN, double.NaN, 0));
        Pairs("ax").ToTable()!.NormalizedMutualInformation().Should().Be(double.NaN);
        var none = new CrossTableState().ToTable()!;
        (none.Count, none.ChiSquare(), none.CramersV(), none.MutualInformation()).Should().Be((0, 0, double.NaN, double.NaN));
    }

    [Fact]
    public void CrossTable_TooManyValues_IsGivenUp_AndSaysSo()
    {
        var state = new CrossTableState();
        for (var i = 0; i <= CrossTableState.MaxValues; i++)
        {
            state.Add(BitConverter.GetBytes(i), "x"u8);
        }

        state.Overflowed.Should().BeTrue();
        state.ToTable().Should().BeNull();
        state.Count.Should().Be(CrossTableState.MaxValues + 1);
        var other = Pairs("ax");
        other.Merge(state);
        other.ToTable().Should().BeNull();
        other.Clear();
        other.Add("q"u8, "r"u8);
        other.ToTable()!.Cells.Should().Equal(new CrossCell(0, 0, 1));
    }

    [Fact]
    public void CrossTable_Batch_LeavesOutRowsMissingOnEitherSide()
    {
        var state = new CrossTableState();
        var text = Utf8("abxy" + new string('.', 16));
        state.Add(new TextSlices(text, [0, 1, 0, 1], [1, 1, 1, 1], [false, true, false, false]), new TextSlices(text, [2, 2, 3, 3], [1, 1, 1, 1], [false, false, true, false]));

        (state.Count, state.Skipped).Should().Be((2, 2));
        var table = state.ToTable()!;
        table.Rows.Should().HaveCount(2);
        table.Cells.Should().Equal(new CrossCell(0, 0, 1), new CrossCell(1, 1, 1));
    }

    [Fact]
    public void CrossTable_CellTwice_Throws()
    {
        var twice = () => new CrossTable([new CrossCell(0, 0, 1), new CrossCell(0, 0, 2)]);
        twice.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Sample_WithinCapacity_IsAllRowsInOrder()
    {
        var state = new RowSampleState(2, capacity: 10);
        state.Add(1, 0, 2, [new double[] { 3, 4 }, new double[] { -3, -4 }]);
        state.Add(0, 5, 1, [new double[] { 2 }, new double[] { double.NaN }]);

        state.IsComplete.Should().BeTrue();
        state.ToColumns()[0].Should().Equal(2, 3, 4);
        state.ToColumns()[1].Should().Equal(double.NaN, -3, -4);
    }

    [Fact]
    public void Sample_OfManyRows_IsUniform()
    {
        // Of 100 rows 10 are drawn under each of 2,000 seeds: each row about 200 times; six deviations of a binomial are 80.
        var drawn = new int[100];
        var rows = Enumerable.Range(0, 100).Select(i => (double)i).ToArray();
        for (ulong seed = 0; seed < 2000; seed++)
        {
            var state = new RowSampleState(1, 10, seed);
            state.Add(0, 0, 100, [rows]);
            state.ToColumns()[0].Should().HaveCount(10);
            foreach (var row in state.ToColumns()[0])
            {
                drawn[(int)row]++;
            }
        }

        drawn.Should().OnlyContain(d => Math.Abs(d - 200) < 80);
    }

    [Fact]
    public void Sample_OfOtherParameters_DoesNotMerge()
    {
        var state = new RowSampleState(2);
        state.Invoking(s => s.Merge(new RowSampleState(3))).Should().Throw<ArgumentException>().WithMessage("*2 columns*3*");
        state.Invoking(s => s.Merge(new RowSampleState(2, seed: 1))).Should().Throw<ArgumentException>();
        state.Invoking(s => s.Merge(state)).Should().Throw<ArgumentException>();
        state.Invoking(s => s.Add(0, 0, 2, [new double[2], new double[1]])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Spearman_IsMonotone_AndLeavesNaNOut()
    {
        Association.Spearman([1, 2, double.NaN, 3, 4], [1, 8, 5, 27, double.PositiveInfinity]).Should().Be(1);
        Association.Spearman([1, 2, 3], [3, 2, 1]).Should().Be(-1);
        Association.Spearman([1, 1], [3, 2]).Should().Be(double.NaN);
        Association.Spearman([], []).Should().Be(double.NaN);
    }

    [Fact]
    public void BinnedTable_KeepsEqualNumbersTogether()
    {
        var table = Association.BinnedTable([5, 1, 1, 1, 9, double.NaN, 7], [0, 1, 1, 0, 0, 0, -1], bins: 3);

        table.Count.Should().Be(5);
        table.Cells.Should().Equal(new CrossCell(0, 0, 1), new CrossCell(0, 1, 2), new CrossCell(1, 0, 1), new CrossCell(2, 0, 1));
    }

    [Fact]
    public void BinnedTable_OfEqualMass_HasTheMutualInformationOfALabelCutAtTheMedian()
    {
        var numbers = Enumerable.Range(0, 1000).Select(i => (i * 7919) % 1000 / 10.0).ToArray();
        var labels = numbers.Select(x => x < 50 ? 0 : 1).ToArray();

        var table = Association.BinnedTable(numbers, labels, bins: 10);

        table.RowTotals.Should().Equal(Enumerable.Repeat(100L, 10));
        table.MutualInformation().Should().BeApproximately(Math.Log(2), 1e-14);
        Association.DefaultBins(1000).Should().Be(14);
    }
}
