using System.Text;
using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class SchemaFileTests
{
    private static DatasetSchema Parse(string json) => SchemaFile.Parse(Encoding.UTF8.GetBytes(json), "schema.json");

    private static string With(string columns, string more = "") => "{ \"schemaVersion\": 1, \"kind\": \"schema\"," + more + "\n\"columns\": {" + columns + "} }";

    [Fact]
    public void Schema_WithEveryMember_IsTheSameWhenReadAgain()
    {
        var schema = new DatasetSchema
        {
            Origin = new SchemaOrigin("train.csv", "ab", 10) { Weight = "w" },
            Environments = ["training", "serving"],
            Rows = new CountRange(1, null),
            RowsOfPrevious = new NumberRange(0.5, 2),
            Keys = [["a"], ["a", "b"]],
            Label = "a",
            MaxExplained = 0.875,
            AllowDuplicateRows = false,
            AllowNewColumns = true,
            Rules = new SortedDictionary<string, RuleLevel> { [RuleIds.SchemaNaN] = new(RuleSeverity.Off, "known", ["serving"]) },
            Accepted = [new AcceptedChange(RuleIds.SchemaAboveRange, "a", "range to 20", "a new tariff", "may.csv", null)],
            Columns =
            [
                new ColumnSchema
                {
                    Name = "a", Type = ColumnType.Integer, Required = false, MinPresent = 0.25, MinPresentCount = 3, Values = new CountRange(6, 6), Shape = [2, 3],
                    Domain = new ValueDomain { Values = ["1", "2", "10"], MaxOutside = 0.125, Evidence = "seen" }, AllowNaN = false, AllowInfinity = false,
                    Distinct = new CountRange(null, 9), Unique = true, Environments = ["training"], Notes = ["identifier"],
                    Rules = new SortedDictionary<string, RuleLevel> { [RuleIds.SchemaType] = new(RuleSeverity.Warning, "soon") },
                },
                new ColumnSchema { Name = "b", Type = ColumnType.Category, Length = new CountRange(1, 5), Patterns = ["word", "words"], MaxMixed = 0.25, VariesFrom = 100, AllowVariants = false, MaxExplained = 1 },
                new ColumnSchema { Name = "c", Type = ColumnType.Timestamp, Ordered = true, Range = new NumberRange(-1.5, null) },
                new ColumnSchema { Name = "d" },
            ],
        };

        var json = SchemaFile.ToJson(schema);

        Parse(json).Should().BeEquivalentTo(schema, o => o.WithStrictOrdering());
        SchemaFile.ToJson(Parse(json)).Should().Be(json);
        json.Should().EndWith("}\n").And.NotContain("\r");
    }

    [Fact]
    public void Schema_Inferred_IsTheSameWhenReadAgain()
    {
        var json = SchemaFile.ToJson(SchemaTable.Schema());

        SchemaFile.ToJson(Parse(json)).Should().Be(json);
    }

    [Fact]
    public void Schema_WithCommentsAndTrailingCommas_IsRead() =>
        Parse("// reviewed\n" + With("\"a\": { /* cents */ \"type\": \"integer\", },")).Columns.Should().ContainSingle().Which.Type.Should().Be(ColumnType.Integer);

    [Fact]
    public void Columns_InAnyOrder_AreSorted() => Parse(With("\"b\": { \"type\": \"any\" }, \"a\": { \"type\": \"any\" }")).Columns.Select(c => c.Name).Should().Equal("a", "b");

    [Theory]
    [InlineData(new[] { "10", "2", "1", "-3" }, new[] { "-3", "1", "2", "10" })]
    [InlineData(new[] { "10", "2", "x" }, new[] { "10", "2", "x" })]
    [InlineData(new[] { "1", "01", "001", "0" }, new[] { "0", "001", "01", "1" })]
    public void Domain_OfWholeNumbers_IsInTheirOrder(string[] values, string[] sorted) =>
        Parse(With("\"a\": { \"domain\": { \"values\": [" + string.Join(',', values.Select(v => $"\"{v}\"")) + "] }, \"type\": \"any\" }")).Columns[0].Domain!.Values.Should().Equal(sorted);

    [Theory]
    [InlineData("", 1, 1, "*empty*")]
    [InlineData("nonsense", 1, 2, "*not valid JSON*")]
    [InlineData("[]", 1, 1, "*must be an object, found an empty list*")]
    [InlineData("{ \"kind\": \"schema\" }", 1, 1, "*lacks \"schemaVersion\"*")]
    [InlineData("{ \"schemaVersion\": 1,\n\"kind\": \"profile\", \"columns\": {} }", 1, 1, "*\"profile\", not a schema*")]
    [InlineData("{ \"schemaVersion\": 2,\n\"kind\": \"schema\", \"columns\": {} }", 1, 20, "*reads no other*")]
    [InlineData("{ \"schemaVersion\": 1,\n\"kind\": \"schema\" }", 1, 1, "*lacks \"columns\"*")]
    public void File_OfAnotherKind_IsRefused(string json, int line, int column, string message) => Refused(json, line, column, message);

    [Theory]
    [InlineData("\"a\": { \"typo\": 1 }", 2, 20, "*has no \"typo\"; did you mean \"type\"?")]
    [InlineData("\"a\": {}", 2, 18, "Column \"a\" lacks \"type\" (\"any\", \"boolean\", \"category\", \"float\", \"integer\" or \"timestamp\").")]
    [InlineData("\"b\": { \"type\": \"any\" },\n\"a\": { \"required\": true }", 3, 6, "Column \"a\" lacks \"type\" *")]
    [InlineData("\"a\": { \"type\": \"intger\" }", 2, 28, "*did you mean \"integer\"?")]
    [InlineData("\"a\": { \"type\": \"empty\" }", 2, 28, "\"type\" must be*")]
    [InlineData("\"a\": { \"type\": null }", 2, 28, "\"type\" must be*found null.")]
    [InlineData("\"a\": 3", 2, 18, "*must be an object, found 3.")]
    [InlineData("\"a\": {}, \"a\": {}", 2, 22, "*\"a\" stands twice*")]
    [InlineData("\"a\": { \"minPresent\": 1.1, \"type\": \"any\" }", 2, 34, "*1.1 is no share: give 0 to 1.")]
    [InlineData("\"a\": { \"minPresentCount\": -1, \"type\": \"any\" }", 2, 39, "*-1 is below 0.")]
    [InlineData("\"a\": { \"minPresentCount\": 1.5, \"type\": \"any\" }", 2, 39, "*must be a whole number, found 1.5.")]
    [InlineData("\"a\": { \"range\": { \"min\": 3, \"max\": 2 }, \"type\": \"any\" }", 2, 29, "*the smallest allowed, 3, is above the largest, 2.")]
    [InlineData("\"a\": { \"range\": { \"min\": \"3\" }, \"type\": \"any\" }", 2, 38, "*must be a number*found \"3\".")]
    [InlineData("\"a\": { \"values\": { \"min\": 2, \"max\": 1 }, \"type\": \"any\" }", 2, 30, "*the smallest allowed, 2, is above the largest, 1.")]
    [InlineData("\"a\": { \"shape\": [2, 0], \"type\": \"any\" }", 2, 29, "*has a side below 1.")]
    [InlineData("\"a\": { \"values\": { \"max\": 5 }, \"shape\": [2, 3], \"type\": \"any\" }", 2, 53, "*has 6 values, which \"values\" does not allow.")]
    [InlineData("\"a\": { \"domain\": { \"values\": [\"x\", \"x\"] }, \"type\": \"any\" }", 2, 30, "*the value 'x' stands twice; remove one.")]
    [InlineData("\"a\": { \"domain\": { \"values\": [] }, \"type\": \"any\" }", 2, 30, "*no value is allowed*")]
    [InlineData("\"a\": { \"domain\": { \"values\": [1] }, \"type\": \"any\" }", 2, 43, "*must be a string, found 1.")]
    [InlineData("\"a\": { \"domain\": { \"values\": [\"x\"], \"maxOutside\": 2 }, \"type\": \"any\" }", 2, 30, "*is no share*")]
    [InlineData("\"a\": { \"type\": \"float\", \"domain\": { \"values\": [\"x\"] } }", 2, 47, "*a column of type float has no \"domain\"*")]
    [InlineData("\"a\": { \"type\": \"category\", \"range\": { \"min\": 1 } }", 2, 49, "*a column of type category has no \"range\"*")]
    [InlineData("\"a\": { \"patterns\": \"word\", \"type\": \"any\" }", 2, 32, "\"patterns\" must be a list of *")]
    [InlineData("\"a\": { \"patterns\": [], \"type\": \"any\" }", 2, 32, "\"patterns\" must be a list of *")]
    [InlineData("\"a\": { \"patterns\": [\"wrod\"], \"type\": \"any\" }", 2, 33, "*did you mean \"word\"?")]
    [InlineData("\"a\": { \"maxMixed\": 1.5, \"type\": \"any\" }", 2, 32, "*\"maxMixed\": 1.5 is no share: give 0 to 1.")]
    [InlineData("\"a\": { \"maxMixed\": 0.5, \"type\": \"float\" }", 2, 32, "*a column of type float has no \"maxMixed\"*")]
    [InlineData("\"a\": { \"variesFrom\": 1, \"type\": \"any\" }", 2, 34, "*1 is below 2: a single value cannot vary.")]
    [InlineData("\"a\": { \"variants\": false, \"type\": \"integer\" }", 2, 32, "*a column of type integer has no \"variants\"*")]
    [InlineData("\"a\": { \"environments\": [\"x\"], \"type\": \"any\" }", 2, 36, "*'x' is no environment of the schema*")]
    [InlineData("\"a\": { \"rules\": { \"MLG1999\": { \"severity\": \"off\", \"reason\": \"r\" } }, \"type\": \"any\" }", 2, 31, "*there is no schema rule \"MLG1999\"*")]
    [InlineData("\"a\": { \"rules\": { \"MLG1005\": { \"severity\": \"off\" } }, \"type\": \"any\" }", 2, 42, "*lacks \"reason\" (why the rule is off)*")]
    [InlineData("\"a\": { \"rules\": { \"MLG1005\": { \"severity\": \"loud\", \"reason\": \"r\" } }, \"type\": \"any\" }", 2, 56, "\"severity\" must be \"block\", \"off\" or \"warning\", found \"loud\".")]
    public void Column_ThatIsWrong_IsRefusedWithItsPlace(string columns, int line, int column, string message) => Refused(With(columns), line, column, message);

    [Theory]
    [InlineData("\"rows\": { \"min\": 5, \"max\": 4 },", 1, 48, "*the smallest allowed, 5, is above the largest, 4.")]
    [InlineData("\"rowsOfPrevious\": { \"min\": -1 },", 1, 58, "*-1 is below 0.")]
    [InlineData("\"extra\": 1,", 1, 40, "*has no \"extra\"*")]
    [InlineData("\"keys\": [\"a\"],", 1, 49, "*a key must be a list of column names*")]
    public void Dataset_ThatIsWrong_IsRefusedWithItsPlace(string more, int line, int column, string message) => Refused(With("\"a\": { \"type\": \"any\" }", more), line, column, message);

    [Theory]
    [InlineData("\"environments\": [\"x\", \"y\"],", "\"a\": { \"environments\": [\"q\"], \"type\": \"any\" }", "*'q' is no environment of the schema; there is 'x', 'y'.")]
    [InlineData("\"environments\": [\"training\"],", "\"a\": { \"environments\": [\"trainig\"], \"type\": \"any\" }", "*schema; did you mean 'training'?")]
    [InlineData("", "\"a\": { \"environments\": [\"q\"], \"type\": \"any\" }", "*'q' is no environment of the schema.")]
    [InlineData("\"keys\": [[\"q\"]],", "\"a\": { \"type\": \"any\" }", "*'q', which the schema does not have; there is 'a'.")]
    public void Message_ThatListsWhatThereIs_EndsOnce(string more, string columns, string message) =>
        FluentActions.Invoking(() => Parse(With(columns, more))).Should().Throw<InputException>().WithMessage(message).Which.Message.Should().NotEndWith("..");

    [Fact]
    public void Schema_MadeInCode_SaysWhatIsWrongInOneSentence()
    {
        var schema = new DatasetSchema { Environments = ["x"], Columns = [new ColumnSchema { Name = "a", Environments = ["q"] }] };

        FluentActions.Invoking(() => new SchemaTable().Validate(schema)).Should().Throw<InputException>()
            .WithMessage("The schema cannot be held to: column 'a', \"environments\": 'q' is no environment of the schema; there is 'x'.");
    }

    [Theory]
    [InlineData("servng", "The schema has no environment 'servng'; did you mean 'serving'? It has 'training', 'serving'.")]
    [InlineData("x", "The schema has no environment 'x'; it has 'training', 'serving'.")]
    public void Environment_ThatIsUnknown_IsAnsweredWithThoseKnown(string given, string message) =>
        FluentActions.Invoking(() => new SchemaTable().Validate(SchemaTable.Schema() with { Environments = ["training", "serving"] }, new SchemaValidationOptions { Environment = given }))
            .Should().Throw<InputException>().WithMessage(message).Which.Rule.Should().Be(RuleIds.Usage);

    [Theory]
    [InlineData("schema.pbtxt", "feature { name: \"x\" type: INT }")]
    [InlineData("a.TEXTPROTO", "\n feature { name: \"x\" type: INT }")]
    [InlineData("a.prototxt", "\uFEFF# reviewed\nfeature { name: \"x\" type: INT }")]
    [InlineData("schema", "# reviewed\nfeature { name: \"x\" type: INT }")]
    [InlineData("schema.txt", "\uFEFFfeature { name: \"x\" type: INT }")]
    [InlineData("schema", "{ \"schemaVersion\": 1, \"kind\": \"schema\", \"columns\": { \"x\": { \"type\": \"integer\" } } }")]
    [InlineData("schema.json", "\uFEFF// reviewed\n{ \"schemaVersion\": 1, \"kind\": \"schema\", \"columns\": { \"x\": { \"type\": \"integer\" } } }")]
    public void Schema_InEitherFormat_IsReadByNameOrContent(string name, string text)
    {
        var column = SchemaFile.Parse(Encoding.UTF8.GetBytes(text), name).Columns.Should().ContainSingle().Subject;

        (column.Name, column.Type).Should().Be(("x", ColumnType.Integer));
    }

    [Theory]
    [InlineData("schema.json", "feature { name: \"x\" }", "*not valid JSON*")]
    [InlineData("schema.pbtxt", "{ \"schemaVersion\": 1 }", "*")]
    [InlineData("schema.pbtxt", "", "*the schema is empty*")]
    [InlineData("schema", "", "*empty, not a JSON object*")]
    public void Schema_OfAnotherFormatThanItsName_IsRefusedAtItsBegin(string name, string text, string message)
    {
        var refused = FluentActions.Invoking(() => SchemaFile.Parse(Encoding.UTF8.GetBytes(text), name)).Should().Throw<InputException>().WithMessage(message).Which;

        refused.Rule.Should().Be(RuleIds.SchemaInvalid);
        (refused.Location!.File, refused.Location.Line).Should().Be((name, 1));
    }

    [Fact]
    public void Schema_OfTfmd_SaysWhatWasNotTakenOver()
    {
        var schema = SchemaFile.Parse("feature { name: \"x\" type: INT }\nfeature { name: \"y\" type: FLOAT drift_comparator { } }"u8.ToArray(), "schema.pbtxt");

        schema.NotTakenOver.Should().ContainSingle().Which.Location.Should().Be(new SourceLocation("schema.pbtxt", 2, 33));
        Parse(SchemaFile.ToJson(schema)).NotTakenOver.Should().BeEmpty("it is not written");
    }

    [Theory, InlineData("schema.pbtxt"), InlineData("SCHEMA.TextProto")]
    public void Schema_UnderANameOfTfmd_IsNotWritten(string name)
    {
        using var folder = new TempFolder();
        var path = folder.Write(name, "feature { name: \"x\" }");

        FluentActions.Invoking(() => SchemaFile.Write(SchemaTable.Schema(), path)).Should().Throw<InputException>().WithMessage("*a name that ends in .json.").Which.Rule.Should().Be(RuleIds.Usage);

        File.ReadAllText(path).Should().StartWith("feature");
    }

    [Fact]
    public void Key_OfNoColumn_IsRefused() => Refused(With("\"a\": { \"type\": \"any\" }", "\"keys\": [[\"b\"]],"), null, null, "*the column 'b', which the schema does not have*");

    [Fact]
    public void File_NestedTooDeep_IsRefused() => Refused(new string('[', 5000), null, null, "*not valid JSON*");

    [Fact]
    public void Schema_OfColumnsOutOfOrder_IsRefused()
    {
        var schema = new DatasetSchema { Columns = [new ColumnSchema { Name = "b" }, new ColumnSchema { Name = "a" }] };

        FluentActions.Invoking(() => new SchemaTable().Validate(schema)).Should().Throw<InputException>().WithMessage("*'a' is not after 'b'*").Which.Rule.Should().Be(RuleIds.SchemaInvalid);
    }

    private static void Refused(string json, int? line, int? column, string message)
    {
        var refused = FluentActions.Invoking(() => Parse(json)).Should().Throw<InputException>().WithMessage(message).Which;

        refused.Rule.Should().Be(RuleIds.SchemaInvalid);
        if (line is not null)
        {
            refused.Location.Should().Be(new SourceLocation("schema.json", line.Value, column!.Value));
        }
    }

    [Theory]
    [InlineData("\"type\": \"float\"", 1L, 1L)]
    [InlineData("\"type\": \"float\", \"values\": { \"min\": 0 }", null, null)]
    [InlineData("\"type\": \"float\", \"values\": { \"max\": 7 }", null, 7L)]
    [InlineData("\"type\": \"float\", \"shape\": [ 3 ]", null, null)]
    public void Values_InARow_AreOneUnlessTheFileSaysOtherwise(string column, long? min, long? max)
    {
        var schema = Parse(With($"\"a\": {{ {column} }}"));

        schema.Columns[0].Values.Should().Be(min is null && max is null ? null : new CountRange(min, max));
        Parse(SchemaFile.ToJson(schema)).Columns[0].Values.Should().Be(schema.Columns[0].Values);
        SchemaFile.ToJson(schema).Contains("\"values\"", StringComparison.Ordinal).Should().Be(column.Contains("values", StringComparison.Ordinal));
    }
}
