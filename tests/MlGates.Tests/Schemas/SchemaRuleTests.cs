using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>One thing changed, and exactly the rule of that thing speaks.</summary>
public sealed class SchemaRuleTests
{
    private static readonly DatasetSchema Schema = SchemaTable.Schema();

    private static DatasetSchema With(string column, Func<ColumnSchema, ColumnSchema> change) =>
        Schema with { Columns = [.. Schema.Columns.Select(c => c.Name == column ? change(c) : c)] };

    private static Anomaly Only(IReadOnlyList<Anomaly> anomalies, string rule, string? column)
    {
        anomalies.Select(a => (a.Rule, a.Column)).Should().Equal([(rule, column)], "{0}", string.Join("; ", anomalies.Select(a => a.Found)));
        anomalies[0].Severity.Should().Be(RuleSeverity.Block);
        anomalies[0].Advice.Should().NotBeEmpty();
        return anomalies[0];
    }

    private static Anomaly Only(SchemaTable table, string rule, string? column, DatasetSchema? schema = null, SchemaValidationOptions? options = null) =>
        Only(table.Validate(schema ?? Schema, options), rule, column);

    private static void Counts(Anomaly anomaly, long count, long of, params (long Row, string? Value)[] examples)
    {
        (anomaly.Count, anomaly.Of).Should().Be((count, of));
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal(examples);
    }

    [Fact]
    public void Data_InferredFrom_IsClean() => new SchemaTable().Validate(Schema).Should().BeEmpty();

    [Fact]
    public void Column_Gone_IsMissing() =>
        Only(new SchemaTable().Remove("kind"), RuleIds.SchemaColumnMissing, "kind").Found.Should().Be("the column is missing");

    [Fact]
    public void Column_Renamed_IsMissingAndNewAndNamed()
    {
        var table = new SchemaTable();
        table.Names[0] = "Amount";

        table.Validate(Schema).Select(a => (a.Rule, a.Column)).Should().Equal((RuleIds.SchemaColumnNew, "Amount"), (RuleIds.SchemaColumnMissing, "amount"));
        table.Validate(Schema)[1].Found.Should().Be("the column is missing; is it 'Amount' now?");
    }

    [Fact]
    public void Column_Optional_MayBeGone() =>
        new SchemaTable().Remove("kind").Validate(With("kind", c => c with { Required = false })).Should().BeEmpty();

    [Fact]
    public void Column_Added_IsNew()
    {
        var table = new SchemaTable().Add("extra", i => $"{i}");

        Only(table, RuleIds.SchemaColumnNew, "extra").Found.Should().Be("the schema has no such column; it holds values of type integer");
        table.Validate(Schema with { AllowNewColumns = true }).Should().BeEmpty();
    }

    [Fact]
    public void Column_WithoutValues_IsEmpty() =>
        Only(new SchemaTable().Each("count", _ => ""), RuleIds.SchemaColumnEmpty, "count", With("count", c => c with { MinPresentCount = 1 })).Found.Should().Be("all 400 values are missing");

    [Theory]
    [InlineData("amount", "12 EUR", "1 of 400 values (0.2 %) are not of type float")]
    [InlineData("count", "1200.5", "1 of 400 values (0.2 %) are not of type integer")]
    [InlineData("flag", "2", "1 of 400 values (0.2 %) are not of type boolean")]
    [InlineData("time", "soon", "1 of 400 values (0.2 %) are not of type timestamp")]
    public void Value_OfAnotherType_IsFound(string column, string value, string found)
    {
        var anomaly = Only(new SchemaTable().Set(7, column, value), RuleIds.SchemaType, column);

        Counts(anomaly, 1, 400, (7, value));
        anomaly.Found.Should().Be(found);
    }

    [Fact]
    public void Integers_WhereFloatsAreExpected_AreFine() =>
        new SchemaTable().Each("amount", v => v.Split('.')[0]).Validate(Schema).Should().BeEmpty();

    [Fact]
    public void ZerosAndOnes_WhereBooleansAreExpected_AreFine() =>
        new SchemaTable().Each("flag", v => v == "true" ? "1" : "0").Validate(Schema).Should().BeEmpty();

    [Fact]
    public void Texts_ThatAllReadAsNumbers_AreTextsStill() =>
        new SchemaTable().Each("name", v => v.Replace("Person ", "", StringComparison.Ordinal)).Validate(With("name", c => c with { Length = null, Patterns = null })).Should().BeEmpty();

