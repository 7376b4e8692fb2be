using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class RepeatRuleTests
{
    private static readonly DatasetSchema Unique = CsvRows.Schema(new ColumnSchema { Name = "id", Unique = true }, new ColumnSchema { Name = "x" });
    private static readonly DatasetSchema Keyed = CsvRows.Schema(new ColumnSchema { Name = "day" }, new ColumnSchema { Name = "store" }) with { Keys = [["store", "day"]] };
    private static readonly DatasetSchema OnceOnly = CsvRows.Schema(new ColumnSchema { Name = "a" }, new ColumnSchema { Name = "b" }) with { AllowDuplicateRows = false };

    [Fact]
    public void Unique_ValueThatComesAgain_IsCountedWithBothRows()
    {
        using var rows = new CsvRows(["id,x", "7,a", "8,b", "7.0,c", "9,d", "7,e", "9,f"]);
        var broken = rows.Only(Unique, RuleIds.SchemaRepeatedValues);
        broken.Found.Should().Be("3 of 6 values (50 %) repeat one of a row above, 2 different ones");
        (broken.Column, broken.Count, broken.Of).Should().Be(("id", 3, 6));
        broken.Examples.Should().Equal(new AnomalyExample(3, "7.0", 1), new AnomalyExample(5, "7", 1), new AnomalyExample(6, "9", 4));
    }

    [Fact]
    public void Unique_TextsThatAreNumbersWrittenInTwoWays_AreTwoNames()
    {
        using var rows = new CsvRows(["id,x", "1,a", "1.0,b", "u,c"]);
        rows.Validate(Unique).Should().BeEmpty();
    }

    [Fact]
    public void Unique_MissingTwice_IsNoRepetition()
    {
        using var rows = new CsvRows(["id,x", ",a", ",b", "1,c"]);
        rows.Validate(Unique).Should().BeEmpty();
    }

    [Theory, InlineData(12_000, 0), InlineData(12_000, 1), InlineData(15_000, 11)]
    public void Unique_MoreValuesThanAProfileCounts_IsDecidedByRows(int count, int again)
    {
        using var rows = new CsvRows(["id,x", .. Enumerable.Range(0, count).Select(i => $"u{i},a"), .. Enumerable.Range(0, again).Select(i => $"u{5 * i},b")]);
        rows.Profile.Find("id")!.Distinct.Exact.Should().BeFalse();
        var found = rows.Validate(Unique);
        found.Sum(a => a.Count ?? 0).Should().Be(again);
        found.SelectMany(a => a.Examples).Should().Equal(Enumerable.Range(0, Math.Min(again, 10)).Select(i => new AnomalyExample(count + i + 1, $"u{5 * i}", (5 * i) + 1)));
    }

    [Fact]
    public void Unique_ProfileAlone_SaysWhatItDoesNotKnow()
    {
        using var many = new CsvRows(["id,x", .. Enumerable.Range(0, 12_000).Select(i => $"{2 * i},a")]);
        var unknown = SchemaValidator.Examine(Unique, many.Profile).Should().ContainSingle().Which;
        (unknown.Rule, unknown.Undecided, unknown.Count).Should().Be((RuleIds.SchemaRepeatedValues, true, null));
        unknown.Found.Should().EndWith("is not in a profile; validate the rows");

        using var filled = new CsvRows(["id,x", .. Enumerable.Range(0, 12_000).Select(i => $"{i},a")]);
        SchemaValidator.Examine(Unique, filled.Profile).Should().BeEmpty("each of 0 to 11,999 is there once");

        using var few = new CsvRows(["id,x", "1,a", "1,b", "2,c"]);
        var known = SchemaValidator.Examine(Unique, few.Profile).Should().ContainSingle().Which;
        (known.Undecided, known.Count, known.Of).Should().Be((false, 1, 3));
    }

    [Fact]
    public void Unique_ValuesOfLists_AreLookedAtOneByOne()
    {
        var rows = new ObjectSource<Tagged>([new([1, 2]), new([3]), new(null), new([4, 2]), new([])]);
        var broken = SchemaValidator.Validate(CsvRows.Schema(new ColumnSchema { Name = "Tags", Unique = true }), rows).Anomalies.Should().ContainSingle().Which;
        (broken.Count, broken.Of).Should().Be((1, 5));
        broken.Examples.Should().Equal(new AnomalyExample(4, "2", 1));
    }

    [Fact]
    public void Unique_HiddenValues_ShowHashesAlone()
    {
        using var rows = new CsvRows(["id,x", "secret,a", "secret,b"]);
        var broken = rows.Only(Unique, RuleIds.SchemaRepeatedValues, new SchemaValidationOptions { HideValues = true });
        broken.Examples.Should().Equal([new AnomalyExample(2, "2bb80d537b1d", 1)], "it is the start of the SHA-256 of the value");
        broken.Found.Should().NotContain("secret");
    }

    [Fact]
    public void Keys_RowsThatAgreeInAllColumns_AreCounted()
    {
        using var rows = new CsvRows(["store,day", "a,1", "a,2", "b,1", "a,2", ",1", ",1", "a,2"]);
        var broken = rows.Only(Keyed, RuleIds.SchemaRepeatedKeys);
        broken.Found.Should().Be("3 of 7 rows (42.9 %) repeat the key (store, day) of a row above, 2 different ones");
        (broken.Column, broken.Count, broken.Of).Should().Be((null, 3, 7));
        broken.Examples.Should().Equal(new AnomalyExample(4, "a, 2", 2), new AnomalyExample(6, "(missing), 1", 5), new AnomalyExample(7, "a, 2", 2));
    }

    [Fact]
    public void Keys_PartsThatOnlyTogetherAreAlike_AreNone()
    {
        using var rows = new CsvRows(["store,day", "ab,c", "a,bc", "a,c", "ab,bc"]);
        rows.Validate(Keyed).Should().BeEmpty();
    }

    [Fact]
    public void Keys_ColumnThatIsNotThere_IsNotKnown()
    {
        using var rows = new CsvRows(["store", "a", "a"]);
        var found = rows.Validate(Keyed with { Columns = [.. Keyed.Columns.Select(c => c with { Required = false })] });
        found.Should().ContainSingle().Which.Should().Match<Anomaly>(a => a.Undecided && a.Rule == RuleIds.SchemaRepeatedKeys && a.Found == "the key (store, day) cannot be looked at without the column 'day'");
    }

    [Fact]
    public void Keys_ColumnOfAnotherEnvironment_IsNotAskedFor()
    {
        using var rows = new CsvRows(["store", "a", "a"]);
        var schema = Keyed with { Environments = ["training", "serving"], Columns = [new ColumnSchema { Name = "day", Environments = ["training"] }, new ColumnSchema { Name = "store" }] };
        rows.Validate(schema, new SchemaValidationOptions { Environment = "serving" }).Should().BeEmpty();
    }

    [Fact]
    public void Rows_SameInEveryColumn_AreCounted()
    {
        using var rows = new CsvRows(["a,b", "1,x", "2,", "1,y", "1,x", "2,", "1,x"]);
        var broken = rows.Only(OnceOnly, RuleIds.SchemaRepeatedRows);
        broken.Found.Should().Be("3 of 6 rows (50 %) are the same as a row above, 2 different ones");
        broken.Examples.Select(e => (e.Row, e.SameAs)).Should().Equal((4, 1), (5, 2), (6, 1));
        rows.Validate(OnceOnly with { AllowDuplicateRows = true }).Should().BeEmpty("the schema does not ask");
        SchemaValidator.Examine(OnceOnly, rows.Profile).Should().ContainSingle().Which.Undecided.Should().BeTrue();
    }

    [Fact]
    public void Rows_ColumnWithAValueOfItsOwnInEachRow_TakesNoPass()
    {
        using var rows = new CsvRows(["a,b", "1,x", "2,x", "3,x"]);
        SchemaValidator.Examine(OnceOnly, rows.Profile).Should().BeEmpty("the profile tells");
    }

    [Fact]
    public void Rule_ThatIsOff_ReadsNoRows()
    {
        using var rows = new CsvRows(["a,b", "1,x", "1,x"]);
        rows.Validate(OnceOnly with { Rules = Off(RuleIds.SchemaRepeatedRows) }).Should().BeEmpty();
    }

    [Theory, InlineData(40_000), InlineData(400_000), InlineData(long.MaxValue)]
    public void Scans_LittleMemory_GiveTheSameInMorePasses(long budget)
    {
        var random = new Random(5);
        using var rows = new CsvRows(["a,b", .. Enumerable.Range(0, 20_000).Select(_ => $"{random.Next(150)},{random.Next(150)}")]);
        var asked = SchemaValidator.Examine(OnceOnly with { Keys = [["a", "b"]] }, rows.Profile);
        var found = RowScans.Decide(rows.Source, asked, budget);
        var lines = new List<string>();
        using (var reader = rows.Source.Open())
        {
            var batch = reader.NewBatch();
            while (reader.Read(batch))
            {
                lines.AddRange(Enumerable.Range(0, batch.Count).Select(i => $"{System.Text.Encoding.UTF8.GetString(batch.Columns[0].Text(i))}, {System.Text.Encoding.UTF8.GetString(batch.Columns[1].Text(i))}"));
            }
        }

        var first = new Dictionary<string, long>();
        var again = lines.Select((l, i) => (Row: i + 1L, Value: l)).Where(l => !first.TryAdd(l.Value, l.Row)).ToArray();
        found.Should().HaveCount(2).And.OnlyContain(a => a.Count == again.Length && !a.Undecided);
        found.Should().OnlyContain(a => a.Found.EndsWith($", {lines.GroupBy(l => l).Count(g => g.Count() > 1)} different ones", StringComparison.Ordinal));
        found[0].Examples.Should().Equal(again.Take(10).Select(r => new AnomalyExample(r.Row, r.Value, first[r.Value])));
    }

    [Theory, InlineData(100, 200, 1), InlineData(201, 200, 2), InlineData(1 << 20, 1 << 18, 4), InlineData(long.MaxValue, 1, 1 << 16)]
    public void Parts_OfMoreThanFits_AreAPowerOfTwo(long bytes, long budget, int parts) => RowScans.Parts(bytes, budget).Should().Be(parts);

    private static SortedDictionary<string, RuleLevel> Off(string rule) => new(StringComparer.Ordinal) { [rule] = new RuleLevel(RuleSeverity.Off, "not asked here") };

    private sealed record Tagged(int[]? Tags);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WholeNumbers_MoreThanAProfileCounts_AreLookedAtInABitmapFirst(bool isRepeated)
    {
        using var rows = new CsvRows(["a", .. Enumerable.Range(0, 30_000).Select(i => $"{(isRepeated && i == 29_990 ? 7 : i * 3 % 30_011)}")]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a", Unique = true });

        if (!isRepeated)
        {
            rows.Validate(schema).Should().BeEmpty();
            return;
        }

        var anomaly = rows.Only(schema, RuleIds.SchemaRepeatedValues);
        anomaly.Count.Should().Be(1);
        anomaly.Examples.Should().ContainSingle().Which.Value.Should().Be("7");
    }
}
