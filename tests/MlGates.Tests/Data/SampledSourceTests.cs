using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Tests.Profiles;

namespace MlGates.Tests.Data;

public sealed class SampledSourceTests : IDisposable
{
    private static readonly ColumnHeader[] Headers = [new("row"), new("text")];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static BlockedSource Source(int rows, params int[] blocks) => new(
        Headers, [.. Enumerable.Range(0, rows).Select(i => new[] { i.ToString(CultureInfo.InvariantCulture), i % 3 == 0 ? null : $"text {i}" })], blocks);

    private static List<(string Row, string? Text)> Rows(DataSource source)
    {
        var rows = new List<(string, string?)>();
        using var reader = source.Open();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Add((Encoding.UTF8.GetString(batch.Columns[0].Text(i)), batch.Columns[1].Missing[i] ? null : Encoding.UTF8.GetString(batch.Columns[1].Text(i))));
            }
        }

        return rows;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(20_000)]
    public void Rows_AreAsManyAsAskedFor_DistinctWholeAndInOrder(int wanted)
    {
        var rows = Rows(new SampledSource(Source(50_000, 30_000, 1, 10_000), wanted, 5));

        rows.Should().HaveCount(wanted);
        var numbers = rows.ConvertAll(r => int.Parse(r.Row, CultureInfo.InvariantCulture));
        numbers.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        rows.Should().OnlyContain(r => r.Text == (int.Parse(r.Row, CultureInfo.InvariantCulture) % 3 == 0 ? null : "text " + r.Row));
    }

    [Fact]
    public void Rows_OfASmallerSource_AreAll() => Rows(new SampledSource(Source(100), 1000)).Should().Equal(Rows(Source(100)));

    [Fact]
    public void Rows_OfAnotherSeed_AreOthers()
    {
        var source = Source(1000);

        Rows(new SampledSource(source, 100, 1)).Should().Equal(Rows(new SampledSource(source, 100, 1)));
        Rows(new SampledSource(source, 100, 2)).Should().NotEqual(Rows(new SampledSource(source, 100, 1)));
    }

    // Each row of 2,000 is drawn with a chance of a tenth: over 400 seeds its count has a standard deviation of 6, the sum of squares is χ² of 1,999.
    [Fact]
    public void Rows_OverManySeeds_AreDrawnEquallyOften()
    {
        var source = Source(2000, 700, 700);
        var drawn = new int[2000];
        for (ulong seed = 0; seed < 400; seed++)
        {
            foreach (var (row, _) in Rows(new SampledSource(source, 200, seed)))
            {
                drawn[int.Parse(row, CultureInfo.InvariantCulture)]++;
            }
        }

        var chiSquare = drawn.Sum(d => (d - 40.0) * (d - 40.0) / 36.0);
        chiSquare.Should().BeInRange(1999 - (5 * Math.Sqrt(2 * 1999)), 1999 + (5 * Math.Sqrt(2 * 1999)), "five standard deviations of χ²");
    }

    [Fact]
    public void Profile_SaysThatItIsOfASample_AndKeepsItInTheFile()
    {
        var profile = ProfileBuilder.Build(new SampledSource(Source(30_000), 10_000, 18446744073709551615));

        (profile.Rows, profile.Sample).Should().Be((10_000, new RowSample(30_000, 18446744073709551615)));
        var json = ProfileFile.ToJson(profile);
        var read = ProfileFile.Parse(Encoding.UTF8.GetBytes(json), "p.json");
        read.Sample.Should().Be(profile.Sample);
        ProfileFile.ToJson(read).Should().Be(json);
        var parse = () => ProfileFile.Parse(Encoding.UTF8.GetBytes(json.Replace("\"of\": 30000", "\"of\": 3000", StringComparison.Ordinal)), "p.json");
        parse.Should().Throw<InputException>().Which.Message.Should().Contain("10000 rows are said to be a sample of 3000");
    }

    [Fact]
    public void Profile_OfASample_DoesNotDependOnThreads()
    {
        var source = new SampledSource(Source(60_000, 20_000, 20_000), 25_000, 3);

        var one = ProfileFile.ToJson(ProfileBuilder.Build(source, new ProfileOptions { Threads = 1 }));

        ProfileFile.ToJson(ProfileBuilder.Build(source, new ProfileOptions { Threads = 2 })).Should().Be(one);
        ProfileFile.ToJson(ProfileBuilder.Build(source, new ProfileOptions { Threads = 8 })).Should().Be(one);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(12_000)]
    [InlineData(70_000)]
    public void Rows_AnyThreads_AreTheSame(int wanted)
    {
        int[] blocks = [.. Enumerable.Repeat(700, 80)];
        var one = Rows(new SampledSource(Source(60_000, blocks), wanted, 9) { Threads = 1 });

        one.Should().HaveCount(Math.Min(wanted, 60_000));
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Rows(new SampledSource(Source(60_000, blocks), wanted, 9) { Threads = threads }).Should().Equal(one);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Failure_AnyThreads_IsThatOfTheEarliestRow(int threads)
    {
        var text = new StringBuilder("a,b\n");
        for (var i = 1; i <= 400_000; i++)
        {
            text.Append(i is 150_001 or 399_000 ? "one,two,three\n" : "1,something longer\n");
        }

        var read = () => Rows(new SampledSource(new CsvSource(_folder.Write("bad.csv", text.ToString())), 10) { Threads = threads });

        read.Should().Throw<InputException>().Which.Location!.Line.Should().Be(150_002);
    }

    [Fact]
    public void Progress_WhileDrawing_CountsAllRows()
    {
        var told = new List<long>();
        var source = new SampledSource(Source(5000, 1000, 1000), 10) { Threads = 2, Progress = (rows, _, _) => told.Add(rows) };

        Rows(source);

        told.Should().HaveCount(3).And.BeInAscendingOrder();
        told[^1].Should().Be(5000);
    }

    [Fact]
    public void Threads_FewerThanOne_AreRefused()
    {
        var make = () => new SampledSource(Source(1), 1) { Threads = 0 };
        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void File_ThatIsSampled_HasItsHashItsLinesAndItsRefusedRows()
    {
        var path = _folder.Write("rows.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 200).Select(i => i == 50 ? "one,two,three\n" : $"{i},x\n")));

        var profile = ProfileBuilder.Build(new SampledSource(new CsvSource(path, new CsvOptions { MaxRefusedRows = 5 }), 50));

        (profile.Rows, profile.RowsRefused, profile.Sample!.Of).Should().Be((50, 1, 199));
        profile.Sha256.Should().Be(ProfileBuilder.Build(new CsvSource(path, new CsvOptions { MaxRefusedRows = 5 })).Sha256);
    }

    [Fact]
    public void Lists_AndOtherTypes_AreKeptWhole()
    {
        var path = _folder.Write("rows.jsonl", string.Concat(Enumerable.Range(0, 500).Select(i =>
            $"{{\"n\":{i},\"list\":[{string.Join(',', Enumerable.Repeat(i, i % 4))}],\"f\":{i}.5,\"b\":{(i % 2 == 0 ? "true" : "false")}}}\n")));
        using var reader = new SampledSource(DataFile.Open(path), 120, 1).Open();
        var batch = reader.NewBatch();
        var places = reader.Columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);

        reader.Read(batch).Should().BeTrue();

        batch.Count.Should().Be(120);
        for (var (row, start) = (0, 0); row < batch.Count; row++)
        {
            var n = batch.Columns[places["n"]].Integers[row];
            var list = batch.Columns[places["list"]];
            list.Integers[start..list.RowEnds[row]].ToArray().Should().Equal(Enumerable.Repeat(n, (int)n % 4));
            start = list.RowEnds[row];
            batch.Columns[places["f"]].Numbers[row].Should().Be(n + 0.5);
            batch.Columns[places["b"]].Booleans[row].Should().Be(n % 2 == 0);
        }
    }

    [Fact]
    public void Slices_OfLists_HoldEachValue()
    {
        var path = _folder.Write("rows.jsonl", "{\"g\":\"a\",\"list\":[1,2,3]}\n{\"g\":\"b\",\"list\":[]}\n{\"g\":\"a\",\"list\":[4]}\n");

        var slices = ProfileBuilder.Build(DataFile.Open(path), new ProfileOptions { Slices = [SliceBy.Parse("g")] }).Slices;

        slices.Select(s => s.Columns[1].Lists!.Values).Should().Equal(4, 0);
        slices[0].Columns[1].Numeric!.Sum.Should().Be(10);
    }
}
