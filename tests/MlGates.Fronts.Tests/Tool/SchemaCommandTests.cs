using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Schemas;

namespace MlGates.Fronts.Tests.Tool;

public sealed class SchemaCommandTests
{
    // 2,000 rows of two categories, a number with gaps and a label.
    private static string Rows(string pay = "Cash", string fare = "12.5", int at = -1, bool label = true)
    {
        var rows = new StringBuilder(label ? "pay,fare,tip\n" : "pay,fare\n");
        for (var i = 0; i < 2_000; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{(i == at ? pay : i % 3 == 0 ? "Card" : "Cash")},{(i == at ? fare : $"{5 + (i * 7 % 40)}.5")}{(label ? $",{i % 2}" : "")}\n");
        }

        return rows.ToString();
    }

    private static ToolFolder Inferred()
    {
        var folder = new ToolFolder().Write("train.csv", Rows());
        folder.Run("schema", "infer", "train.csv", "-o", "schema.json", "--environment", "training", "--environment", "serving", "--only-in", "tip=training").Should().Be(0);
        folder.Output.Should().Be("3 columns of train.csv in schema.json; review it, then: mlgates schema validate DATA --schema schema.json\n");
        return folder;
    }

    [Fact]
    public void Infer_WithoutFile_PrintsWhatItWouldWrite()
    {
        using var folder = Inferred();

        folder.Run("schema", "infer", "train.csv", "--environment", "training", "--environment", "serving", "--only-in", "tip=training").Should().Be(0);

        folder.Output.Should().Be(File.ReadAllText(folder["schema.json"]));
        SchemaFile.Read(folder["schema.json"]).Find("pay")!.Domain!.Values.Should().Equal("Card", "Cash");
    }

    [Fact]
    public void Infer_StoredProfile_GivesTheSchemaOfItsRows()
    {
        using var folder = new ToolFolder().Write("train.csv", Rows());
        folder.Run("profile", "train.csv", "-o", "train.profile.json").Should().Be(0);
        folder.Run("schema", "infer", "train.csv", "-o", "a.json").Should().Be(0);
        folder.Run("schema", "infer", "train.profile.json", "-o", "b.json").Should().Be(0);

        // Of the tails a stored profile has quantiles only: bounds are further out, all else is the same.
        var (rows, stored) = (SchemaFile.Read(folder["a.json"]).Columns, SchemaFile.Read(folder["b.json"]).Columns);
        stored.Select(c => c with { Range = null }).Should().BeEquivalentTo(rows.Select(c => c with { Range = null }));
        stored.Zip(rows).Where(c => c.Second.Range is not null).Should().NotBeEmpty().And.OnlyContain(c => c.First.Range!.Min <= c.Second.Range!.Min && c.First.Range.Max >= c.Second.Range.Max);
    }

    [Fact]
    public void Infer_FileWithoutHeader_SaysThatItsNamesAreNumbers()
    {
        using var folder = new ToolFolder().Write("raw.csv", "39, State-gov,77516,x\n50, Private,83311,y\n").Write("years.csv", "name,2019,kind,place,count\na,1,x,y,2\n");

        folder.Run("schema", "infer", "raw.csv", "-o", "raw.json").Should().Be(0);
        folder.Error.Should().Be("mlgates: note: raw.csv: 2 of 4 column names are numbers, such as '39'; if the first line is data, read it with --no-header\n");
        folder.Run("schema", "infer", "raw.csv", "--no-header", "-o", "raw.json").Should().Be(0);
        folder.Error.Should().BeEmpty();
        folder.Run("schema", "infer", "years.csv", "-o", "raw.json").Should().Be(0);
        folder.Error.Should().BeEmpty();
    }

    [Fact]
    public void Validate_DataGivenForTheSchema_IsToldFromIt()
    {
        using var folder = Inferred();

        folder.Run("schema", "validate", "train.csv", "--schema", "train.csv").Should().Be(2);
        folder.Output.Should().Contain("ERROR MLG1001 train.csv(1,1): The schema is not valid JSON");
    }

