using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class DatasetSketchTests
{
    private static DatasetSketch Csv(string text, string name = "a.csv", ProfileOptions? options = null, CsvOptions? csv = null)
    {
        using var folder = new TempFolder();
        return ProfileBuilder.BuildSketch(new CsvSource(folder.Write(name, text), csv), options);
    }

    private static DatasetSketch Objects<T>(params T[] rows) => ProfileBuilder.BuildSketch(new ObjectSource<T>(rows, "objects"));

    private static InputException Refused(DatasetSketch a, DatasetSketch b) =>
        ((Action)(() => DatasetSketch.Merge(a, b))).Should().Throw<InputException>().Which;

    [Fact]
    public void Merge_OfTwoFiles_IsTheProfileOfBoth()
    {
        var merged = DatasetSketch.Merge(Csv("x,y\n1,a\n2,b\n"), Csv("x,y\n3,a\n,\n", "b.csv")).Profile;

        merged.Should().BeEquivalentTo(new { Name = "a.csv and 1 more", Rows = 4L });
        merged.Files.Select(f => f.Name).Should().Equal("a.csv", "b.csv");
        merged.Find("x")!.Numeric!.Integers.Should().Be(new IntegerRange(1, 3, 6));
        merged.Find("y")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["a"] = 2, ["b"] = 1 });
        merged.MissingTogether!.Sets.Should().ContainSingle(s => s.AtLeast == 1 && s.Columns.SequenceEqual(new[] { "x", "y" }));
    }

    [Fact]
    public void Merge_LeavesThePartsAsTheyAre()
    {
        var (a, b) = (Csv("x\n1\n2\n"), Csv("x\n3\nz\n", "b.csv"));
        var before = SketchFile.Body(a).ToArray();
        var first = ProfileFile.ToJson(DatasetSketch.Merge(a, b).Profile);

        ProfileFile.ToJson(DatasetSketch.Merge(a, b).Profile).Should().Be(first);
        SketchFile.Body(a).ToArray().Should().Equal(before);
    }

    [Fact]
    public void Merge_OfColumnsInAnotherOrder_GoesByName()
    {
        var merged = DatasetSketch.Merge(Csv("x,y,z\n1,a,\n,,5\n"), Csv("z,y,x\n7,b,\n", "b.csv")).Profile;

        merged.Find("x")!.Should().BeEquivalentTo(new { Present = 1L, Missing = 2L });
        merged.Find("z")!.Numeric!.Integers.Should().Be(new IntegerRange(5, 7, 12));
        merged.MissingTogether!.Sets.Should().ContainSingle().Which.Columns.Should().Equal("x", "y");
    }

    [Theory]
    [InlineData("x\n1\n2\n", "x\n0.5\n", ColumnType.Float)]
    [InlineData("x\n1\n2\n", "x\nabc\n", ColumnType.Category)]
    [InlineData("x,e\n,\n", "e,x\n,2024-01-01\n", ColumnType.Timestamp)]
    public void Merge_OfOtherTypes_WidensAsInOnePass(string first, string second, ColumnType type) =>
        DatasetSketch.Merge(Csv(first), Csv(second, "b.csv")).Profile.Find("x")!.Type.Should().Be(type);

    [Fact]
    public void Merge_OfTypedValuesAndText_CountsBoth()
    {
        var typed = Objects(new { N = 1L, F = 0.5, B = true, T = new DateTime(2024, 1, 1) }, new { N = 2L, F = 1.5, B = false, T = new DateTime(2024, 1, 2) });
        var text = Csv("N,F,B,T\n3,2.5,true,2024-01-03\n1,0.5,TRUE,2024-01-03\n", csv: new CsvOptions { Missing = [] });
        foreach (var merged in new[] { DatasetSketch.Merge(typed, text).Profile, DatasetSketch.Merge(text, typed).Profile })
        {
            merged.Find("N")!.Type.Should().Be(ColumnType.Integer);
            merged.Find("N")!.Numeric!.Integers.Should().Be(new IntegerRange(1, 3, 7));
            merged.Find("N")!.Distinct.Should().Be(new DistinctCount(3, true));
            merged.Find("F")!.Numeric!.Sum.Should().Be(5);
            merged.Find("B")!.Type.Should().Be(ColumnType.Boolean);
            merged.Find("B")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["false"] = 1, ["true"] = 3 });
            merged.Find("T")!.Type.Should().Be(ColumnType.Timestamp);
            merged.Find("T")!.Numeric!.Max.Should().Be(1704240000);
        }
    }

    [Fact]
    public void Merge_OfTypedValuesAndOtherText_LosesNone()
    {
        var typed = Objects(new { N = 1.5, B = true });
        var text = Csv("N,B\nabc,maybe\n2,no\n", csv: new CsvOptions { Missing = [] });
        foreach (var merged in new[] { DatasetSketch.Merge(typed, text).Profile, DatasetSketch.Merge(text, typed).Profile })
        {
            merged.Find("N")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["1.5"] = 1, ["2"] = 1, ["abc"] = 1 });
            merged.Find("B")!.Categories!.Counts.Values.Sum().Should().Be(3);
            merged.Find("B")!.Categories!.Counts.Should().ContainKey("true");
        }
    }

    [Fact]
    public void Merge_WithAColumnMissing_NamesItAndBothFiles()
    {
        Refused(Csv("x,y\n1,2\n"), Csv("x\n1\n", "b.csv")).Message.Should().Be("The profiles of 'a.csv' and 'b.csv' cannot be merged: column 'y' is only in the first.");
        Refused(Csv("x\n1\n"), Csv("x,z\n1,2\n", "b.csv")).Message.Should().Be("The profiles of 'a.csv' and 'b.csv' cannot be merged: column 'z' is only in the second.");
    }

    [Fact]
    public void Merge_WithOtherWeights_IsRefused() =>
        Refused(Csv("x,w\n1,2\n", options: new ProfileOptions { Weight = "w" }), Csv("x,w\n1,2\n", "b.csv")).Message
            .Should().EndWith("the weights are 'w' in the first and not given in the second; profile both with the same --weight.");

    [Fact]
    public void Merge_WithOtherSlices_IsRefused() =>
        Refused(Csv("x,w\n1,2\n", options: new ProfileOptions { Slices = [SliceBy.Parse("w")] }), Csv("x,w\n1,2\n", "b.csv")).Message
            .Should().EndWith("the slices are 'w' in the first and not given in the second; profile both with the same --slice.");

    [Fact]
    public void Merge_OfSlicesByQuantilesOfEach_IsRefused()
    {
        var options = new ProfileOptions { Slices = [SliceBy.Parse("x:2")] };
        Refused(Csv("x\n1\n2\n3\n", options: options), Csv("x\n5\n6\n7\n", "b.csv", options)).Message.Should().Contain("slices by 'x:2' are cut at the quantiles of each, which differ");
    }

    [Fact]
    public void Merge_WithOtherBins_IsRefused() =>
        Refused(Csv("x\n1\n"), Csv("x\n1\n", "b.csv", new ProfileOptions { Bins = new Dictionary<string, IReadOnlyList<double>> { ["x"] = [1.0] } })).Message
            .Should().Contain("column 'x' is counted on other bins");

    [Fact]
    public void Merge_WithOtherMissingTokens_IsRefused() =>
        Refused(Csv("x\n1\n"), Csv("x\n1\n", "b.csv", csv: new CsvOptions { Missing = ["NA"] })).Message.Should().Contain("other texts count as missing");

    [Fact]
    public void Merge_OfOtherForcedTypes_IsRefused() =>
        Refused(Csv("x\n1\n"), Csv("x\n1\n", "b.csv", csv: new CsvOptions { Types = new Dictionary<string, ColumnType> { ["x"] = ColumnType.Category } })).Message
            .Should().EndWith("column 'x' is text whose type is inferred in the first and declared category in the second; profile both with the same --type.");

    [Fact]
    public void Merge_OfPairs_IsThePairsOfBoth()
    {
        var options = new ProfileOptions { Label = "z", Pairs = [new("x", "y")] };
        const string First = "x,y,z\n1,3,a\n2,5,b\n3,,a\n4,9,b\n";
        const string Second = "x,y,z\n5,8,b\n6,2,a\n,1,b\n";

        var merged = DatasetSketch.Merge(Csv(First, options: options), Csv(Second, "b.csv", options));

        var whole = Csv(First + Second["x,y,z\n".Length..], options: options).Profile.Pairs;
        merged.Profile.Pairs.Should().BeEquivalentTo(whole, o => o.Using<double>(d => d.Subject.Should().Match(v => v.Equals(d.Expectation) || Math.Abs(v - d.Expectation) < 1e-14)).WhenTypeIs<double>());
        merged.Profile.Pairs.Should().HaveCount(3);
        DatasetSketch.Merge(merged, Csv(Second, "b.csv", options)).Profile.Pairs[0].Rows.Should().Be(7, "x*y has 3, 2 and 2 rows");
    }

    [Fact]
    public void Merge_OfPairs_GoesByNameWhereColumnsAreInAnotherOrder()
    {
        var options = new ProfileOptions { Pairs = [new("x", "z"), new("w", "x")] };
        var inOrder = DatasetSketch.Merge(Csv("w,x,y,z\n1,4,a,u\n2,3,b,v\n", options: options), Csv("w,x,y,z\n7,8,a,u\n5,6,b,u\n", "b.csv", options)).Profile;
        var crossed = DatasetSketch.Merge(Csv("w,x,y,z\n1,4,a,u\n2,3,b,v\n", options: options), Csv("z,y,x,w\nu,a,8,7\nu,b,6,5\n", "b.csv", options)).Profile;

        crossed.Pairs.Should().Equal(inOrder.Pairs, (a, b) => (a with { Lifts = b.Lifts }) == b);
        inOrder.Pairs[0].Correlation!.Pearson.Should().BeApproximately(0.8, 0.15);
    }

    [Theory]
    [InlineData("x*y", null, "y*x", null, "the pairs of columns are 'x*y' in the first and 'y*x' in the second; profile both with the same --pair and --label.")]
    [InlineData("x*y", null, null, null, "the pairs of columns are 'x*y' in the first and not given in the second; profile both with the same --pair and --label.")]
    [InlineData("x*y", null, null, "y", "the pairs of columns are 'x*y' in the first and 'x*y' with the label 'y' in the second; profile both with the same --pair and --label.")]
    public void Merge_WithOtherPairs_IsRefused(string? pair, string? label, string? otherPair, string? otherLabel, string message)
    {
        Refused(Csv("x,y\n1,2\n", options: Options(pair, label)), Csv("x,y\n1,2\n", "b.csv", Options(otherPair, otherLabel))).Message.Should().EndWith(message);

        static ProfileOptions Options(string? pair, string? label) => new() { Label = label, Pairs = pair is null ? [] : [ColumnPair.Parse(pair)] };
    }

    [Fact]
    public void Merge_OfPairsAndSlicesThatOnlyReadAlike_IsRefused()
    {
        const string Text = "a*b,c,a,b*c,b\n1,2,3,4,5\n6,7,8,9,10\n";
        Refused(Csv(Text, options: new ProfileOptions { Pairs = [new("a*b", "c")] }), Csv(Text, "b.csv", new ProfileOptions { Pairs = [new("a", "b*c")] })).Message.Should().Contain("the pairs of columns are 'a*b*c'");
        Refused(Csv(Text, options: new ProfileOptions { Slices = [SliceBy.Of(new SliceColumn("a*b"))] }), Csv(Text, "b.csv", new ProfileOptions { Slices = [SliceBy.Of(new SliceColumn("a"), new SliceColumn("b"))] })).Message
            .Should().Contain("the slices are 'a*b'");
    }

    [Fact]
    public void Merge_OfPairsOfATypedColumnAndText_IsRefused()
    {
        var options = new ProfileOptions { Pairs = [new("x", "y")] };
        var typed = new CsvOptions { Types = new Dictionary<string, ColumnType> { ["x"] = ColumnType.Integer } };
        Refused(Csv("x,y\n1,2\n", options: options, csv: typed), Csv("x,y\n1,2\n", "b.csv", options)).Message
            .Should().EndWith("column 'x', which is in a pair, is declared integer in the first and text whose type is inferred in the second; profile both with the same --type.");
    }

    [Fact]
    public void Merge_OfDecimalCommaAndPoint_IsRefused() =>
        Refused(Csv("x\n\"1,5\"\n", csv: new CsvOptions { DecimalComma = true, Delimiter = ',' }), Csv("x\n1.5\n", "b.csv")).Message
            .Should().EndWith("numbers in text have a decimal comma in one and a point in the other; profile both with the same --decimal-comma.");

    [Fact]
    public void Merge_OfDecimalCommas_KeepsThem()
    {
        var csv = new CsvOptions { DecimalComma = true, Delimiter = ';' };
        var options = new ProfileOptions { Pairs = [new("x", "y")] };

        var merged = DatasetSketch.Merge(Csv("x;y\n1,5;a\n2,5;b\n", options: options, csv: csv), Csv("x;y\n1,50;a\n4;b\n", "b.csv", options, csv)).Profile;

        merged.Find("x")!.Numeric!.Sum.Should().Be(9.5);
        merged.Find("x")!.Distinct.Should().Be(new DistinctCount(3, true));
        merged.Pairs[0].Association!.Binned.Should().Be("x");
    }

    [Fact]
    public void Merge_WithOtherStatisticsOfOnesOwn_IsRefused() =>
        Refused(Csv("x\n1\n", options: new ProfileOptions { Statistics = [new TypeStatistic()] }), Csv("x\n1\n", "b.csv")).Message
            .Should().EndWith("statistics of one's own are 'type' in the first and not given in the second; profile both with the same ProfileOptions.Statistics.");

    [Fact]
    public void Merge_WhereAStatisticHasAStateInOneOnly_IsRefused()
    {
        var options = new ProfileOptions { Statistics = [new TypeStatistic()] };
        CsvOptions Typed(ColumnType type) => new() { Types = new Dictionary<string, ColumnType> { ["x"] = type } };
        Refused(Csv("x\n1\n", options: options, csv: Typed(ColumnType.Integer)), Csv("x\n1\n", "b.csv", options, Typed(ColumnType.Float))).Message
            .Should().EndWith("column 'x' has the statistic 'type' in one only; profile both with the same --type.");
    }

    /// <summary>Has a meaning for whole numbers only.</summary>
    private sealed class TypeStatistic : ColumnStatistic
    {
        public override string Name => "type";

        public override ColumnStatisticState? NewState(ColumnHeader column) => column.Type == ColumnType.Integer ? new State() : null;

        private sealed class State : ColumnStatisticState
        {
            public override void Add(ColumnBatch column)
            {
            }

            public override void Merge(ColumnStatisticState later)
            {
            }

            public override IReadOnlyDictionary<string, double> Results() => new Dictionary<string, double>();
        }
    }

    [Fact]
    public void Merge_OfTooManySlices_IsRefused()
    {
        var options = new ProfileOptions { Slices = [SliceBy.Parse("x")] };
        string Text(string prefix) => "x\n" + string.Concat(Enumerable.Range(0, 600).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}\n")));
        Refused(Csv(Text("a"), options: options), Csv(Text("b"), "b.csv", options)).Should().BeEquivalentTo(new { Rule = RuleIds.Usage });
    }
}
