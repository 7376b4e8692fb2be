using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>Kinds of values, columns that vary, forms of a category: inferred from data that keeps them, and broken by one thing.</summary>
public sealed class HabitRuleTests
{
    private static ColumnSchema Inferred(string column, SchemaTable? table = null) => Infer(table ?? new SchemaTable()).Find(column)!;

    private static DatasetSchema Infer(SchemaTable table)
    {
        using var folder = new TempFolder();
        return SchemaInference.Infer(ProfileBuilder.Build(table.Source(folder)));
    }

    // The table's schema with nothing asked of the column but what is given.
    private static DatasetSchema Asked(ColumnSchema column) =>
        SchemaTable.Schema() is var schema ? schema with { Columns = [.. schema.Columns.Select(c => c.Name == column.Name ? column : c)] } : throw new InvalidOperationException();

    private static DatasetSchema Kind(ValueDomain? domain = null, bool variants = false) =>
        Asked(new ColumnSchema { Name = "kind", Type = ColumnType.Category, Domain = domain, AllowVariants = variants });

    private static Anomaly Only(IReadOnlyList<Anomaly> anomalies, string rule)
    {
        anomalies.Select(a => a.Rule).Should().Equal([rule], "{0}", string.Join("; ", anomalies.Select(a => a.Found)));
        return anomalies[0];
    }

    [Fact]
    public void Texts_AmongWhichNumbersAppear_AreMixed()
    {
        var anomaly = Only(new SchemaTable().Set(7, "name", "12").Set(9, "name", "13.5").Validate(Asked(new ColumnSchema { Name = "name", Type = ColumnType.Category, MaxMixed = 0 })), RuleIds.SchemaMixedTypes);

        anomaly.Found.Should().Be("2 of 400 values (0.5 %) are no texts, as the others are: 2 numbers");
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal((7, "12"), (9, "13.5"));
        (anomaly.Count, anomaly.Of).Should().Be((2, 400));
    }

    [Fact]
    public void Numbers_AmongWhichTextsAppear_AreMixedWhereTextsAreAllowed()
    {
        var schema = Asked(new ColumnSchema { Name = "count", MaxMixed = 0.001 });

        Only(new SchemaTable().Set(3, "count", "many").Set(4, "count", "true").Validate(schema), RuleIds.SchemaMixedTypes).Found
            .Should().Be("2 of 400 values (0.5 %) are no numbers, as the others are; at most 0.1 % may be: 1 truth values, 1 texts");
        new SchemaTable().Validate(schema).Should().BeEmpty("all are numbers");
    }

    [Fact]
    public void TruthValues_AmongTexts_AreTexts() =>
        new SchemaTable().Set(7, "name", "true").Validate(Asked(new ColumnSchema { Name = "name", Type = ColumnType.Category, MaxMixed = 0 })).Should().BeEmpty();

    [Fact]
    public void Mixed_AsMuchAsAllowed_IsFine() =>
        new SchemaTable().Set(7, "name", "12").Validate(Asked(new ColumnSchema { Name = "name", Type = ColumnType.Category, MaxMixed = 1 / 400.0 })).Should().BeEmpty();

    [Fact]
    public void MaxMixed_Inferred_IsTheBoundOfNoneSeen()
    {
        // 1 - 0.001^(1/400), up to four digits.
        Inferred("name").MaxMixed.Should().Be(0.0172);
        Inferred("kind").MaxMixed.Should().BeNull("a closed domain says it");
        Inferred("count").MaxMixed.Should().BeNull("a type says it");
        var table = new SchemaTable();
        for (var i = 1; i <= 40; i++)
        {
            table.Set(i, "name", $"{i}");
        }

        Inferred("name", table).MaxMixed.Should().BeInRange(0.15, 0.2, "a tenth is mixed, and a batch of 1,000 scatters");
    }

    [Theory]
    [InlineData("count", "7", "all 400 values are '7'; from 400 on they must vary")]
    [InlineData("amount", "7.5", "all 400 values are 7.5; from 400 on they must vary")]
    [InlineData("name", "x", "all 400 values are 'x'; from 400 on they must vary")]
    [InlineData("flag", "true", "all 400 values are 'true'; from 400 on they must vary")]
    public void Column_OfOneValue_IsConstant(string column, string value, string found)
    {
        var table = new SchemaTable().Each(column, _ => value);

        Only(table.Validate(Asked(new ColumnSchema { Name = column, VariesFrom = 400 })), RuleIds.SchemaConstantColumn).Found.Should().Be(found);
        table.Validate(Asked(new ColumnSchema { Name = column, VariesFrom = 401 })).Should().BeEmpty();
        table.Set(9, column, "9").Validate(Asked(new ColumnSchema { Name = column, VariesFrom = 400 })).Should().BeEmpty();
    }

