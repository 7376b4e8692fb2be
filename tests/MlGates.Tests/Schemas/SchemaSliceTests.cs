using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>Rules of slices: what holds in one part of the rows and not in another.</summary>
public sealed class SchemaSliceTests
{
    private static readonly DatasetSchema Plain = SchemaTable.Schema();

    // 'kind' goes a, b, c, a, …; 'amount' is 10 to 110.
    private static DatasetSchema Sliced(string where, CountRange? rows = null, params ColumnSchema[] columns) =>
        Plain with { Slices = [new SliceSchema { Where = where, Rows = rows, Columns = columns }] };

    private static ColumnSchema Amount(double max) => new() { Name = "amount", Type = ColumnType.Float, Range = new NumberRange(null, max) };

    private static Anomaly Only(SchemaTable table, DatasetSchema schema, string rule, string? column)
    {
        var anomalies = table.Validate(schema);
        anomalies.Select(a => (a.Rule, a.Column, a.Slice)).Should().Equal([(rule, column, schema.Slices[0].Where)], "{0}", string.Join("; ", anomalies.Select(a => a.Found)));
        return anomalies[0];
    }

    [Fact]
    public void Slice_ThatKeepsItsRules_IsClean() => new SchemaTable().Validate(Sliced("kind=a", new CountRange(134, 134), Amount(200))).Should().BeEmpty();

    [Fact]
    public void Value_OutOfTheSlicesRange_IsCountedAndShownWithItsRowInTheData()
    {
        var table = new SchemaTable().Each("amount", _ => "20").Set(7, "amount", "60").Set(8, "amount", "60").Set(10, "amount", "70");

        var anomaly = Only(table, Sliced("kind=a", null, Amount(50)), RuleIds.SchemaAboveRange, "amount");

        (anomaly.Count, anomaly.Of).Should().Be((2, 134));
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal((7, "60"), (10, "70"));
    }

    [Fact]
    public void Value_OutOfARangesSlice_IsFound() =>
        Only(new SchemaTable().Each("amount", _ => "20").Set(7, "amount", "60"), Sliced("count=(-∞, ∞)", null, Amount(50)), RuleIds.SchemaAboveRange, "amount").Count.Should().Be(1);

    [Fact]
    public void Slice_WithTooFewRows_IsSaid() =>
        Only(new SchemaTable(), Sliced("kind=a", new CountRange(135, null)), RuleIds.SchemaFewRows, null).Found.Should().Be("134 rows, fewer than 135");

    [Fact]
    public void Values_MissingInTheSlice_AreSaid()
    {
        var schema = Sliced("kind=a", null, new ColumnSchema { Name = "flag", Type = ColumnType.Boolean, MinPresent = 1 });
        schema = schema with { Columns = [.. schema.Columns.Select(c => c.Name == "flag" ? c with { MinPresent = 0.5 } : c)] };

        Only(new SchemaTable().Set(4, "flag", ""), schema, RuleIds.SchemaPresentShare, "flag").Examples.Should().ContainSingle().Which.Row.Should().Be(4);
        new SchemaTable().Set(5, "flag", "").Validate(schema).Should().BeEmpty();
    }

    [Fact]
    public void Slice_WithoutRows_IsNotJudged()
    {
        var anomaly = new SchemaTable().Validate(Sliced("kind=z", null, Amount(50))).Should().ContainSingle().Subject;

        anomaly.Undecided.Should().BeTrue();
        anomaly.Found.Should().Be("the slice kind=z is not judged: no row is in it");
    }

    [Fact]
    public void Slice_WithoutRowsThatMustHaveSome_IsBroken() =>
        Only(new SchemaTable(), Sliced("kind=z", new CountRange(1, null), Amount(50)), RuleIds.SchemaFewRows, null).Found.Should().Be("0 rows, fewer than 1");

    [Fact]
    public void Slice_OfAColumnThatIsGone_IsNotJudged() =>
        new SchemaTable().Remove("kind").Validate(Sliced("kind=a", null, Amount(50))).Where(a => a.Slice is not null)
            .Should().ContainSingle().Which.Should().Match<Anomaly>(a => a.Undecided && a.Found.Contains("no column 'kind' to slice by"));

