using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class ProfileBuilderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DatasetProfile Profile(string csv, CsvOptions? _options = null) => ProfileBuilder.Build(new CsvSource(_folder.Write("rows.csv", csv), _options));

    private ColumnProfile Column(params string[] values) => Profile("x,row\n" + string.Concat(values.Select((v, i) => $"{v},{i}\n"))).Find("x")!;

    [Theory]
    [InlineData(ColumnType.Integer, "1", "-2", "+3", " 4 ", "007")]
    [InlineData(ColumnType.Integer, "0", "1")]
    [InlineData(ColumnType.Float, "1", "2.5")]
    [InlineData(ColumnType.Float, "1e3", "NaN", "Infinity", "-Infinity", "inf")]
    [InlineData(ColumnType.Float, "1", "99999999999999999999")]
    [InlineData(ColumnType.Boolean, "true", "False", "TRUE")]
    [InlineData(ColumnType.Timestamp, "2024-02-29", "2024-02-29T12:00:00Z", "2024-02-29 12:00:00.5+01:00")]
    [InlineData(ColumnType.Category, "a", "b")]
    [InlineData(ColumnType.Category, "1", "2", "x")]
    [InlineData(ColumnType.Category, "true", "1")]
    [InlineData(ColumnType.Category, "2024-02-29", "2023-02-29")]
    [InlineData(ColumnType.Category, " ", "1")]
    [InlineData(ColumnType.Category, "1 000")]
    [InlineData(ColumnType.Category, "0x10")]
    [InlineData(ColumnType.Empty, "", "")]
    [InlineData(ColumnType.Integer, "", "1", "")]
    public void Type_OfText_IsTheNarrowestThatHoldsAll(ColumnType expected, params string[] values) => Column(values).Type.Should().Be(expected);

    [Fact]
    public void Type_TurnsToTextInTheLastRow_KeepsAllCounts()
    {
        var column = Column([.. Enumerable.Repeat("1", 20_000), .. Enumerable.Repeat("2", 5), "x"]);

        column.Type.Should().Be(ColumnType.Category);
        column.Numeric.Should().BeNull();
        column.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["1"] = 20_000, ["2"] = 5, ["x"] = 1 });
        column.Distinct.Should().Be(new DistinctCount(3, true));
    }

    [Fact]
    public void Numbers_WithNonFiniteOnes_AreCountedApart()
    {
        var column = Column("1", "NaN", "Infinity", "-inf", "0", "-0.0", "", "3");

        (column.Present, column.Missing).Should().Be((7, 1));
        var numeric = column.Numeric!;
        (numeric.NaN, numeric.PositiveInfinity, numeric.NegativeInfinity, numeric.Zeros).Should().Be((1, 1, 1, 2));
        (numeric.Min, numeric.Max, numeric.Mean, numeric.Quantile(0.5)).Should().Be((0, 3, 1, 0.5));
        column.Distinct.Should().Be(new DistinctCount(6, true), "0 and -0.0 are one value");
    }

    [Fact]
    public void Integers_HaveCountsByValue() =>
        Column("3", "03", "1", " 1", "2").Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["1"] = 2, ["2"] = 1, ["3"] = 2 });

    [Fact]
    public void Integers_BeyondDoublePrecision_StayDistinctAndHaveNoCounts()
    {
        var column = Column("9007199254740993", "9007199254740992");

        column.Distinct.Should().Be(new DistinctCount(2, true));
        column.Categories.Should().BeNull();
    }

    [Fact]
    public void Text_IsNotTrimmed() => Column(" a", "a").Categories!.Counts.Keys.Should().Equal(" a", "a");

    [Fact]
    public void Categories_BeyondTheCap_AreGivenUpAndEstimated()
    {
        var column = Column([.. Enumerable.Range(0, 30_000).Select(i => $"v{i}")]);

        column.Type.Should().Be(ColumnType.Category);
        column.Categories.Should().BeNull();
        column.Distinct.Exact.Should().BeFalse();
        column.Distinct.Value.Should().BeInRange(29_000, 31_000, "three standard errors are 2.4 %");
    }

    [Fact]
    public void Columns_AreInOrdinalOrder()
    {
        var profile = Profile("b,a,B,é\n1,2,3,4\n");

        profile.Columns.Select(c => c.Name).Should().Equal("B", "a", "b", "é");
        profile.Find("é").Should().NotBeNull();
        profile.Find("c").Should().BeNull();
    }

    [Fact]
    public void DeclaredType_ValueThatDoesNotFit_IsRefusedWithItsLine()
    {
        var build = () => Profile("x,y\n\"a\nb\",1\nc,one\n", new CsvOptions { Types = new Dictionary<string, ColumnType> { ["y"] = ColumnType.Integer } });

        var e = build.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Location!.Line.Should().Be(4);
        e.Message.Should().Be("Column 'y' of 'rows.csv' holds 'one' in row 2, which is not a whole number; correct it, or list it among the missing values.");
    }

    [Fact]
    public void DeclaredType_Category_KeepsDigitsAsText()
    {
        var profile = Profile("zip\n02134\n2134\n", new CsvOptions { Types = new Dictionary<string, ColumnType> { ["zip"] = ColumnType.Category } });

        profile.Columns[0].Categories!.Counts.Keys.Should().Equal("02134", "2134");
    }

    [Fact]
    public void GivenBins_CountTheCandidateOnTheBaselinesEdges()
    {
        var path = _folder.Write("rows.csv", "x\n1\n2\n3\n4\n5\nNaN\nInfinity\n");
        var bins = new Dictionary<string, IReadOnlyList<double>> { ["x"] = [2, 4.5] };

        var numeric = ProfileBuilder.Build(new CsvSource(path), new ProfileOptions { Bins = bins }).Columns[0].Numeric!;

        numeric.Bins.Edges.Should().Equal(2, 4.5);
        numeric.Bins.Counts.Should().Equal(1, 3, 2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_AnyNumber_GiveTheSameProfile(int threads)
    {
        var random = new Random(1);
        var path = _folder.Write("rows.csv", "a,b,c\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i =>
            FormattableString.Invariant($"{random.NextDouble()},{random.Next(50)},v{random.Next(12_000)}\n"))));

        var one = ProfileBuilder.Build(new CsvSource(path), new ProfileOptions { Threads = 1 });
        var many = ProfileBuilder.Build(new CsvSource(path), new ProfileOptions { Threads = threads });

        many.Should().BeEquivalentTo(one, o => o.WithStrictOrdering());
    }

    [Fact]
    public void NoRows_IsRefused()
    {
        var build = () => ProfileBuilder.Build(new ObjectSource<Version>([]));

        build.Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.InputEmpty);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Texts_AmongNumbers_AreToldAlone(int distinct)
    {
        using var folder = new TempFolder();
        var rows = "ticket\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? $"PC {i % distinct}\n" : i % 3 == 1 ? $"{i % distinct}\n" : "2024-01-01\n"));

        var ticket = ProfileBuilder.Build(new CsvSource(folder.Write("rows.csv", rows))).Columns[0];

        ticket.Kinds.Should().Be(new ValueKinds(1000, 0, 0, 1000, 1000));
        ticket.Text!.Patterns.Should().Equal(new Dictionary<string, long> { ["words"] = 1000 });
        ticket.Text.MaxCharacters.Should().Be(3 + $"{distinct - 1}".Length);
    }

    // In the table, taken one by one, after both, from several blocks, and in slices.
    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(70_000)]
    public void LeadingZeros_OfNumbers_AreCounted(int distinct)
    {
        using var folder = new TempFolder();
        string[] odd = ["007", "00.5", " 08", "0", "0.5", "-01", "1e03", "10", "+05"];
        var rows = "a,b,c\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{(i % 10 == 0 ? odd[i / 10 % odd.Length] : $"{i * 7 % distinct}")},{i % 3},x{i % 5}\n"));
        var expected = Enumerable.Range(0, 10_000).Count(i => i % odd.Length < 3);

        var profile = ProfileBuilder.Build(new CsvSource(folder.Write("rows.csv", rows)), new ProfileOptions { Slices = [SliceBy.Parse("b")] });

        profile.Columns.Select(c => c.LeadingZeros).Should().Equal(expected, 0, 0);
        profile.Slices.Sum(s => s.Columns[0].LeadingZeros).Should().Be(expected);
        ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "p").Columns[0].LeadingZeros.Should().Be(expected);
    }
}