    [Fact]
    public void Constant_Hidden_ShowsNoValue()
    {
        var schema = Asked(new ColumnSchema { Name = "amount", VariesFrom = 2 });

        Only(new SchemaTable().Each("amount", _ => "7.5").Validate(schema, new SchemaValidationOptions { HideValues = true }), RuleIds.SchemaConstantColumn).Found.Should().NotContain("7.5");
    }

    [Fact]
    public void VariesFrom_Inferred_FollowsTheMostFrequentValue()
    {
        Inferred("kind").VariesFrom.Should().Be(100);
        Inferred("name").VariesFrom.Should().Be(100);
        Inferred("amount").VariesFrom.Should().Be(100);
        Inferred("time").VariesFrom.Should().BeNull("a batch of one day is no fault");
        // ln 0.001 / ln 0.975 = 272.8.
        Inferred("rare", new SchemaTable().Add("rare", i => i % 40 == 0 ? "x" : "y")).VariesFrom.Should().Be(273);
        // ln 0.001 / ln 0.9975 is above 400.
        Inferred("rare", new SchemaTable().Add("rare", i => i == 0 ? "x" : "y")).VariesFrom.Should().BeNull();
        Inferred("rare", new SchemaTable().Add("rare", _ => "y")).VariesFrom.Should().BeNull();
    }

    [Fact]
    public void Category_InOtherForms_IsFound()
    {
        var anomaly = Only(new SchemaTable().Set(1, "kind", "A").Set(4, "kind", " a").Set(7, "kind", "A").Validate(Kind()), RuleIds.SchemaVariants);

        anomaly.Found.Should().Be("3 of 400 values (0.8 %) are other forms of a category: 'A' (2 rows), ' a' (1 row) for 'a' (131 rows)");
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal((1, "A"), (4, " a"), (7, "A"));
    }

    [Fact]
    public void Category_InAFormOfTheDomain_IsRight()
    {
        var table = new SchemaTable().Set(1, "kind", "A");

        table.Validate(Kind(new ValueDomain { Values = ["A", "a", "b", "c"] })).Should().BeEmpty();
        table.Validate(Kind(new ValueDomain { Values = ["A"], MaxOutside = 1 })).Should().ContainSingle().Which.Found
            .Should().Be("133 of 400 values (33.2 %) are other forms of a category: 'a' (133 rows) for 'A' (1 row)", "what is known is right, however rare");
        table.Validate(Kind(variants: true)).Should().BeEmpty();
    }

    [Fact]
    public void Category_OfWhichNoFormIsFrequent_HasNoOtherForms() => new SchemaTable().Set(1, "name", "PERSON 5").Validate(Asked(new ColumnSchema { Name = "name", Type = ColumnType.Category, AllowVariants = false })).Should().BeEmpty();

    [Fact]
    public void BlanksWithin_AreForms() => Only(
        new SchemaTable().Each("kind", v => $"of {v}").Set(1, "kind", "of  a").Validate(Kind()), RuleIds.SchemaVariants).Found.Should().Contain("'of  a' (1 row) for 'of a' (133 rows)");

