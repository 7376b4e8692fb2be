using CsCheck;
using MlGates.Schemas;

namespace MlGates.Tests.Laws;

/// <summary>How much groups tell of a label, against guessing row by row.</summary>
public sealed class LabelShareLaws
{
    [Fact]
    public void Classes_AreGuessedAsRowByRow() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2]).List[1, 40].Sample(rows =>
        {
            var counts = new long[6 * 3];
            rows.ForEach(r => counts[(r.Item1 * 3) + r.Item2]++);
            var totals = Enumerable.Range(0, 3).Select(c => (long)rows.Count(r => r.Item2 == c)).ToArray();
            long with = 0;
            for (var i = 0; i < rows.Count; i++)
            {
                var others = rows.Where((r, j) => j != i && r.Item1 == rows[i].Item1).Select(r => r.Item2).ToList();
                with += Guess(others, totals) == rows[i].Item2 ? 0 : 1;
            }

            LabelShare.OfClasses(counts, 3).Should().Be((rows.Count - totals.Max(), with, (long)rows.Count));
        });

    [Fact]
    public void Numbers_AreGuessedAsRowByRow() =>
        Gen.Select(Gen.Int[0, 5], Gen.Long[0, LabelValues.Scale]).List[2, 40].Sample(rows =>
        {
            var groups = new (long Rows, Int128 Sum, Int128 Squares)[6];
            rows.ForEach(r => groups[r.Item1] = (groups[r.Item1].Rows + 1, groups[r.Item1].Sum + r.Item2, groups[r.Item1].Squares + (r.Item2 * r.Item2)));
            double error = 0, whole = 0;
            for (var i = 0; i < rows.Count; i++)
            {
                var others = rows.Where((r, j) => j != i && r.Item1 == rows[i].Item1).Select(r => (double)r.Item2).ToList();
                error += Math.Pow(rows[i].Item2 - (others.Count == 0 ? rows.Where((_, j) => j != i).Average(r => (double)r.Item2) : others.Average()), 2);
                whole += Math.Pow(rows[i].Item2 - rows.Where((_, j) => j != i).Average(r => (double)r.Item2), 2);
            }

            var share = LabelShare.OfNumbers(groups);
            if (rows.Any(r => r.Item2 != rows[0].Item2))
            {
                share.Should().BeApproximately(1 - (error / whole), 1e-9 * Math.Max(1, error / whole));
            }
            else
            {
                share.Should().Be(double.NaN);
            }
        });

    [Fact]
    public void Chance_TellsNothing()
    {
        // 500 features of 2 to 500 values and a rare, a balanced and a many-valued label: none explains a fifth of it.
        var chance = new Random(1034);
        for (var round = 0; round < 500; round++)
        {
            var (values, classes) = (chance.Next(2, 500), chance.Next(2, 6));
            var rare = chance.NextDouble();
            var counts = new long[values * classes];
            var sums = new (long Rows, Int128 Sum, Int128 Squares)[values];
            for (var row = 0; row < 1000; row++)
            {
                var value = chance.Next(values);
                var place = chance.Next((int)LabelValues.Scale);
                counts[(value * classes) + (chance.NextDouble() < rare ? 0 : chance.Next(classes))]++;
                sums[value] = (sums[value].Rows + 1, sums[value].Sum + place, sums[value].Squares + ((long)place * place));
            }

            var (without, with, _) = LabelShare.OfClasses(counts, classes);
            (with - (0.8 * without)).Should().BeGreaterThanOrEqualTo(0);
            LabelShare.OfNumbers(sums).Should().BeLessThan(0.2);
        }
    }

    // The most frequent; of those that are as frequent the one more frequent in all rows; none where that does not tell.
    private static int Guess(List<int> others, long[] totals)
    {
        var best = Enumerable.Range(0, 3).GroupBy(c => (Own: others.Count(o => o == c), All: totals[c])).OrderByDescending(g => g.Key.Own).ThenByDescending(g => g.Key.All).First().ToList();
        return best.Count == 1 ? best[0] : -1;
    }
}
