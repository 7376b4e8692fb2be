using System.Text;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class TextRankingTests
{
    private static TextTable Table(string texts)
    {
        var table = new TextTable();
        foreach (var text in texts.Split(' '))
        {
            table.Add(Encoding.UTF8.GetBytes(text));
        }

        return table;
    }

    [Fact]
    public void Top_Ties_LargerBytesFirst_WhateverTheOrder()
    {
        var expected = new[] { ("a", 4L), ("c", 3), ("d", 2), ("b", 2) };

        TextRanking.Top(Table("a b c e a c d a a b c d"), 4).Select(t => (t.Text, t.Lower)).Should().Equal(expected);
        TextRanking.Top(Table("d c b a a d c a e c b a"), 4).Select(t => (t.Text, t.Lower)).Should().Equal(expected);
    }

    [Fact]
    public void Ordinal_BeyondTheCap_SaysWhatIsLeftOut()
    {
        var counts = TextRanking.Ordinal(Table("z z z b b a y y é"), 3);

        counts.Values.Select(v => (v.Text, v.Lower)).Should().Equal(("b", 2), ("y", 2), ("z", 3));
        counts.OtherValues.Should().Be(2);
        counts.OtherCount.Should().Be(2);
    }

    [Fact]
    public void Ordinal_WithinTheCap_IsAll()
    {
        var counts = TextRanking.Ordinal(Table("z a é a"), 3);

        counts.Values.Select(v => (v.Text, v.Lower)).Should().Equal(("a", 2), ("z", 1), ("é", 1));
        (counts.OtherValues, counts.OtherCount).Should().Be((0, 0L));
    }

    [Fact]
    public void Top_Weighted_GoesByWeightThenBytes()
    {
        var table = new TextTable();
        var weights = new EntryWeights();
        foreach (var (text, weight) in new[] { ("v", 2.0), ("w", 4), ("x", 4), ("y", 4), ("z", 6), ("v", 1) })
        {
            weights.Add(table.Add(Encoding.UTF8.GetBytes(text)), weight);
        }

        TextRanking.Top(table, weights, 4).Select(t => (t.Text, t.Weight)).Should().Equal(("z", 6), ("y", 4), ("x", 4), ("w", 4));
    }

    [Fact]
    public void Weights_OfMagnitudesFarApart_AreCompensated()
    {
        var weights = new EntryWeights();
        weights.Add([0, -1, 0, 0, -2], [1e16, 5, 1, -1e16, 5]);
        var other = new EntryWeights();
        other.Add(3, 0.5);
        weights.Merge(other, [7, 8, 9, 0]);

        weights.WeightAt(0).Should().Be(1.5);
        weights.WeightAt(100).Should().Be(0);
        weights.Clear();
        weights.WeightAt(0).Should().Be(0);
        weights.Add(0, double.PositiveInfinity);
        weights.Add(0, 1);
        weights.WeightAt(0).Should().Be(double.PositiveInfinity);
    }
}