    [Fact]
    public void Variants_TooManyToCount_AreFoundAmongTheFrequentOrSaidToBeUnknown()
    {
        using var rows = new CsvRows(["a", .. Enumerable.Range(0, 30_000).Select(i => i % 3 == 0 ? "Cash" : i % 50 == 1 ? "cash" : $"x{i}")]);
        using var others = new CsvRows(["a", .. Enumerable.Range(0, 30_000).Select(i => i % 3 == 0 ? "Cash" : $"x{i}")]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a", Type = ColumnType.Category, AllowVariants = false });

        var anomaly = Only(SchemaValidator.Validate(schema, rows.Source).Anomalies, RuleIds.SchemaVariants);
        (anomaly.Count, anomaly.Undecided).Should().Be((400, false));
        Only(SchemaValidator.Validate(schema, others.Source).Anomalies, RuleIds.SchemaVariants).Undecided.Should().BeTrue();
    }

    [Theory]
    [InlineData("name", "a share of 0.8 % of the values may be of another kind, not 0 %")]
    [InlineData("count", "values must vary only from 401 on, not from 100")]
    [InlineData("kind", "values may differ by case or blanks alone")]
    public void Proposal_LetsTheDataThrough(string name, string change)
    {
        var (column, table) = name switch
        {
            "name" => (new ColumnSchema { Name = name, MaxMixed = 0 }, new SchemaTable().Set(1, name, "1").Set(2, name, "2").Set(3, name, "3")),
            "count" => (new ColumnSchema { Name = name, VariesFrom = 100 }, new SchemaTable().Each(name, _ => "7")),
            _ => (new ColumnSchema { Name = name, AllowVariants = false }, new SchemaTable().Set(1, name, "A")),
        };
        using var folder = new TempFolder();
        var (schema, data) = (Asked(column), table.Source(folder));
        var report = SchemaValidator.Validate(schema, data);

        var proposal = SchemaEvolution.Propose(schema, report.Profile, report.Anomalies).Should().ContainSingle().Subject;

        proposal.Change.Should().Be(change);
        SchemaValidator.Validate(SchemaEvolution.Accept(schema, [proposal], "right", report.Profile), data).Anomalies.Should().BeEmpty();
    }

    [Fact]
    public void Variants_Inferred_WhereTrainingHasNone()
    {
        Inferred("kind").AllowVariants.Should().BeFalse();
        Inferred("name").AllowVariants.Should().BeTrue("names are no categories");
        Inferred("kind", new SchemaTable().Set(1, "kind", "A")).AllowVariants.Should().BeTrue();
    }

    [Fact]
    public void Numbers_ThatGetLeadingZeros_AreCounted()
    {
        var anomaly = Only(new SchemaTable().Set(7, "count", "01007").Set(9, "count", "01100").Validate(SchemaTable.Schema()), RuleIds.SchemaLeadingZeros);

        anomaly.Found.Should().Be("2 of 400 values (0.5 %) are written with leading zeros, which numbers lose");
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal((7, "01007"), (9, "01100"));
        (anomaly.Count, anomaly.Of).Should().Be((2, 400));
    }

    [Fact]
    public void Numbers_WithLeadingZerosInTraining_AreNotedAndAllowed()
    {
        var column = Inferred("count", new SchemaTable().Set(7, "count", "01007"));

        column.AllowLeadingZeros.Should().BeTrue();
        column.Notes.Should().Contain("leading-zeros");
        Inferred("count").AllowLeadingZeros.Should().BeFalse();
        Inferred("amount").AllowLeadingZeros.Should().BeTrue();
    }

    [Fact]
    public void LeadingZeros_AcceptedOrRetyped_AreAllowed()
    {
        using var folder = new TempFolder();
        var (schema, table) = (SchemaTable.Schema(), new SchemaTable().Set(7, "count", "01007"));
        var report = SchemaValidator.Validate(schema, table.Source(folder));

        var accepted = SchemaEvolution.Accept(schema, SchemaEvolution.Propose(schema, report.Profile, report.Anomalies), "a new till", report.Profile);

        accepted.Find("count")!.AllowLeadingZeros.Should().BeTrue();
        SchemaDiff.Compare(schema, accepted).Should().Equal(new SchemaChange("count", SchemaChangeKind.Wider, "numbers may have leading zeros"));
    }

    private static readonly SchemaValidationOptions In2020 = new() { AsOf = new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero) };

    private static readonly DatasetSchema NoFuture = Asked(new ColumnSchema { Name = "time", Type = ColumnType.Timestamp, AllowFuture = false });

    [Fact]
    public void Times_LaterThanADayFromNow_AreInTheFuture()
    {
        var anomaly = Only(new SchemaTable().Set(7, "time", "2020-02-02T00:00:01Z").Set(9, "time", "2062-01-01").Set(10, "time", "2020-02-02").Validate(NoFuture, In2020), RuleIds.SchemaFuture);

        anomaly.Found.Should().Be("2 of 400 values (0.5 %) are in the future, more than a day after 2020-02-01; the latest is 2062-01-01T00:00:00Z");
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal((7, "2020-02-02T00:00:01Z"), (9, "2062-01-01"));
        new SchemaTable().Validate(NoFuture, In2020).Should().BeEmpty();
    }

