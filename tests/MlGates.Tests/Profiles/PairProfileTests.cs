using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Tests.Profiles;

public sealed class PairProfileTests
{
    private static readonly ColumnHeader[] Headers = [new("x"), new("y"), new("color"), new("flag"), new("none")];

    // Numbers that go together, a colour that follows the number, a flag that follows the colour.
    private static string?[][] Rows(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var x = random.NextDouble();
            var color = x < 0.3 ? "red" : x < 0.6 ? "green" : "blue";
            return new[]
            {
                i % 10 == 0 ? null : x.ToString("R", CultureInfo.InvariantCulture),
                (x + (0.2 * random.NextDouble())).ToString("R", CultureInfo.InvariantCulture),
                i % 9 == 0 ? null : color,
                color == "red" ^ random.Next(10) == 0 ? "1" : "0",
                null,
            };
        })];
    }

    private static DatasetProfile Profile(string?[][] rows, ProfileOptions options, params int[] blocks) =>
        ProfileBuilder.Build(new BlockedSource(Headers, rows, blocks), options);

    private static PairProfile Pair(DatasetProfile profile, string first, string second) => profile.Pairs.Single(p => p.First == first && p.Second == second);

    private static double Number(string? text) => text is null ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void Numbers_HaveTheCorrelationsOfTheirRows()
    {
        var rows = Rows(3000);

        var pair = Pair(Profile(rows, new ProfileOptions { Pairs = [new("x", "y")] }), "x", "y");

        var both = rows.Where(r => r[0] is not null).Select(r => (X: Number(r[0]), Y: Number(r[1]))).ToArray();
        var (meanX, meanY) = (both.Average(b => b.X), both.Average(b => b.Y));
        var covariance = both.Average(b => (b.X - meanX) * (b.Y - meanY));
        var correlation = pair.Correlation!;
        pair.Rows.Should().Be(2700);
        (correlation.Rows, correlation.SampleRows, correlation.IsSampled).Should().Be((2700, 2700, false));
        correlation.Covariance.Should().BeApproximately(covariance, 1e-14);
        correlation.Pearson.Should().BeApproximately(covariance / Math.Sqrt(both.Average(b => Math.Pow(b.X - meanX, 2)) * both.Average(b => Math.Pow(b.Y - meanY, 2))), 1e-12);
        correlation.Spearman.Should().Be(Association.Spearman(both.Select(b => b.X).ToArray(), both.Select(b => b.Y).ToArray()));
        (pair.Association, pair.Reason).Should().Be((null, null));
    }

    [Fact]
    public void Numbers_OfMoreRowsThanTheSample_SayHowManyRanksRestOn()
    {
        var correlation = Pair(Profile(Rows(30_000), new ProfileOptions { Pairs = [new("x", "y")] }), "x", "y").Correlation!;

        correlation.IsSampled.Should().BeTrue();
        correlation.SampleRows.Should().BeInRange(8_800, 9_200, "a tenth of 10,000 rows has no x");
        correlation.Spearman.Should().BeApproximately(correlation.Pearson, 0.02);
    }

    [Fact]
    public void Categories_HaveTheTableOfTheirRows()
    {
        var rows = Rows(2000);

        var pair = Pair(Profile(rows, new ProfileOptions { Pairs = [new("color", "flag")] }), "color", "flag");

        var state = new CrossTableState();
        foreach (var row in rows.Where(r => r[2] is not null))
        {
            state.Add(Encoding.UTF8.GetBytes(row[2]!), Encoding.UTF8.GetBytes(row[3]!));
        }

        var table = state.ToTable()!;
        pair.Association.Should().BeEquivalentTo(new PairAssociation
        {
            Rows = table.Count,
            FirstValues = 3,
            SecondValues = 2,
            CramersV = table.CramersV(),
            CramersVCorrected = table.BiasCorrectedCramersV(),
            MutualInformation = table.MutualInformation(),
            MutualInformationCorrected = table.CorrectedMutualInformation(),
            NormalizedInformation = table.NormalizedMutualInformation(),
        });
        pair.Lifts.Should().BeEmpty("there is no label");
    }

    [Fact]
    public void Values_ThatAreTheSameNumber_AreOne()
    {
        string?[][] rows = [.. Enumerable.Range(0, 100).Select(i => new[] { null, null, i % 2 == 0 ? "a" : "b", i % 2 == 0 ? "1" : i % 4 == 1 ? "00" : "0", null })];

        var association = Pair(Profile(rows, new ProfileOptions { Pairs = [new("color", "flag")] }), "color", "flag").Association!;

        (association.FirstValues, association.SecondValues).Should().Be((2, 2));
        association.CramersV.Should().Be(1);
        association.MutualInformation.Should().BeApproximately(Math.Log(2), 1e-15);
    }

    [Fact]
    public void Label_GoesWithEveryOtherColumn()
    {
        var profile = Profile(Rows(2000), new ProfileOptions { Label = "flag", Pairs = [new("flag", "x"), new("y", "x")] });

        profile.Pairs.Select(p => $"{p.First}*{p.Second}").Should().Equal("color*flag", "none*flag", "x*flag", "y*flag", "y*x");
        var lift = Pair(profile, "color", "flag").Lifts[0];
        (lift.Value, lift.Label).Should().Be(("red", "1"));
        lift.Lift.Should().BeInRange(2.4, 2.9, "nine tenths of the red ones and a third of all are 1");
        lift.Rows.Should().BeLessThan(lift.ValueRows);
        Pair(profile, "none", "flag").Should().BeEquivalentTo(new PairProfile { First = "none", Second = "flag", Rows = 0, Reason = "'none' has no value" });
        var binned = Pair(profile, "x", "flag");
        binned.Correlation.Should().NotBeNull("a number of few values is both");
        binned.Association!.Binned.Should().Be("x");
        binned.Association.MutualInformation.Should().BeInRange(0.2, 0.7);
        Pair(profile, "y", "x").Association.Should().BeNull();
    }

    [Fact]
    public void Pair_OfTooManyValues_SaysSo()
    {
        string?[][] rows = [.. Enumerable.Range(0, 3000).Select(i => new[] { null, null, $"v{i}", "a", null })];

        var pair = Pair(Profile(rows, new ProfileOptions { Pairs = [new("color", "flag")] }), "color", "flag");

        pair.Association.Should().BeNull();
        pair.Reason.Should().Be("one of the columns has more than 1000 values, or there are more than 100000 pairs of values");
        (pair.Rows, pair.Correlation).Should().Be((3000, null));
    }

    [Fact]
    public void Pair_WithoutACommonRow_SaysSo()
    {
        string?[][] rows = [["1", null, "a", null, null], [null, "2", null, "b", null]];

        Pair(Profile(rows, new ProfileOptions { Pairs = [new("x", "y")] }), "x", "y").Reason.Should().Be("no row has a value of both");
    }

    [Fact]
    public void Pair_OfAColumnThatIsNotThere_IsRefused()
    {
        var build = () => Profile(Rows(10), new ProfileOptions { Pairs = [new("x", "gone")] });
        build.Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.ColumnMissing);

        var same = () => Profile(Rows(10), new ProfileOptions { Pairs = [new("x", "x")] });
        same.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("a*b", "a", "b")]
    [InlineData(" a * b ", "a", "b")]
    public void Parse_ReadsTwoNames(string text, string first, string second) => ColumnPair.Parse(text).Should().Be(new ColumnPair(first, second));

    [Theory]
    [InlineData("a")]
    [InlineData("a*")]
    [InlineData("a*a")]
    [InlineData("a*b*c")]
    public void Parse_OfAnythingElse_IsRefused(string text)
    {
        var parse = () => ColumnPair.Parse(text);
        parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void File_KeepsThem()
    {
        var profile = Profile(Rows(2000), new ProfileOptions { Label = "flag" });
        var json = ProfileFile.ToJson(profile);

        var read = ProfileFile.Parse(Encoding.UTF8.GetBytes(json), "p.json");

        read.Pairs.Should().BeEquivalentTo(profile.Pairs, o => o.WithStrictOrdering());
        ProfileFile.ToJson(read).Should().Be(json);
        var parse = () => ProfileFile.Parse(Encoding.UTF8.GetBytes(json.Replace("\"cramersV\": 0.", "\"cramersV\": 2.", StringComparison.Ordinal)), "p.json");
        parse.Should().Throw<InputException>().Which.Message.Should().Contain("\"cramersV\" must lie between 0 and 1");
    }

    [Fact]
    public void Sketch_OfASample_IsNotMerged()
    {
        var source = new BlockedSource(Headers, Rows(100));
        var plain = ProfileBuilder.BuildSketch(source);
        var sample = () => DatasetSketch.Merge(plain, ProfileBuilder.BuildSketch(new SampledSource(source, 10)));

        sample.Should().Throw<InputException>().Which.Message.Should().Be("'blocks' is the profile of a sample (--sample), which cannot be merged with others; profile all rows.");
    }
}