    [Fact]
    public void Values_Missing_AreASmallerShare()
    {
        var table = new SchemaTable();
        for (var row = 3; row <= 39; row += 3)
        {
            table.Set(row, "amount", "");
        }

        var anomaly = Only(table, RuleIds.SchemaPresentShare, "amount");
        (anomaly.Count, anomaly.Of).Should().Be((13, 400));
        anomaly.Examples.Should().Equal(Enumerable.Range(1, 10).Select(i => new AnomalyExample(i * 3, null)), "ten are shown");
        anomaly.Found.Should().StartWith("13 of 400 values (3.2 %) are missing; at most ");
    }

    [Theory]
    [InlineData(0.9, 40, false)]
    [InlineData(0.9, 41, true)]
    [InlineData(0.7, 120, false)]
    [InlineData(0.7, 121, true)]
    [InlineData(1.0, 1, true)]
    public void Values_MissingAtTheLimit_AreFine(double share, int missing, bool isAnomaly)
    {
        var table = new SchemaTable();
        for (var row = 1; row <= missing; row++)
        {
            table.Set(row, "amount", "");
        }

        table.Validate(With("amount", c => c with { MinPresent = share })).Select(a => a.Rule).Should().Equal(isAnomaly ? [RuleIds.SchemaPresentShare] : []);
    }

    [Fact]
    public void Values_FewerThanTheCount_AreFound()
    {
        var schema = With("amount", c => c with { MinPresent = null, MinPresentCount = 400 });

        Only(new SchemaTable().Set(1, "amount", ""), RuleIds.SchemaPresentCount, "amount", schema).Found.Should().Be("399 rows have a value, fewer than 400");
        new SchemaTable().Validate(schema).Should().BeEmpty();
    }

    [Theory]
    [InlineData("[1]", RuleIds.SchemaFewValues, "a row holds 1 value, fewer than 2")]
    [InlineData("[1,2,3,4]", RuleIds.SchemaManyValues, "a row holds 4 values, more than 3")]
    public void Lists_ShorterOrLonger_AreFound(string list, string rule, string found)
    {
        var schema = Lists(new CountRange(2, 3), null);

        Only(ValidateLists(schema, "[1,2]", list, "[1,2,3]"), rule, "v").Found.Should().Be(found);
        ValidateLists(schema, "[1,2]", "[1,2,3]").Should().BeEmpty();
    }

    [Fact]
    public void Vectors_OfAnotherLength_HaveAnotherShape()
    {
        var schema = Lists(null, [2, 2]);

        Only(ValidateLists(schema, "[1,2,3,4]", "[1,2,3]"), RuleIds.SchemaShape, "v").Found.Should().Be("rows hold 3 to 4 values, not the shape [2, 2] of 4 values");
        Only(ValidateLists(schema, "[1,2,3]", "[1,2,3]"), RuleIds.SchemaShape, "v").Found.Should().Be("rows hold 3 values, not the shape [2, 2] of 4 values");
        Only(ValidateLists(schema, "[1,2,3,4]", "null"), RuleIds.SchemaShape, "v").Found.Should().Be("1 of 2 rows (50 %) have no vector where the shape [2, 2] of 4 values is fixed");
        ValidateLists(schema, "[1,2,3,4]", "[4,3,2,1]").Should().BeEmpty();
    }

    [Fact]
    public void Vectors_OfOneLength_InferTheirShape()
    {
        using var folder = new TempFolder();
        var profile = ProfileBuilder.Build(new JsonLinesSource(folder.Write("v.jsonl", string.Concat(Enumerable.Repeat("""{"v":[1.5,2,3]}""" + "\n", 30)))));

        var column = SchemaInference.Infer(profile).Columns[0];

        column.Shape.Should().Equal(3);
        column.Values.Should().Be(new CountRange(3, 3));
    }

    [Fact]
    public void Value_NobodyKnew_IsNamedWithItsRow()
    {
        var anomaly = Only(new SchemaTable().Set(8, "kind", "z").Set(9, "kind", "z").Set(11, "kind", "y"), RuleIds.SchemaUnexpectedValues, "kind");

        Counts(anomaly, 3, 400, (8, "z"), (9, "z"), (11, "y"));
        anomaly.Found.Should().Be("3 of 400 values (0.8 %) are not among the 3 known ones: 'z' (2 rows), 'y' (1 row)");
    }