    [Fact]
    public void Severity_OfTheSchemasColumn_IsTheSlicesToo()
    {
        var schema = Sliced("kind=a", null, Amount(11));
        schema = schema with
        {
            Columns = [.. schema.Columns.Select(c => c.Name == "amount" ? c with { Rules = new SortedDictionary<string, RuleLevel> { [RuleIds.SchemaAboveRange] = new(RuleSeverity.Warning, "soon") } } : c)],
        };

        new SchemaTable().Validate(schema).Should().ContainSingle().Which.Severity.Should().Be(RuleSeverity.Warning);
    }

    [Fact]
    public void Profile_WithTheSlice_IsJudgedByItAndWithoutIsNot()
    {
        using var folder = new TempFolder();
        var source = new SchemaTable().Source(folder);
        var schema = Sliced("kind=a", null, Amount(50));

        SchemaValidator.Examine(schema, ProfileBuilder.Build(source, new ProfileOptions { Slices = [SliceBy.Parse("kind")] })).Should().ContainSingle()
            .Which.Should().Match<Anomaly>(a => a.Rule == RuleIds.SchemaAboveRange && a.Slice == "kind=a" && !a.Undecided);
        SchemaValidator.Examine(schema, ProfileBuilder.Build(source)).Should().ContainSingle()
            .Which.Should().Match<Anomaly>(a => a.Undecided && a.Found.Contains("--slice kind"));
    }

    [Fact]
    public void Check_SaysTheSlice()
    {
        using var folder = new TempFolder();
        var source = new SchemaTable().Set(4, "amount", "500").Source(folder);
        var schema = Sliced("kind=a", null, Amount(120));
        schema = schema with
        {
            Columns = [.. schema.Columns.Select(c => c.Name == "amount" ? c with { Range = null } : c)],
            Slices = [.. schema.Slices, new SliceSchema { Where = "kind=b", Columns = [Amount(120)] }, new SliceSchema { Where = "kind=c" }],
        };

        var evidence = new SchemaCheck { Id = "schema" }.Examine(schema, ProfileBuilder.Build(source), source);

        evidence.Single(e => e.Subject == "amount in kind=a").Should().Match<Evidence>(e => e.Rule == RuleIds.SchemaAboveRange && e.Settled == Outcome.Failed);
        evidence.Single(e => e.Subject == "amount in kind=a").Message(null!).Should().StartWith("amount in kind=a: 1 of 134 values (0.7 %)").And.Contain("row 4: '500'");
        evidence.Single(e => e.Subject == "kind=b").Settled.Should().Be(Outcome.Passed);
        evidence.Single(e => e.Subject == "kind=c").Settled.Should().Be(Outcome.NotApplicable);
    }

