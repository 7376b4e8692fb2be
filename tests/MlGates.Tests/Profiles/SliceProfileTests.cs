using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

/// <summary>A slice's profile is that of its rows alone, in a file of their own.</summary>
public sealed class SliceProfileTests : IDisposable
{
    private static readonly string[] Colors = ["red", "green", "", "blue"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static (string Color, string Size, double? Fare)[] Rows() => [.. Enumerable.Range(0, 3000).Select(i => (
        Colors[i * 7 % 11 % 4],
        i % 5 == 4 ? "" : $"{i % 3}",
        i % 13 == 7 ? null : (double?)Math.Round(i * 0.6180339887498949 % 1 * 40, 2)))];

    private DatasetProfile Profile(IEnumerable<(string Color, string Size, double? Fare)> rows, ProfileOptions options)
    {
        var text = "color,size,fare\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Color},{r.Size},{r.Fare}\n")));
        return ProfileBuilder.Build(new CsvSource(_folder.Write("rows.csv", text)) { BlockBytes = 5000 }, options);
    }

    private void AreTheirRowsAlone(DatasetProfile whole, Func<string, (string Color, string Size, double? Fare), bool> belongs)
    {
        whole.Slices.Sum(s => s.Rows).Should().Be(whole.Rows, "each row is in one slice");
        foreach (var slice in whole.Slices)
        {
            var alone = Profile(Rows().Where(r => belongs(slice.Name, r)), new ProfileOptions());
            slice.Rows.Should().Be(alone.Rows);
            foreach (var (column, expected) in slice.Columns.Zip(alone.Columns))
            {
                (column.Name, column.Type, column.Present, column.Missing, column.Distinct).Should().Be((expected.Name, expected.Type, expected.Present, expected.Missing, expected.Distinct));
                column.Categories?.Counts.Should().Equal(expected.Categories!.Counts);
                if (expected.Numeric is { } numbers)
                {
                    (column.Numeric!.Min, column.Numeric.Max, column.Numeric.Zeros).Should().Be((numbers.Min, numbers.Max, numbers.Zeros));
                    column.Numeric.Quantiles.Should().Equal(numbers.Quantiles);
                    column.Numeric.Mean.Should().BeApproximately(numbers.Mean, 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Slices_ByValue_AreTheirRowsAlone_MissingOnesToo()
    {
        var whole = Profile(Rows(), new ProfileOptions { Slices = [SliceBy.Parse("color")] });

        whole.Slices.Select(s => s.Name).Should().Equal("color=(missing)", "color=blue", "color=green", "color=red");
        AreTheirRowsAlone(whole, (name, row) => name == $"color={(row.Color.Length == 0 ? "(missing)" : row.Color)}");
    }

    [Fact]
    public void Slices_Crossed_AreTheirRowsAlone()
    {
        var whole = Profile(Rows(), new ProfileOptions { Slices = [SliceBy.Parse("color*size")] });

        whole.Slices.Should().HaveCount(16);
        AreTheirRowsAlone(whole, (name, row) => name == $"color={(row.Color.Length == 0 ? "(missing)" : row.Color)}, size={(row.Size.Length == 0 ? "(missing)" : row.Size)}");
    }

    [Fact]
    public void Slices_ByQuantiles_AreEvenAndTheirRowsAlone()
    {
        var whole = Profile(Rows(), new ProfileOptions { Slices = [SliceBy.Parse("fare:4")] });

        whole.Slices.Should().HaveCount(5, "the rows without a fare are one of their own");
        var bounded = whole.Slices.Where(s => s.Name != "fare=(missing)").ToArray();
        bounded.Select(s => s.Rows).Should().OnlyContain(n => Math.Abs(n - (2769 / 4.0)) < 3, "2,769 fares of nearly as many values");
        var edges = Enumerable.Range(1, 3).Select(q => whole.Find("fare")!.Numeric!.Quantile(q / 4.0)).ToArray();
        AreTheirRowsAlone(whole, (name, row) => name == Name(row.Fare));

        string Name(double? fare) => fare is not { } value ? "fare=(missing)"
            : value < edges[0] ? $"fare=(-∞, {Show(edges[0])})"
            : value >= edges[2] ? $"fare=[{Show(edges[2])}, ∞)"
            : value < edges[1] ? $"fare=[{Show(edges[0])}, {Show(edges[1])})" : $"fare=[{Show(edges[1])}, {Show(edges[2])})";
        static string Show(double edge) => edge.ToString("R", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Slices_CrossedWithQuantiles_AreTheirRowsAlone()
    {
        var whole = Profile(Rows(), new ProfileOptions { Slices = [SliceBy.Parse("size*fare:2")] });
        var median = whole.Find("fare")!.Numeric!.Quantile(0.5);
        var edge = median.ToString("R", CultureInfo.InvariantCulture);

        whole.Slices.Should().HaveCount(12);
        AreTheirRowsAlone(whole, (name, row) =>
            name == $"size={(row.Size.Length == 0 ? "(missing)" : row.Size)}, fare={(row.Fare is not { } fare ? "(missing)" : fare < median ? $"(-∞, {edge})" : $"[{edge}, ∞)")}");
    }

    [Fact]
    public void Slices_SeveralGroupings_StandApart()
    {
        var both = Profile(Rows(), new ProfileOptions { Slices = [SliceBy.Parse("size"), SliceBy.Parse("color"), SliceBy.Parse("size")] });

        both.Slices.Select(s => s.Name.Split('=')[0]).Should().Equal("color", "color", "color", "color", "size", "size", "size", "size");
        both.Slices.Where(s => s.Name.StartsWith("color", StringComparison.Ordinal)).Sum(s => s.Rows).Should().Be(3000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Slices_AnyThreads_GiveTheSameBytes(int threads)
    {
        var options = new ProfileOptions { Slices = [SliceBy.Parse("color*fare:3"), SliceBy.Parse("size")], Threads = threads };

        ProfileFile.ToJson(Profile(Rows(), options)).Should().Be(ProfileFile.ToJson(Profile(Rows(), options with { Threads = 3 })));
    }

    [Fact]
    public void Slices_OfOddValues_HaveNamesOfTheirOwn()
    {
        byte[] text = [.. "g,h,x\n(missing),a,1\n,a,2\n\"red, h=b\",c,3\nred,\"b, h=c\",3\na\u001fb,c,4\n\"\"\"q\"\"\",c,5\n"u8, 0xE9, .. ",c,6\n"u8, 0xE8, .. ",c,7\nx\\xE9,c,8\n"u8];
        var source = new CsvSource(_folder.Write("rows.csv", text));
        var sketch = ProfileBuilder.BuildSketch(source, new ProfileOptions { Slices = [SliceBy.Parse("g"), SliceBy.Parse("g*h")] });

        var names = sketch.Profile.Slices.Select(s => s.Name).ToArray();
        names.Should().OnlyHaveUniqueItems().And.HaveCount(18);
        names.Take(9).Should().Equal("g=\"\"\"q\"\"\"", "g=\"(missing)\"", "g=\"red, h=b\"", "g=(missing)", "g=a\u001fb", "g=red", "g=x\"\\xE8\"", "g=x\"\\xE9\"", "g=x\\xE9");
        names.Should().Contain("g=\"red, h=b\", h=c").And.Contain("g=red, h=\"b, h=c\"");
        ProfileFile.WriteSketch(sketch, _folder.File("a.profile.json"));
        var read = ProfileFile.ReadSketch(_folder.File("a.profile.json"));
        DatasetSketch.Merge(read, read).Profile.Slices.Select(s => (s.Name, s.Rows)).Should().Equal(names.Select(n => (n, 2L)));
    }

    [Fact]
    public void Slices_ByAColumnOfLists_AreRefused()
    {
        var source = DataFile.Open(_folder.Write("rows.jsonl", "{\"g\":[1,2],\"x\":1}\n{\"g\":[],\"x\":2}\n"));

        var build = () => ProfileBuilder.Build(source, new ProfileOptions { Slices = [SliceBy.Parse("g")] });

        build.Should().Throw<InputException>().Which.Should().BeEquivalentTo(new { Rule = RuleIds.Usage, Message = "Column 'g' of 'rows.jsonl' holds lists, so it cannot be sliced by." });
    }

    [Theory]
    [InlineData("x;t\n1,5;a\n2,5;b\n3,5;c\n4,5;d\n", true, "x:2", "x=(-∞, 3)", "x=[3, ∞)")]
    [InlineData("x,t\n2024-01-01,a\n2024-01-03,b\n2024-01-05,c\n2024-01-07,d\n", false, "x:2", "x=(-∞, 1704326400)", "x=[1704326400, ∞)")]
    public void Slices_ByQuantilesOfDecimalCommasAndTimes_AreEven(string text, bool comma, string by, params string[] names)
    {
        var source = new CsvSource(_folder.Write("rows.csv", text), new CsvOptions { DecimalComma = comma });

        ProfileBuilder.Build(source, new ProfileOptions { Slices = [SliceBy.Parse(by)] }).Slices.Select(s => (s.Name, s.Rows)).Should().Equal(names.Select(n => (n, 2L)));
    }

    [Fact]
    public void Slices_OfListsWithNulls_CountTheirOwn()
    {
        var path = _folder.Write("rows.jsonl", "{\"g\":\"a\",\"l\":[1,null,3]}\n{\"g\":\"b\",\"l\":[null,null]}\n{\"g\":\"a\",\"l\":[4]}\n{\"g\":\"a\",\"l\":null}\n");
        var source = DataFile.Open(path);

        var whole = ProfileBuilder.Build(source, new ProfileOptions { Slices = [SliceBy.Parse("g")] });

        whole.Find("l")!.Lists!.Nulls.Should().Be(3);
        whole.Slices.Select(s => s.Columns[1].Lists!.Nulls).Should().Equal(1, 2);
        ProfileBuilder.Build(new SampledSource(source, 4)).Find("l")!.Lists!.Nulls.Should().Be(3, "a sample of all rows has all nulls");
    }
}