    [Fact]
    public void Value_NobodyKnew_IsTolerated_WhereTheDomainIsOpen()
    {
        DatasetSchema Outside(double share) => With("kind", c => c with { Domain = c.Domain! with { MaxOutside = share } });
        var table = new SchemaTable().Set(8, "kind", "z").Set(9, "kind", "z");

        table.Validate(Outside(0.005)).Should().BeEmpty("2 of 400 are tolerated");
        Only(table, RuleIds.SchemaUnexpectedValues, "kind", Outside(0.0049)).Found.Should().Contain("; at most 0.5 % may be");
        table.Validate(Outside(1)).Should().BeEmpty();
    }

    [Fact]
    public void Values_OfManyKinds_AreNoneOfTheKnown()
    {
        var table = new SchemaTable().Repeat(30);
        for (var i = 0; i < table.Cells.Count; i++)
        {
            table.Set(i + 1, "kind", $"k{i}");
        }

        var anomaly = Only(table, RuleIds.SchemaUnexpectedValues, "kind", Schema with { Rows = null });

        (anomaly.Count, anomaly.Of).Should().Be((12_000, 12_000));
        anomaly.Found.Should().StartWith("12000 of 12000 values (100 %) are not among the 3 known ones");
    }

    [Theory]
    [InlineData(new[] { "01", "02", "n/a" }, new[] { "01", "02" }, 0)] // All read as numbers once n/a is gone.
    [InlineData(new[] { "01", "02", "n/a" }, new[] { "01", "3" }, 1)]
    [InlineData(new[] { "True", "False", "maybe" }, new[] { "True", "False" }, 0)]
    [InlineData(new[] { "1.50", "n/a" }, new[] { "1.5" }, 0)]
    [InlineData(new[] { "1.50", "n/a" }, new[] { "1.5", "3.5" }, 1)]
    [InlineData(new[] { "1.50", "n/a" }, new[] { "1.5", "NaN" }, 1)]
    [InlineData(new[] { "2024-01-01", "never" }, new[] { "2024-01-01" }, 0)]
    [InlineData(new[] { "2024-01-01", "never" }, new[] { "2024-01-01", "2024-01-02" }, 1)]
    [InlineData(new[] { "1", "x" }, new[] { "01", "x" }, 1)] // Texts are texts.
    public void Domain_OfTexts_KnowsThemAsWhatTheyAreReadAs(string[] known, string[] values, int strangers)
    {
        using var folder = new TempFolder();
        var schema = new DatasetSchema { Columns = [new ColumnSchema { Name = "x", Type = ColumnType.Category, Domain = new ValueDomain { Values = known } }], AllowNewColumns = true };

        var anomalies = SchemaValidator.Validate(schema, new CsvSource(folder.Write("x.csv", "x,y\n" + string.Concat(values.Select(v => v + ",1\n"))))).Anomalies;

        if (strangers == 0)
        {
            anomalies.Should().BeEmpty();
        }
        else
        {
            Only(anomalies, RuleIds.SchemaUnexpectedValues, "x").Count.Should().Be(strangers);
        }
    }

    [Fact]
    public void Text_OfBytesThatAreNoText_IsFound()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.csv", [.. "x,y\nabc,1\n"u8, 0xff, (byte)'b', (byte)'c', .. ",2\n"u8]);
        var schema = new DatasetSchema { Columns = [new ColumnSchema { Name = "x", Type = ColumnType.Category }], AllowNewColumns = true };

        var anomaly = Only(SchemaValidator.Validate(schema, new CsvSource(path)).Anomalies, RuleIds.SchemaInvalidText, "x");