    [Fact]
    public void File_WithSlices_IsTheSameWhenReadAgain()
    {
        var json = SchemaFile.ToJson(Sliced("kind=a, fare=[1, 2)", new CountRange(1, null), Amount(50), new ColumnSchema { Name = "name", Type = ColumnType.Category, MinPresent = 0.5 }) with { Columns = [.. Plain.Columns, new ColumnSchema { Name = "zfare" }] });
        json = json.Replace("fare=[1", "zfare=[1", StringComparison.Ordinal).Replace("zzfare", "zfare", StringComparison.Ordinal);

        SchemaFile.ToJson(SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), "s.json")).Should().Be(json);
        json.Should().Contain("\"slices\": {").And.Contain("\"kind=a, zfare=[1, 2)\": {");
    }

    [Theory]
    [InlineData("\"kind\": { }", "*'kind' names no slice*payment_type=Cash*")]
    [InlineData("\"kin=a\": { }", "*no column 'kin' to slice by; did you mean 'kind'?*")]
    [InlineData("\"kind=a\": { \"columns\": { \"amout\": { } } }", "*\"amout in kind=a\"*no such column; did you mean 'amount'?*")]
    [InlineData("\"kind=a\": { \"columns\": { \"amount\": { \"range\": { \"min\": 2, \"max\": 1 } } } }", "*\"amount in kind=a\", \"range\"*")]
    [InlineData("\"kind=a\": { \"columns\": { \"amount\": { \"unique\": true } } }", "*\"amount\" has no \"unique\"; known: distinct*")]
    [InlineData("\"kind=a\": { \"rows\": { \"min\": 2, \"max\": 1 } }", "*\"kind=a\", \"rows\"*")]
    [InlineData("\"kind=a\": { \"column\": { } }", "*\"column\"*")]
    [InlineData("\"kind=a\": 3", "*Slice \"kind=a\"*")]
    public void File_WithAWrongSlice_IsRefusedWithItsPlace(string slices, string message)
    {
        var text = "{ \"schemaVersion\": 1, \"kind\": \"schema\", \"columns\": { \"amount\": { \"type\": \"float\" }, \"kind\": { \"type\": \"any\" } },\n\"slices\": {\n" + slices + "} }";

        FluentActions.Invoking(() => SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), "s.json")).Should().Throw<InputException>().WithMessage(message)
            .Which.Location!.Line.Should().Be(3);
    }

    [Fact]
    public void Diff_SaysWhatChangedInASlice()
    {
        SchemaDiff.Compare(Plain, Sliced("kind=a", null, Amount(50))).Should().Equal(new SchemaChange("kind=a", SchemaChangeKind.Narrower, "the slice has rules of its own now"));
        SchemaDiff.Compare(Sliced("kind=a", null, Amount(50)), Sliced("kind=a", null, Amount(60))).Should().Equal(
            new SchemaChange("amount in kind=a", SchemaChangeKind.Wider, "range was at most 50, is at most 60"));
        SchemaDiff.Compare(Sliced("kind=a", null, Amount(50)), Plain).Should().ContainSingle().Which.Kind.Should().Be(SchemaChangeKind.Wider);
    }

    [Fact]
    public void Accept_ChangesTheSliceAlone()
    {
        using var folder = new TempFolder();
        var (schema, source) = (Sliced("kind=a", null, Amount(50)), new SchemaTable().Source(folder));
        var report = SchemaValidator.Validate(schema, source);
        var proposal = SchemaEvolution.Propose(schema, report.Profile, report.Anomalies).Should().ContainSingle().Subject;

        var accepted = SchemaEvolution.Accept(schema, [proposal], "a new tariff", report.Profile);

        proposal.Change.Should().StartWith("\"range\" ends at ");
        accepted.Columns.Should().BeEquivalentTo(schema.Columns);
        accepted.Accepted.Should().ContainSingle().Which.Slice.Should().Be("kind=a");
        SchemaValidator.Validate(accepted, source).Anomalies.Should().BeEmpty();
        SchemaFile.ToJson(SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(SchemaFile.ToJson(accepted)), "s.json")).Should().Be(SchemaFile.ToJson(accepted));
    }

    [Fact]
    public void Inference_FromSlices_KeepsWhatIsMuchNarrower()
    {
        using var folder = new TempFolder();
        var rows = "kind,fare,tip\n" + string.Concat(Enumerable.Range(0, 6000).Select(i => FormattableString.Invariant($"{(i % 2 == 0 ? "card" : "cash")},{i % 97},{(i % 2 == 0 ? $"{i % 31}" : i % 4 == 1 ? "0" : "1")}\n")));
        var source = new CsvSource(folder.Write("rows.csv", rows));

        var schema = SchemaInference.Infer(ProfileBuilder.Build(source, new ProfileOptions { Slices = [SliceBy.Parse("kind")] }));

        schema.Slices.Select(s => s.Where).Should().Equal("kind=card", "kind=cash");
        schema.Slices[0].Rows!.Min.Should().Be(300);
        schema.Slices[0].Columns.Should().BeEmpty();
        schema.Slices[1].Columns.Should().ContainSingle().Which.Name.Should().Be("tip");
        SchemaValidator.Validate(schema, source).Anomalies.Should().BeEmpty();
        SchemaValidator.Validate(schema, new CsvSource(folder.Write("other.csv", rows.Replace("cash,1,0", "cash,1,25", StringComparison.Ordinal)))).Anomalies
            .Should().NotBeEmpty().And.OnlyContain(a => a.Slice == "kind=cash" && a.Column == "tip");
    }
}