    [Fact]
    public void Infer_EnvironmentThatIsNotNamed_SaysHowToNameIt()
    {
        using var folder = new ToolFolder().Write("train.csv", Rows());

        folder.Run("schema", "infer", "train.csv", "--only-in", "tip=training").Should().Be(2);
        folder.Error.Should().Contain("'training' is no environment of the schema, which has none; name it as one too (--environment training).");
    }

    [Fact]
    public void Diff_FileThatIsNotThere_NamesTheOneThatIs()
    {
        using var folder = Inferred();

        folder.Run("schema", "diff", "schema.json", "shema.json").Should().Be(2);

        folder.Error.Should().Contain("MLG0003: shema.json: 'shema.json' does not exist; did you mean 'schema.json'?");
    }

    [Fact]
    public void Validate_TheDataItCameFrom_Passes()
    {
        using var folder = Inferred();

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.json", "--environment", "training").Should().Be(0);

        folder.Output.Should().Contain("PASSED: 4 passed");
    }

    [Fact]
    public void Validate_UnknownValue_BlocksWithItsRow()
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", at: 776));

        folder.Run("schema", "validate", "new.csv", "--schema", "schema.json").Should().Be(1);

        folder.Output.Should().Contain("FAILED MLG1011 pay: 1 of 2000 values (0.05 %) are not among the 2 known ones: 'Crypto' (1 row); row 777: 'Crypto'; correct them").And.Contain("BLOCKED: 1 failed, 3 passed");
    }

    [Fact]
    public void Validate_ColumnThatServingLacks_IsExpectedInTrainingOnly()
    {
        using var folder = Inferred().Write("serving.csv", Rows(label: false));

        folder.Run("schema", "validate", "serving.csv", "--schema", "schema.json", "--environment", "serving").Should().Be(0);
        folder.Output.Should().Contain("not applicable MLG1002 tip is not expected in serving").And.Contain("PASSED: 1 not applicable, 3 passed");
        folder.Run("schema", "validate", "serving.csv", "--schema", "schema.json", "--environment", "training").Should().Be(1);
        folder.Output.Should().Contain("FAILED MLG1002 tip: the column is missing");
    }

    [Fact]
    public void Validate_RuleThatWarns_SaysSoAndDoesNotBlock()
    {
        using var folder = Inferred().Write("new.csv", Rows(fare: "9999", at: 3));
        File.WriteAllText(folder["schema.json"], File.ReadAllText(folder["schema.json"]).Replace(
            "\"columns\"", "\"rules\": { \"MLG1014\": { \"severity\": \"warning\", \"reason\": \"fares of airports come\" } }, \"columns\"", StringComparison.Ordinal));

        folder.Run("schema", "validate", "new.csv", "--schema", "schema.json", "--output", "json").Should().Be(0);

        var results = JsonDocument.Parse(folder.Output).RootElement;
        results.GetProperty("verdict").GetString().Should().Be("passed");
        results.GetProperty("counts").GetProperty("warned").GetInt32().Should().Be(1);
        var warned = results.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("outcome").GetString() == "warned");
        warned.GetProperty("rule").GetString().Should().Be("MLG1014");
        warned.GetProperty("message").GetString().Should().EndWith("(only a warning: fares of airports come)");
        var example = warned.GetProperty("details").GetProperty("examples")[0];
        (example.GetProperty("row").GetInt64(), example.GetProperty("value").GetString()).Should().Be((4, "9999"));
    }

    [Fact]
    public void Validate_HiddenValues_ShowsHashes()
    {
        using var folder = Inferred().Write("new.csv", Rows(fare: "9999", at: 3));

        folder.Run("schema", "validate", "new.csv", "--schema", "schema.json", "--hide-values", "--output", "json").Should().Be(1);

        // The first 12 digits of SHA-256 of "9999".
        folder.Output.Should().Contain("\"value\": \"888df25ae357\"").And.NotContain("\"value\": \"9999\"");
    }

    [Fact]
    public void Validate_StoredProfile_IsJudgedWithoutRows()
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", at: 776));
        folder.Run("profile", "new.csv", "-o", "new.profile.json").Should().Be(0);

        folder.Run("schema", "validate", "new.profile.json", "--schema", "schema.json").Should().Be(1);

        folder.Output.Should().Contain("MLG1011 pay: 1 of 2000 values").And.NotContain("row 777");
    }

    [Theory]
    [InlineData("{ \"schemaVersion\": 1, \"kind\": \"schema\", \"newColumns\": true, \"columns\": {} }")]
    [InlineData("{ \"schemaVersion\": 1, \"kind\": \"schema\", \"newColumns\": true, \"columns\": { \"q\": { \"type\": \"any\", \"required\": false, \"unique\": true } } }")]
    public void Validate_SchemaThatAsksForNothingOfTheData_IsNotGreen(string json)
    {
        using var folder = Inferred().Write("schema.json", json);

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.json").Should().Be(2);

        folder.Output.Should().Contain("ERROR MLG0006").And.Contain("COULD NOT JUDGE");
    }

    [Fact]
    public void Validate_WhatIsNotJudged_IsSaid()
    {
        using var folder = Inferred().Write("serving.csv", Rows(label: false));
        File.WriteAllText(folder["schema.json"], File.ReadAllText(folder["schema.json"]).Replace(
            "\"columns\"", "\"rowsOfPrevious\": { \"max\": 2 }, \"rules\": { \"MLG1002\": { \"severity\": \"off\", \"reason\": \"columns move\" } }, \"columns\"", StringComparison.Ordinal));

        folder.Run("schema", "validate", "serving.csv", "--schema", "schema.json").Should().Be(0);

        folder.Output.Should().Contain("not applicable MLG1023 \"rowsOfPrevious\" is not judged: no dataset before was given")
            .And.Contain("not applicable MLG1002 tip is not there and need not be; off: MLG1002");
    }

    // Whether 12,000 texts repeat cannot be read from a count that is an estimate.
    [Fact]
    public void Validate_StoredProfileThatCannotTell_IsInconclusive()
    {
        using var folder = new ToolFolder().Write("ids.csv", "id\n" + string.Concat(Enumerable.Range(0, 12_000).Select(i => $"key {i}\n")))
            .Write("schema.json", """{ "schemaVersion": 1, "kind": "schema", "columns": { "id": { "type": "category", "unique": true } } }""");
        folder.Run("profile", "ids.csv", "-o", "ids.profile.json").Should().Be(0);

        folder.Run("schema", "validate", "ids.csv", "--schema", "schema.json").Should().Be(0);
        folder.Output.Should().Contain("PASSED: 2 passed");
        folder.Run("schema", "validate", "ids.profile.json", "--schema", "schema.json").Should().Be(0);
        folder.Output.Should().Contain("inconclusive MLG1025 id").And.Contain("INCONCLUSIVE (does not block)");
    }

    [Theory, InlineData("text"), InlineData("json")]
    public void Validate_ValueThatComesAgain_NamesBothRowsInEveryReport(string output)
    {
        using var folder = new ToolFolder().Write("ids.csv", "id,x\n7,a\n8,b\n9,c\n7,d\n")
            .Write("schema.json", """{ "schemaVersion": 1, "kind": "schema", "columns": { "id": { "type": "integer", "unique": true }, "x": { "type": "category" } } }""");

        folder.Run("schema", "validate", "ids.csv", "--schema", "schema.json", "--output", output).Should().Be(1);

        folder.Output.Should().Contain("row 4: '7' (as row 1)");
        if (output == "json")
        {
            var example = JsonDocument.Parse(folder.Output).RootElement.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("rule").GetString() == "MLG1025")
                .GetProperty("details").GetProperty("examples")[0];
            example.EnumerateObject().Select(p => $"{p.Name} {p.Value}").Should().Equal("row 4", "sameAs 1", "value 7");
        }
    }

    [Fact]
    public void Validate_RowThatComesAgain_NamesBothRows()
    {
        using var folder = new ToolFolder().Write("rows.csv", "a,b,c,d,e,f\n1,2,3,4,5,6\n2,2,3,4,5,6\n1,2,3,4,5,6\n")
            .Write("schema.json", $$"""{ "schemaVersion": 1, "kind": "schema", "duplicateRows": false, "columns": { {{string.Join(", ", "abcdef".Select(c => $$"""  "{{c}}": { "type": "integer" }"""))}} } }""");

        folder.Run("schema", "validate", "rows.csv", "--schema", "schema.json").Should().Be(1);

        folder.Output.Should().Contain("row 3").And.Contain(" (as row 1); remove what came twice");
    }

    [Fact]
    public void Validate_MoreRowsThanTheDatasetBeforeAllows_Blocks()
    {
        using var folder = Inferred().Write("half.csv", string.Join('\n', Rows().Split('\n').Take(900)) + "\n");
        File.WriteAllText(folder["schema.json"], File.ReadAllText(folder["schema.json"]).Replace("\"columns\"", "\"rowsOfPrevious\": { \"max\": 2 }, \"columns\"", StringComparison.Ordinal));

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.json", "--previous", "half.csv").Should().Be(1);

        folder.Output.Should().Contain("FAILED MLG1024 train: 2000 rows after 899 in half, more than 2 times as many");
    }

    [Theory]
    [InlineData("{ \"schemaVersion\": 1, \"kind\": \"schema\",\n  \"columns\": { \"fare\": { \"type\": \"float\", \"range\": { \"min\": 10, \"max\": 3 } } } }", "schema.json(2,52): column \"fare\", \"range\": the smallest allowed, 10, is above the largest, 3.", "MLG1001")]
    [InlineData("{ \"schemaVersion\": 1, \"kind\": \"schema\",\n  \"columns\": { \"fare\": { \"typ\": \"float\" } } }", "schema.json(2,26): Column \"fare\" has no \"typ\"; did you mean \"type\"?", "MLG1001")]
    [InlineData("{ \"schemaVersion\": 1, \"kind\": \"schema\", \"columns\": { \"fare\": { \"type\": \"money\" } } }", "\"type\" must be \"any\", \"boolean\", \"category\", \"float\", \"integer\" or \"timestamp\", found \"money\"", "MLG1001")]
    [InlineData("", "empty", "MLG1001")]
    [InlineData("{ \"schemaVersion\": 1, \"kind\": \"schema\",\n  \"columns\": { \"fare\": { \"required\": true } } }", "schema.json(2,24): Column \"fare\" lacks \"type\"", "MLG1001")]
    public void Validate_SchemaThatIsWrong_CannotJudgeAndSaysWhere(string json, string said, string rule)
    {
        using var folder = Inferred().Write("schema.json", json);

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.json").Should().Be(2);

        folder.Output.Should().Contain($"ERROR {rule}").And.ContainEquivalentOf(said);
    }

    [Theory]
    [InlineData("schema.json(1,1)", "validate", "train.csv", "--schema", "nothere.json")]
    [InlineData("The schema has no environment 'servng'; did you mean 'serving'?", "validate", "train.csv", "--schema", "schema.json", "--environment", "servng")]
    public void Validate_WhatIsNotThere_IsExitTwo(string said, params string[] args)
    {
        using var folder = Inferred();

        folder.Run(["schema", .. args]).Should().Be(2);

        (folder.Output + folder.Error).Should().Contain(said.StartsWith("The", StringComparison.Ordinal) ? said : "MLG0003");
    }

    [Fact]
    public void Diff_SaysWhatChangedInMeaning()
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", at: 776));
        File.Copy(folder["schema.json"], folder["old.json"]);
        folder.Run("schema", "accept", "new.csv", "--schema", "schema.json", "--column", "pay", "--reason", "new wallets").Should().Be(0);

        folder.Run("schema", "diff", "old.json", "schema.json").Should().Be(0);
        folder.Output.Should().Be("+ pay: 1 new value 'Crypto'\n\n1 change: 1 let more data through (+), 0 less (-), 0 either (~).\n");
        folder.Run("schema", "diff", "old.json", "schema.json", "--output", "json").Should().Be(0);
        JsonDocument.Parse(folder.Output).RootElement[0].GetProperty("message").GetString().Should().Be("1 new value 'Crypto'");
        folder.Run("schema", "diff", "old.json", "old.json").Should().Be(0);
        folder.Output.Should().Be("The schemas ask for the same.\n");
        folder.Run("schema", "diff", "old.json", "nothere.json").Should().Be(2);
        folder.Error.Should().Contain("MLG0003");
    }

    [Fact]
    public void Accept_WithoutChoice_ShowsTheChangesAndLeavesTheSchema()
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", at: 776));
        var before = File.ReadAllText(folder["schema.json"]);

        folder.Run("schema", "accept", "new.csv", "--schema", "schema.json").Should().Be(1);

        folder.Output.Should().Be("MLG1011 pay: 'Crypto' is added to the domain\n  because 1 of 2000 values (0.05 %) are not among the 2 known ones: 'Crypto' (1 row)\n\n1 rule is broken; schema.json is unchanged. Accept with --column COL and/or --rule ID, and --reason \"why\".\n");
        File.ReadAllText(folder["schema.json"]).Should().Be(before);
        folder.Run("schema", "accept", "train.csv", "--schema", "schema.json").Should().Be(0);
        folder.Output.Should().Be("The data keeps the rules of schema.json: there is nothing to accept.\n");
    }

    [Fact]
    public void Accept_NamedWithAReason_WritesChangeReasonAndHash()
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", fare: "9999", at: 776));

        folder.Run("schema", "accept", "new.csv", "--schema", "schema.json", "--column", "pay", "--reason", "new wallets").Should().Be(0);

        folder.Output.Should().Be("accepted MLG1011 pay: 'Crypto' is added to the domain\nschema.json is written; 1 broken rule is left.\n");
        var accepted = SchemaFile.Read(folder["schema.json"]).Accepted.Should().ContainSingle().Subject;
        (accepted.Rule, accepted.Column, accepted.Reason, accepted.Data).Should().Be(("MLG1011", "pay", "new wallets", "new.csv"));
        accepted.Sha256.Should().HaveLength(64);
        folder.Run("schema", "validate", "new.csv", "--schema", "schema.json").Should().Be(1);
        folder.Output.Should().Contain("MLG1014").And.NotContain("MLG1011");
    }

    [Fact]
    public void Accept_SchemaWithComments_IsNotWrittenWithoutThem()
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", at: 776));
        var commented = "// reviewed by the data team\n" + File.ReadAllText(folder["schema.json"]);
        File.WriteAllText(folder["schema.json"], commented);
        string[] accept = ["schema", "accept", "new.csv", "--schema", "schema.json", "--column", "pay", "--reason", "new wallets"];

        folder.Run(accept).Should().Be(2);
        folder.Error.Should().Contain("has comments, which would be lost");
        File.ReadAllText(folder["schema.json"]).Should().Be(commented);
        folder.Run([.. accept, "--drop-comments"]).Should().Be(0);
        folder.Run("schema", "validate", "new.csv", "--schema", "schema.json").Should().Be(0);
    }

    [Theory]
    [InlineData("takes both what is accepted", "--column", "pay")]
    [InlineData("takes both what is accepted", "--reason", "because")]
    [InlineData("No rule of 'pai' is broken; did you mean 'pay'?", "--column", "pai", "--reason", "because")]
    [InlineData("MLG1012 is not broken", "--rule", "MLG1012", "--reason", "because")]
    public void Accept_WrongArguments_AreExitTwo(string said, params string[] args)
    {
        using var folder = Inferred().Write("new.csv", Rows(pay: "Crypto", at: 776));

        folder.Run(["schema", "accept", "new.csv", "--schema", "schema.json", .. args]).Should().Be(2);

        folder.Error.Should().Contain(said);
    }

    [Theory]
    [InlineData("--only-in takes COL=ENV", "--only-in", "tip")]
    [InlineData("has no column 'tipp'; did you mean 'tip'?", "--environment", "training", "--only-in", "tipp=training")]
    [InlineData("'training' is no environment", "--only-in", "tip=training")]
    [InlineData("--risk is a chance above 0 and below 0.5", "--risk", "0.7")]
    public void Infer_WrongArguments_AreExitTwo(string said, params string[] args)
    {
        using var folder = new ToolFolder().Write("train.csv", Rows());

        folder.Run(["schema", "infer", "train.csv", .. args]).Should().Be(2);

        folder.Error.Should().Contain(said);
    }

    private const string Tfmd = """
        # Reviewed.
        feature { name: "pay" type: BYTES string_domain { value: "Card" value: "Cash" } presence { min_fraction: 1 } }
        feature { name: "fare" type: FLOAT presence { min_count: 1 } drift_comparator { jensen_shannon_divergence { threshold: 0.1 } } }
        feature { name: "tip" type: INT presence { min_fraction: 1 } not_in_environment: "SERVING" }
        default_environment: "TRAINING"
        default_environment: "SERVING"
        """;

    [Fact]
    public void Tfmd_Validate_HoldsDataToItAndSaysWhatIsNotJudged()
    {
        using var folder = new ToolFolder().Write("schema.pbtxt", Tfmd).Write("train.csv", Rows()).Write("new.csv", Rows(pay: "Crypto", at: 776)).Write("serving.csv", Rows(label: false));

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.pbtxt", "--environment", "TRAINING").Should().Be(0);
        folder.Output.Should().Contain("not applicable MLG1001 train: 1 part of the schema is not judged: line 3: Feature \"fare\": \"drift_comparator\" is not read: use a drift check");
        folder.Run("schema", "validate", "new.csv", "--schema", "schema.pbtxt").Should().Be(1);
        folder.Output.Should().Contain("FAILED MLG1011 pay: 1 of 2000 values (0.05 %) are not among the 2 known ones: 'Crypto' (1 row); row 777: 'Crypto'");
        folder.Run("schema", "validate", "serving.csv", "--schema", "schema.pbtxt", "--environment", "SERVING").Should().Be(0);
        folder.Run("schema", "validate", "train.csv", "--schema", "schema.pbtxt", "--environment", "SERVING").Should().Be(0);
        folder.Output.Should().Contain("not applicable MLG1002 tip is there but not expected in SERVING: no rule of it is held");
    }

    [Fact]
    public void Tfmd_InAPlan_IsHeldTo()
    {
        using var folder = new ToolFolder().Write("schema.pbtxt", Tfmd).Write("new.csv", Rows(pay: "Crypto", at: 776)).Write("mlgates.json", """
            { "data": { "new": "new.csv" }, "checks": [{ "id": "schema", "check": "schema", "data": "new", "schema": "schema.pbtxt" }] }
            """);

        folder.Run("check").Should().Be(1, folder.Output + folder.Error);

        folder.Output.Should().Contain("pay: 1 of 2000 values").And.Contain("MLG1001").And.Contain("1 part of the schema is not judged");
    }

    [Theory]
    [InlineData("feature { name: \"pay\" type: BYTES }\nfeature { name: \"fare\" typ: INT }", "schema.pbtxt(2,24)", "did you mean")]
    [InlineData("feature { name: \"pay\"\n  type: BYTE }", "schema.pbtxt(2,9)", "\"type\" must be")]
    [InlineData("feature { name: \"pay\"\n  int_domain { min: 3\n max: 1 } }", "schema.pbtxt(1,1)", "the smallest allowed, 3, is above the largest, 1.")]
    [InlineData("feature { name: \"pay\" }\nfeature { nme: \"fare\" }", "schema.pbtxt(2,1)", "A feature lacks its \"name\".")]
    [InlineData("feature {", "schema.pbtxt(1,10)", "lacks its '}'.")]
    public void Tfmd_ThatIsBroken_CannotJudgeAndSaysWhere(string text, string place, string said)
    {
        using var folder = new ToolFolder().Write("schema.pbtxt", text).Write("train.csv", Rows());

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.pbtxt").Should().Be(2);
        folder.Output.Should().Contain("ERROR MLG1001").And.Contain(said).And.NotContain("..");
        (folder.Output + folder.Error).Should().Contain(place);
        folder.Run("schema", "convert", "schema.pbtxt").Should().Be(2);
        folder.Error.Should().Contain(place).And.Contain("MLG1001").And.Contain(said);
    }

    [Fact]
    public void Tfmd_Convert_WritesASchemaThatAsksForTheSame()
    {
        using var folder = new ToolFolder().Write("schema.pbtxt", Tfmd);

        folder.Run("schema", "convert", "schema.pbtxt", "-o", "schema.json").Should().Be(0);

        folder.Output.Should().Be("3 columns of schema.pbtxt in schema.json; 1 part was not taken over.\n");
        folder.Error.Should().StartWith("schema.pbtxt(3,").And.Contain("use a drift check");
        folder.Run("schema", "diff", "schema.pbtxt", "schema.json").Should().Be(0);
        folder.Output.Should().Be("The schemas ask for the same.\n");
        folder.Run("schema", "convert", "schema.pbtxt").Should().Be(0);
        folder.Output.Should().Be(File.ReadAllText(folder["schema.json"]));
        folder.Run("schema", "convert", "schema.json").Should().Be(2);
        folder.Error.Should().Contain("there is nothing to convert");
        folder.Run("schema", "convert", "schema.pbtxt", "-o", "schema.pbtxt").Should().Be(2);
        folder.Error.Should().Contain("a name that ends in .json");
        File.ReadAllText(folder["schema.pbtxt"]).Should().Be(Tfmd);
    }

    [Fact]
    public void Tfmd_Accept_ShowsTheChangesAndOverwritesNothing()
    {
        using var folder = new ToolFolder().Write("schema.pbtxt", Tfmd).Write("new.csv", Rows(pay: "Crypto", at: 776));

        folder.Run("schema", "accept", "new.csv", "--schema", "schema.pbtxt").Should().Be(1);
        folder.Output.Should().Contain("'Crypto' is added to the domain");
        folder.Run("schema", "accept", "new.csv", "--schema", "schema.pbtxt", "--column", "pay", "--reason", "new wallets").Should().Be(2);
        folder.Error.Should().Contain("mlgates schema convert schema.pbtxt -o schema.json");
        File.ReadAllText(folder["schema.pbtxt"]).Should().Be(Tfmd);
    }

    // A twentieth of the rows, with three quarters of the weight, lacks a value.
    private static string Weighted(string first = "60") =>
        "kind,w\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => i % 20 == 0 ? $",{(i == 0 ? first : "60")}\n" : $"{"ab"[i % 2]},1\n"));

    [Fact]
    public void Weight_InferValidateAcceptPlan_JudgeSharesByIt()
    {
        using var folder = new ToolFolder().Write("train.csv", Weighted()).Write("mlgates.json", """
            { "data": { "train": "train.csv" }, "checks": [
              { "id": "rows", "check": "schema", "data": "train", "schema": "rows.json" },
              { "id": "weights", "check": "schema", "data": "train", "schema": "rows.json", "weight": "w" } ] }
            """);
        folder.Run("schema", "infer", "train.csv", "-o", "rows.json").Should().Be(0);
        folder.Run("schema", "infer", "train.csv", "--weight", "w", "-o", "weights.json").Should().Be(0);
        folder.Output.Should().EndWith("mlgates schema validate DATA --schema weights.json --weight w\n");

        folder.Run("schema", "validate", "train.csv", "--schema", "rows.json").Should().Be(0);
        folder.Run("schema", "validate", "train.csv", "--schema", "weights.json", "--weight", "w").Should().Be(0, folder.Output);
        folder.Run("schema", "validate", "train.csv", "--schema", "weights.json").Should().Be(0);
        folder.Output.Should().Contain("warned MLG1006 train: shares of the schema were inferred by weight (column 'w'), but rows are counted here; name that column (\"weight\")");
        folder.Run("schema", "validate", "train.csv", "--schema", "rows.json", "--weight", "w").Should().Be(1);
        folder.Output.Should().Contain("FAILED MLG1006 kind: 100 of 2000 values (5 %) are missing, 75.9 % by weight; at most ");
        folder.Run("check", "--results", "results.json").Should().Be(1);
        folder.Results().GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("outcome").GetString() == "failed").Should().ContainSingle()
            .Which.GetProperty("id").GetString().Should().Be("weights", "each of both checks has a profile of its own");
        folder.Run("schema", "accept", "train.csv", "--schema", "rows.json", "--weight", "w", "--column", "kind", "--reason", "weights came").Should().Be(0);
        folder.Output.Should().Contain("\"minPresent\" is 0.2405, not ");
        folder.Run("schema", "validate", "train.csv", "--schema", "rows.json", "--weight", "w").Should().Be(0);
    }

    [Fact]
    public void Weight_OfAStoredProfile_IsThatItWasMadeWith()
    {
        using var folder = new ToolFolder().Write("train.csv", Weighted());
        folder.Run("schema", "infer", "train.csv", "-o", "rows.json").Should().Be(0);
        folder.Run("profile", "train.csv", "-o", "plain.profile.json").Should().Be(0);
        folder.Run("profile", "train.csv", "--weight", "w", "-o", "train.profile.json").Should().Be(0);

        folder.Run("schema", "validate", "train.profile.json", "--schema", "rows.json", "--weight", "w").Should().Be(1);
        folder.Output.Should().Contain("75.9 % by weight");
        folder.Run("schema", "validate", "plain.profile.json", "--schema", "rows.json", "--weight", "w").Should().Be(2);
        folder.Output.Should().Contain("ERROR MLG0001 The profile of 'plain' has no weights of the column 'w': make it with that column of weights (--weight), or give the rows.");
        folder.Run("schema", "infer", "plain.profile.json", "--weight", "w").Should().Be(2);
        folder.Error.Should().Contain("has no weights of the column 'w'");
        folder.Run("schema", "infer", "train.profile.json", "--weight", "w").Should().Be(0);
    }

    [Theory]
    [InlineData("-1", "w", "holds '-1' in row 1, which is not a weight (a finite number of at least 0)")]
    [InlineData("NaN", "w", "holds 'NaN' in row 1, which is not a weight")]
    [InlineData("", "w", "has no value in row 1, which needs a weight")]
    [InlineData("1", "weight", "has no column 'weight'")]
    public void Weight_ThatIsNone_IsExitTwoWithOneError(string first, string column, string said)
    {
        using var folder = new ToolFolder().Write("train.csv", Weighted(first)).Write("schema.json", """{ "schemaVersion": 1, "kind": "schema", "columns": { "kind": { "type": "category" }, "w": { "type": "float" } } }""");

        folder.Run("schema", "validate", "train.csv", "--schema", "schema.json", "--weight", column).Should().Be(2);
        folder.Output.Should().Contain(said).And.Contain("COULD NOT JUDGE: 1 could not be judged");
        folder.Run("schema", "infer", "train.csv", "--weight", column).Should().Be(2);
        folder.Error.Should().Contain(said);
    }

    [Fact]
    public void Times_InTheFuture_AreJudgedByTheRunsClockOrByWhatIsSaid()
    {
        static string Times(string last) => "at\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{DateTime.UnixEpoch.AddYears(50).AddDays(i):yyyy-MM-dd}\n")) + last + "\n";
        using var folder = new ToolFolder().Write("train.csv", Times("2020-06-01")).Write("late.csv", Times("2962-06-01")).Write("mlgates.json", """
            { "data": { "late": "late.csv" }, "checks": [ { "check": "schema", "data": "late", "schema": "s.json" }, { "id": "then", "check": "schema", "data": "late", "schema": "s.json", "asOf": "2962-06-01" } ] }
            """);

        folder.Run("schema", "infer", "train.csv", "-o", "s.json").Should().Be(0);
        File.ReadAllText(folder["s.json"]).Should().Contain("\"future\": false");
        folder.Run("schema", "validate", "late.csv", "--schema", "s.json").Should().Be(1);
        folder.Output.Should().Contain("FAILED MLG1032 at: 1 of 301 values (0.3 %) are in the future").And.Contain("row 301: '2962-06-01'");
        folder.Run("schema", "validate", "late.csv", "--schema", "s.json", "--as-of", "2962-05-31").Should().Be(0, folder.Output);
        folder.Run("schema", "validate", "late.csv", "--schema", "s.json", "--as-of", "soon").Should().Be(2);
        folder.Error.Should().Contain("--as-of takes a date or a time").And.Contain("'soon'");
        folder.Run("schema", "accept", "late.csv", "--schema", "s.json").Should().Be(1);
        folder.Output.Should().Contain("MLG1032 at: times may be in the future");
        folder.Run("check", "--results", "results.json").Should().Be(1);
        folder.Results().GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("rule").GetString() == RuleIds.SchemaFuture).Select(c => c.GetProperty("id").GetString()).Should().Equal("schema");
        folder.Write("mlgates.json", "{ \"data\": { \"late\": \"late.csv\" },\n\"checks\": [ { \"check\": \"schema\", \"data\": \"late\", \"schema\": \"s.json\", \"asOf\": \"soon\" } ] }");
        folder.Run("check").Should().Be(2);
        (folder.Output + folder.Error).Should().Contain("mlgates.json(2,").And.Contain("\"asOf\" must be a date or a time");
    }
}
