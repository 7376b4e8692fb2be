using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class OverlapRuleTests
{
    private static readonly DatasetSchema Plain = CsvRows.Schema(new ColumnSchema { Name = "a" }, new ColumnSchema { Name = "b" });

    [Fact]
    public void Overlap_RowOfTheOther_IsNamedWithBothRows()
    {
        using var train = new CsvRows(["a,b", "1,x", "2,y", "3,z"]);
        using var test = new CsvRows(["a,b", "9,x", "2,y"]);
        var broken = test.Only(Plain, RuleIds.SchemaOverlap, Not(train));
        broken.Found.Should().Be("1 of 2 rows (50 %) are also in rows.csv, compared in 2 columns; no row repeats in rows.csv itself, so chance does not explain it");
        (broken.Count, broken.Of).Should().Be((1, 2));
        broken.Examples.Should().Equal(new AnomalyExample(2, null, 2));
    }

    [Theory, InlineData("2,Y"), InlineData("2,"), InlineData("3,y"), InlineData(",y")]
    public void Overlap_OneCellThatDiffers_IsAnotherRow(string row)
    {
        using var train = new CsvRows(["a,b", "1,x", "2,y", "5,z"]);
        using var test = new CsvRows(["a,b", "9,x", row]);
        test.Validate(Plain, Not(train)).Should().BeEmpty();
    }

    // Whole numbers here and floats there; the columns stand in another order, and one is here alone.
    [Fact]
    public void Overlap_NumbersWrittenInTwoWays_AreAlike()
    {
        using var train = new CsvRows(["b,a", "x,2.0", "y,0.5", ",7"]);
        using var test = new CsvRows(["a,b,c", "2,x,1", "3,x,1", "7,,1"]);
        var schema = Plain with { AllowNewColumns = true };
        test.Only(schema, RuleIds.SchemaOverlap, Not(train)).Examples.Should().Equal(new AnomalyExample(1, null, 1), new AnomalyExample(3, null, 3));
    }

    [Fact]
    public void Overlap_NumbersHereAndTextsThere_AreComparedAsWritten()
    {
        using var train = new CsvRows(["a,b", "2,x", "u,y"]);
        using var test = new CsvRows(["a,b", "2,x", "2.0,x"]);
        test.Only(Plain, RuleIds.SchemaOverlap, Not(train)).Examples.Should().Equal(new AnomalyExample(1, null, 1));
    }

    [Fact]
    public void Overlap_UniqueColumns_AreLeftOut()
    {
        using var train = new CsvRows(["a,b", "1,x", "2,y"]);
        using var test = new CsvRows(["a,b", "3,y", "4,z"]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a", Unique = true }, new ColumnSchema { Name = "b" });
        test.Only(schema, RuleIds.SchemaOverlap, Not(train)).Found.Should().Contain("compared in one column, 'b'");
    }

    [Fact]
    public void Overlap_Keys_AreComparedAndShown()
    {
        using var train = new CsvRows(["a,b", "1,x", "2,y"]);
        using var test = new CsvRows(["a,b", "2,z", "4,z"]);
        var schema = Plain with { Keys = [["a"]] };
        var broken = test.Only(schema, RuleIds.SchemaOverlap, Not(train));
        broken.Found.Should().Contain("by the key (a)");
        broken.Examples.Should().Equal(new AnomalyExample(1, "2", 2));
        var hidden = test.Only(schema, RuleIds.SchemaOverlap, Not(train) with { HideValues = true });
        hidden.Examples[0].Value.Should().HaveLength(12).And.NotBe("2");
    }

    [Fact]
    public void Overlap_KeyThatTheOtherLacks_IsUndecided()
    {
        using var train = new CsvRows(["b", "x"]);
        using var test = new CsvRows(["a,b", "2,z"]);
        var unknown = test.Validate(Plain with { Keys = [["a"]] }, Not(train)).Should().ContainSingle().Which;
        (unknown.Rule, unknown.Undecided).Should().Be((RuleIds.SchemaOverlap, true));
        unknown.Found.Should().Contain("has no column 'a'");
    }

    // 3 of 4 rows there have a twin there: of 2 rows here 1.5 by chance.
    [Fact]
    public void Overlap_RowsThatRepeatThere_SayWhatChanceExplains()
    {
        using var train = new CsvRows(["a,b", "1,x", "1,x", "1,x", "2,y"]);
        using var test = new CsvRows(["a,b", "1,x", "4,y"]);
        test.Only(Plain, RuleIds.SchemaOverlap, Not(train)).Found.Should().EndWith("1.5 would be by chance if both were drawn alike, as rows repeat in rows.csv itself");
    }

    [Theory, InlineData(null, true), InlineData(0.0, true), InlineData(0.49, true), InlineData(0.5, false), InlineData(1.0, false)]
    public void Overlap_ShareThatIsAllowed_Passes(double? allowed, bool broken)
    {
        using var train = new CsvRows(["a,b", "1,x"]);
        using var test = new CsvRows(["a,b", "1,x", "2,x"]);
        test.Validate(Plain with { MaxOverlap = allowed }, Not(train)).Should().HaveCount(broken ? 1 : 0);
    }

    [Fact]
    public void Overlap_PartsOfTheHashSpace_GiveTheSame()
    {
        using var train = new CsvRows(["a,b", .. Enumerable.Range(0, 5000).Select(i => $"{i},{i % 3}"), .. Enumerable.Range(0, 500).Select(i => $"{i},{i % 3}")]);
        using var test = new CsvRows(["a,b", .. Enumerable.Range(0, 3000).Select(i => $"{i * 3},{i * 3 % 3}")]);
        Anomaly Found(long budget)
        {
            var scan = new OverlapScan([("a", ColumnType.Integer), ("b", ColumnType.Integer)], false, 3000, 0, new OtherDataset(train.Profile, train.Source), (n, chance) => $"{n} {chance:F3}", new SchemaValidationOptions(), false);
            return RowScans.Decide(test.Source, [new Anomaly { Rule = "x", Column = null, Found = "", Advice = "", Scan = scan }], budget).Single() with { Scan = null };
        }

        var whole = Found(RowScans.Budget);
        whole.Found.Should().Be("1667 545.455", "of 5,500 rows 1,000 have a twin");
        Found(RowSet.BytesFor(5500) / 8).Should().BeEquivalentTo(whole);
    }

    [Fact]
    public void Overlap_ProfileAlone_IsUndecided()
    {
        using var train = new CsvRows(["a,b", "1,x"]);
        using var test = new CsvRows(["a,b", "1,x"]);
        SchemaValidator.Examine(Plain, test.Profile, Not(train)).Should().ContainSingle().Which.Undecided.Should().BeTrue();
        test.Validate(Plain, new SchemaValidationOptions { NotIn = new OtherDataset(train.Profile, null) }).Should().ContainSingle().Which.Undecided.Should().BeTrue();
    }

    [Fact]
    public void Accept_Overlap_ProposesTheSmallestShare()
    {
        using var train = new CsvRows(["a,b", "1,x"]);
        using var test = new CsvRows(["a,b", "1,x", "2,x", "3,x"]);
        var proposal = SchemaEvolution.Propose(Plain, test.Profile, test.Validate(Plain, Not(train))).Should().ContainSingle().Which;
        var accepted = SchemaEvolution.Accept(Plain, [proposal], "they are the same sensors", test.Profile);
        accepted.MaxOverlap.Should().Be(0.3334);
        test.Validate(accepted, Not(train)).Should().BeEmpty();
        SchemaDiff.Compare(Plain, accepted).Should().ContainSingle(c => c.Kind == SchemaChangeKind.Wider);
        SchemaFile.ToJson(accepted).Should().Contain("\"overlap\": 0.3334");
    }

    [Fact]
    public void Check_Overlap_IsSaidInEveryState()
    {
        using var train = new CsvRows(["a,b", "1,x"]);
        using var test = new CsvRows(["a,b", "2,x"]);
        Outcome Of(DatasetSchema schema, CsvRows rows, bool given) => new SchemaCheck { Id = "s" }
            .Examine(schema, rows.Profile, rows.Source, null, given ? new OtherDataset(train.Profile, train.Source) : null).Single(e => e.Rule == RuleIds.SchemaOverlap).Settled!.Value;
        Of(Plain, test, true).Should().Be(Outcome.Passed);
        Of(Plain, train, true).Should().Be(Outcome.Failed);
        Of(Plain with { MaxOverlap = 0.1 }, test, false).Should().Be(Outcome.NotApplicable);
    }

    [Theory, InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void Overlap_NoShare_IsAContradiction(double share)
    {
        using var rows = new CsvRows(["a,b", "1,x"]);
        rows.Invoking(r => r.Validate(Plain with { MaxOverlap = share })).Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.SchemaInvalid);
    }

    private static SchemaValidationOptions Not(CsvRows rows) => new() { NotIn = new OtherDataset(rows.Profile, rows.Source) };
}