        Counts(anomaly, 1, 2, (2, "\uFFFDbc"));
    }

    [Theory]
    [InlineData("count", "12", RuleIds.SchemaBelowRange)]
    [InlineData("count", "99999", RuleIds.SchemaAboveRange)]
    [InlineData("amount", "-3.5", RuleIds.SchemaBelowRange)]
    [InlineData("amount", "1e9", RuleIds.SchemaAboveRange)]
    [InlineData("time", "1999-12-31", RuleIds.SchemaBelowRange)]
    public void Number_BeyondTheRange_IsFound(string column, string value, string rule) =>
        Counts(Only(new SchemaTable().Set(5, column, value).Set(77, column, value), rule, column), 2, 400, (5, value), (77, value));

    [Fact]
    public void Number_BeyondTheRange_IsSaid()
    {
        var schema = With("count", c => c with { Range = new NumberRange(1000, 1380) });

        Only(new SchemaTable(), RuleIds.SchemaAboveRange, "count", schema).Found.Should().Be("8 of 400 values (2 %) are above 1380; the largest is 1388");
        Only(new SchemaTable().Set(5, "time", "1999-12-31"), RuleIds.SchemaBelowRange, "time").Found.Should().EndWith("; the smallest is 1999-12-31T00:00:00Z");
    }

    [Fact]
    public void Infinity_IsNotBeyondTheRange() => Only(new SchemaTable().Set(5, "amount", "Infinity"), RuleIds.SchemaInfinity, "amount");

    [Fact]
    public void NaN_WhereThereWasNone_IsFound()
    {
        var anomaly = Only(new SchemaTable().Set(400, "amount", "NaN"), RuleIds.SchemaNaN, "amount");

        Counts(anomaly, 1, 400, (400, "NaN"));
        anomaly.Found.Should().Be("1 of 400 values (0.2 %) are NaN");
    }

    [Fact]
    public void Infinity_WhereThereWasNone_IsFound() =>
        Counts(Only(new SchemaTable().Set(1, "amount", "-inf").Set(2, "amount", "inf"), RuleIds.SchemaInfinity, "amount"), 2, 400, (1, "-inf"), (2, "inf"));

    [Theory]
    [InlineData(4L, null, "3 distinct values, fewer than 4")]
    [InlineData(null, 2L, "3 distinct values, more than 2")]
    [InlineData(3L, 3L, null)]
    public void Distinct_BeyondTheRange_IsFound(long? min, long? max, string? found)
    {
        var anomalies = new SchemaTable().Validate(With("kind", c => c with { Distinct = new CountRange(min, max) }));

        anomalies.Select(a => (a.Rule, a.Found)).Should().Equal(found is null ? [] : [(RuleIds.SchemaDistinct, found)]);
    }

    [Theory]
    [InlineData("Ännchen von Tharau und alle Schwestern")]
    public void Text_OfAnotherLength_IsFound(string value)
    {
        var schema = With("name", c => c with { Patterns = null });
        var anomaly = Only(new SchemaTable().Set(9, "name", value), RuleIds.SchemaLength, "name", schema);

        Counts(anomaly, 1, 400, (9, value));
        anomaly.Found.Should().Be("1 of 400 values (0.2 %) have not 1 to 20 characters; lengths are 8 to 38");
    }

    [Fact]
    public void Length_CountsCharactersNotBytes() => new SchemaTable().Set(9, "name", new string('ä', 15) + " 𝄞 b").Validate(With("name", c => c with { Patterns = null })).Should().BeEmpty();

    [Fact]
    public void Text_OfAnotherLook_IsFound()
    {
        var schema = With("name", c => c with { Patterns = ["identifier"] });
        var anomaly = Only(new SchemaTable().Each("name", v => v.Replace(' ', '_')).Set(9, "name", "a@b.org"), RuleIds.SchemaPattern, "name", schema);

        Counts(anomaly, 1, 400, (9, "a@b.org"));
        anomaly.Found.Should().Be("1 of 400 values (0.2 %) do not look like identifier but like email (1)");
    }

    [Fact]
    public void Time_ThatGoesBack_IsFound()
    {
        var schema = With("time", c => c with { Ordered = true });

        new SchemaTable().Validate(schema).Should().BeEmpty();
        Only(new SchemaTable().Set(9, "time", "2020-01-02T00:00:00Z"), RuleIds.SchemaOrder, "time", schema).Rule.Should().Be(RuleIds.SchemaOrder);
    }

    [Fact]
    public void Rows_FarFewerOrMore_AreFound()
    {
        Schema.Rows.Should().Be(new CountRange(40, 4000));
        Only(new SchemaTable().Take(39), RuleIds.SchemaFewRows, null).Found.Should().Be("39 rows, fewer than 40");
        Only(new SchemaTable().Repeat(11), RuleIds.SchemaManyRows, null).Found.Should().Be("4400 rows, more than 4000");
        new SchemaTable().Take(40).Validate(Schema).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1.01, null, RuleIds.SchemaFewRowsForPrevious)]
    [InlineData(null, 0.99, RuleIds.SchemaManyRowsForPrevious)]
    [InlineData(0.57, 0.57, null)] // 228 rows are 0.57 of 400, though not in binary.
    public void Rows_FewerOrMoreThanBefore_AreFound(double? min, double? max, string? rule)
    {
        using var folder = new TempFolder();
        var previous = ProfileBuilder.Build(new SchemaTable().Source(folder));
        var table = rule is null ? new SchemaTable().Take(228) : new SchemaTable();

        table.Validate(Schema with { RowsOfPrevious = new NumberRange(min, max) }, new SchemaValidationOptions { Previous = previous })
            .Select(a => a.Rule).Should().Equal(rule is null ? [] : [rule]);
        table.Validate(Schema with { RowsOfPrevious = new NumberRange(min, max) }).Should().BeEmpty("there is no dataset before");
    }

    [Fact]
    public void Values_Hidden_AreShownAsHashes() =>
        Only(new SchemaTable().Set(8, "kind", "z"), RuleIds.SchemaUnexpectedValues, "kind", options: new SchemaValidationOptions { HideValues = true })
            .Examples.Should().Equal(new AnomalyExample(8, "594e519ae499"));

    [Fact]
    public void Values_Hidden_AreNotInTheMessageEither() =>
        Only(new SchemaTable().Set(8, "kind", "secret"), RuleIds.SchemaUnexpectedValues, "kind", options: new SchemaValidationOptions { HideValues = true })
            .Found.Should().EndWith("known ones: 2bb80d537b1d (1 row)");

    [Theory]
    [InlineData("99999", RuleIds.SchemaAboveRange)]
    [InlineData("-99999", RuleIds.SchemaBelowRange)]
    public void Extremes_Hidden_AreNotSaid(string value, string rule) =>
        Only(new SchemaTable().Set(8, "count", value), rule, "count", options: new SchemaValidationOptions { HideValues = true }).Found.Should().NotContain("99999");

    [Fact]
    public void Profile_Alone_TellsTheSameWithoutExamples()
    {
        using var folder = new TempFolder();
        var table = new SchemaTable().Set(8, "kind", "z").Set(5, "count", "99999").Set(6, "amount", "NaN");

        var rows = table.Validate(Schema);
        var profile = SchemaValidator.Examine(Schema, ProfileBuilder.Build(table.Source(folder)));

        profile.Select(a => (a.Rule, a.Column, a.Count, a.Found)).Should().Equal(rows.Select(a => (a.Rule, a.Column, a.Count, a.Found)));
        profile.Should().OnlyContain(a => a.Examples.Count == 0);
    }

    private static DatasetSchema Lists(CountRange? values, long[]? shape) => new()
    {
        Columns = [new ColumnSchema { Name = "v", Type = ColumnType.Integer, Values = values, Shape = shape }],
        AllowNewColumns = true,
    };

    private static IReadOnlyList<Anomaly> ValidateLists(DatasetSchema schema, params string[] lists)
    {
        using var folder = new TempFolder();
        return SchemaValidator.Validate(schema, new JsonLinesSource(folder.Write("v.jsonl", string.Concat(lists.Select((l, i) => $$"""{"v":{{l}},"i":{{i}}}""" + "\n"))))).Anomalies;
    }

    // A profile of floats does not say how many of them are written as whole numbers.
    [Fact]
    public void Type_WholeNumbersAmongFloats_AreCountedExactlyByRowsAndAtLeastByAProfile()
    {
        using var rows = new CsvRows(["a", "1", "2", "2.5", "0.25", "NaN"]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a", Type = ColumnType.Integer });
        var broken = rows.Only(schema, RuleIds.SchemaType);

        (broken.Found, broken.Count).Should().Be(("3 of 5 values (60 %) are not of type integer", 3));
        broken.Examples.Select(e => e.Row).Should().Equal(3, 4, 5);
        SchemaValidator.Examine(schema, rows.Profile).Should().ContainSingle().Which.Found.Should().Be("at least 1 of 5 values (20 %) are not of type integer; the column is of type float");
    }

    [Theory]
    [InlineData(ColumnType.Integer, "all 4 values are of type float, not integer", "at least 1 of 4 values (25 %) are not of type integer; the column is of type float")]
    [InlineData(ColumnType.Boolean, "3 of 4 values (75 %) are not of type boolean", "3 of 4 values (75 %) are not of type boolean")]
    [InlineData(ColumnType.Timestamp, "all 4 values are of type float, not timestamp", "all 4 values are of type float, not timestamp")]
    [InlineData(ColumnType.Float, null, null)]
    public void Type_OfDoubles_IsCountedExactlyByRowsAndAtLeastByAProfile(ColumnType type, string? byRows, string? byProfile)
    {
        var rows = new ObjectSource<Measured>([new(1), new(2), new(2.5), new(0.25)]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "Value", Type = type });
        var report = SchemaValidator.Validate(schema, rows);

        report.Anomalies.Select(a => a.Found).Should().Equal(byRows is null ? [] : [byRows]);
        SchemaValidator.Examine(schema, report.Profile).Select(a => a.Found).Should().Equal(byProfile is null ? [] : [byProfile]);
    }

    private sealed record Measured(double Value);
}