    [Fact]
    public void Times_WhereNobodySaidWhenTheDataWasTaken_AreNotJudged() =>
        Only(new SchemaTable().Validate(NoFuture), RuleIds.SchemaFuture).Undecided.Should().BeTrue();

    [Fact]
    public void Times_WithoutFutureOnes_AreInferredToHaveNone()
    {
        using var folder = new TempFolder();
        var profile = ProfileBuilder.Build(new SchemaTable().Source(folder));

        bool Allowed(DateTimeOffset? asOf) => SchemaInference.Infer(profile, new SchemaInferenceOptions { AsOf = asOf }).Find("time")!.AllowFuture;

        Allowed(In2020.AsOf).Should().BeFalse();
        Allowed(In2020.AsOf!.Value.AddYears(-1)).Should().BeTrue();
        Allowed(null).Should().BeTrue();
    }

    [Fact]
    public void Times_AcceptedAsFuture_AreAllowed()
    {
        using var folder = new TempFolder();
        var report = SchemaValidator.Validate(NoFuture, new SchemaTable().Set(7, "time", "2062-01-01").Source(folder), In2020);

        var accepted = SchemaEvolution.Accept(NoFuture, SchemaEvolution.Propose(NoFuture, report.Profile, report.Anomalies), "appointments", report.Profile);

        SchemaDiff.Compare(NoFuture, accepted).Should().Equal(new SchemaChange("time", SchemaChangeKind.Wider, "times may be in the future"));
    }

    private static SchemaTable Filled(string column, string value, int rows)
    {
        var table = new SchemaTable();
        for (var row = 1; row <= rows; row++)
        {
            table.Set(row * 7, column, value);
        }

        return table;
    }

    private static DatasetSchema StandIns(string column, ColumnType type, double maxShare = 0.01, params (string Name, double Share)[] known) => Asked(new ColumnSchema
    {
        Name = column, Type = type, StandIns = new StandInLimits { MaxShare = maxShare, Known = known.ToDictionary(k => k.Name, k => k.Share) },
    });

    [Theory]
    [InlineData("amount", ColumnType.Float, "-999", "-999")]
    [InlineData("amount", ColumnType.Float, "0", "0")]
    [InlineData("amount", ColumnType.Float, "-1", "-1")]
    [InlineData("amount", ColumnType.Float, "99999", "99999")]
    [InlineData("count", ColumnType.Integer, "2147483647", "2147483647")]
    [InlineData("name", ColumnType.Category, " N/A", "n/a")]
    [InlineData("name", ColumnType.Category, "Unknown", "unknown")]
    [InlineData("name", ColumnType.Category, "?", "?")]
    [InlineData("time", ColumnType.Timestamp, "1970-01-01", "1970-01-01")]
    [InlineData("time", ColumnType.Timestamp, "9999-12-31", "9999-12-31")]
    public void Values_ThatStandForMissing_AreFound(string column, ColumnType type, string value, string name)
    {
        var anomaly = Only(Filled(column, value, 12).Validate(StandIns(column, type)), RuleIds.SchemaStandIns);

        anomaly.Found.Should().Be($"12 of 400 values (3 %) seem to stand for missing: '{name}' (at most 1 % may be)");
        anomaly.Examples.Select(e => e.Row).Should().Equal(7, 14, 21, 28, 35, 42, 49, 56, 63, 70);
        (anomaly.Count, anomaly.Of).Should().Be((12, 400));
    }

    [Fact]
    public void Values_ThatStandForMissing_ButAreFewOrKnownOrNatural_AreNot()
    {
        Filled("amount", "-999", 9).Validate(StandIns("amount", ColumnType.Float)).Should().BeEmpty();
        Filled("amount", "-999", 12).Validate(StandIns("amount", ColumnType.Float, 0, ("-999", 0.03))).Should().BeEmpty();
        Filled("name", "n/a", 12).Validate(StandIns("name", ColumnType.Category, 0, ("n/a", 0.03))).Should().BeEmpty();
        Filled("amount", "17", 12).Validate(StandIns("amount", ColumnType.Float, 0)).Should().BeEmpty();

        // 99 among numbers that go from 95 to 104 as often.
        new SchemaTable().Each("count", v => $"{95 + (int.Parse(v, System.Globalization.CultureInfo.InvariantCulture) % 10)}").Validate(StandIns("count", ColumnType.Integer, 0)).Should().BeEmpty();
    }

    [Fact]
    public void Values_ThatStandForMissing_AreInferredWithTheirShare()
    {
        var column = Inferred("amount", Filled("amount", "-999", 20));

        column.StandIns!.Known.Should().ContainKey("-999").WhoseValue.Should().BeApproximately(0.15, 1e-9);
        column.StandIns.MaxShare.Should().BeInRange(0.01, 0.02);
        Inferred("kind").StandIns.Should().BeNull();
        Inferred("flag").StandIns.Should().BeNull();
        Filled("amount", "-999", 57).Validate(Infer(Filled("amount", "-999", 20))).Should().BeEmpty();
        Only(Filled("amount", "0", 12).Validate(Asked(column)), RuleIds.SchemaStandIns);
    }

    [Fact]
    public void StandIns_Accepted_AreKnown()
    {
        using var folder = new TempFolder();
        var schema = StandIns("amount", ColumnType.Float, 0.001, ("-999", 0.01));
        var report = SchemaValidator.Validate(schema, Filled("amount", "-999", 12).Source(folder));
        var proposal = SchemaEvolution.Propose(schema, report.Profile, report.Anomalies).Should().ContainSingle().Subject;

        var accepted = SchemaEvolution.Accept(schema, [proposal], "an old till", report.Profile);

        proposal.Change.Should().Be("'-999' may be 3 % of the values");
        SchemaDiff.Compare(schema, accepted).Should().Equal(new SchemaChange("amount", SchemaChangeKind.Wider, "share of '-999', which stands for missing, was at most 1 %, is at most 3 %"));
        Filled("amount", "-999", 12).Validate(accepted).Should().BeEmpty();
        SchemaFile.ToJson(SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(SchemaFile.ToJson(accepted)), "s.json")).Should().Be(SchemaFile.ToJson(accepted));
    }

    [Fact]
    public void StandIns_OfAStoredProfile_AreJudgedAlike()
    {
        using var folder = new TempFolder();
        foreach (var (column, value) in new[] { ("amount", "-999"), ("time", "9999-12-31"), ("name", "n/a") })
        {
            var profile = ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(ProfileFile.ToJson(ProfileBuilder.Build(Filled(column, value, 12).Source(folder)))), "p.json");
            var schema = StandIns(column, SchemaTable.Schema().Find(column)!.Type!.Value);

            SchemaValidator.Examine(schema, profile).Single(a => a.Column == column).Should().Match<Anomaly>(a => a.Rule == RuleIds.SchemaStandIns && !a.Undecided && a.Count == 12);
        }
    }

    [Theory]
    [InlineData("{ \"maxShare\": 2 }", "*\"standIns\": 2 is no share*")]
    [InlineData("{ \"known\": { \"?\": -1 } }", "*\"standIns\": -1 is no share*")]
    [InlineData("{ \"known\": [] }", "*\"known\" must be an object*")]
    [InlineData("{ \"share\": 1 }", "*\"share\"*")]
    [InlineData("3", "*\"standIns\"*")]
    public void StandIns_ThatAreWrong_AreRefused(string json, string message) =>
        FluentActions.Invoking(() => SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes("{ \"schemaVersion\": 1, \"kind\": \"schema\", \"columns\": { \"a\": { \"type\": \"float\", \"standIns\": " + json + " } } }"), "s.json"))
            .Should().Throw<InputException>().WithMessage(message);

    [Theory]
    [InlineData("New York", "new  york", true)]
    [InlineData("New York", " NEW YORK ", true)]
    [InlineData("New York", "NewYork", false)]
    [InlineData("New York", "New York 2", false)]
    public void Forms_AreFoundByTheirKey_NeverMissedByItsHash(string value, string other, bool isForm)
    {
        (string, long)[] counts = [.. Enumerable.Range(0, 5000).Select(i => ($"Place {i}", 5L)), (value, 9), (other, 1)];

        CategoryVariants.Find(counts, []).Select(v => v.Main).Should().Equal(isForm ? [value] : []);
        CategoryVariants.Find(counts, [value]).Select(v => v.Main).Should().Equal(isForm ? [value] : []);
        CategoryVariants.Find(counts, [.. counts.Select(c => c.Item1)]).Should().BeEmpty("all are known");
    }
}
