using MlGates.Data;
using MlGates.Gates;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class SchemaEnvironmentTests
{
    private static readonly string[] Lines = ["fare,label", "900,1", "3,0"];

    private static readonly DatasetSchema Schema = CsvRows.Schema(
        new ColumnSchema { Name = "fare", Range = new NumberRange(0, 10) },
        new ColumnSchema { Name = "label", Environments = ["training"] }) with
    { Environments = ["serving", "training"] };

    // Severity of what breaks the range: the column's level where it holds, else the dataset's where it holds, else it blocks.
    [Theory]
    [InlineData(null, null, null, null, "training", RuleSeverity.Block)]
    [InlineData(RuleSeverity.Warning, null, null, null, "training", RuleSeverity.Warning)]
    [InlineData(RuleSeverity.Warning, null, null, null, null, RuleSeverity.Warning)]
    [InlineData(RuleSeverity.Warning, "serving", null, null, "training", RuleSeverity.Block)]
    [InlineData(RuleSeverity.Warning, "serving", null, null, "serving", RuleSeverity.Warning)]
    [InlineData(RuleSeverity.Warning, "serving", null, null, null, RuleSeverity.Block)]
    [InlineData(null, null, RuleSeverity.Warning, "serving", "serving", RuleSeverity.Warning)]
    [InlineData(null, null, RuleSeverity.Warning, "serving", "training", RuleSeverity.Block)]
    [InlineData(RuleSeverity.Block, "serving", RuleSeverity.Warning, null, "serving", RuleSeverity.Block)]
    [InlineData(RuleSeverity.Block, "serving", RuleSeverity.Warning, null, "training", RuleSeverity.Warning)]
    [InlineData(RuleSeverity.Off, "serving", RuleSeverity.Warning, "training", "serving", null)]
    [InlineData(RuleSeverity.Off, "serving", RuleSeverity.Warning, "training", "training", RuleSeverity.Warning)]
    [InlineData(RuleSeverity.Off, "serving", RuleSeverity.Warning, "training", null, RuleSeverity.Block)]
    [InlineData(null, null, RuleSeverity.Off, "serving", "serving", null)]
    public void Severity_ByEnvironment_IsTheColumnsThenTheDatasets(RuleSeverity? own, string? ownIn, RuleSeverity? general, string? generalIn, string? environment, RuleSeverity? expected)
    {
        using var rows = new CsvRows(Lines);
        var schema = Schema with { Columns = [Schema.Columns[0] with { Rules = Level(own, ownIn) }, Schema.Columns[1]], Rules = Level(general, generalIn) };

        var found = rows.Validate(schema, new SchemaValidationOptions { Environment = environment });

        found.Where(a => a.Rule == RuleIds.SchemaAboveRange).Select(a => (RuleSeverity?)a.Severity).Should().Equal(expected is null ? [] : [expected]);
        found.Select(a => a.Reason).Should().Equal(found.Select(a => a.Severity == RuleSeverity.Warning ? "known" : null));
    }

    [Theory]
    [InlineData("serving", Outcome.Warned)]
    [InlineData("training", Outcome.Failed)]
    [InlineData(null, Outcome.Failed)]
    public void Check_RuleThatWarnsInOneEnvironment_BlocksInOthers(string? environment, Outcome expected)
    {
        using var rows = new CsvRows(Lines);
        var schema = Schema with { Rules = Level(RuleSeverity.Warning, "serving") };

        var found = new SchemaCheck { Id = "s", Environment = environment }.Examine(schema, rows.Profile, rows.Source);

        found.Should().ContainSingle(e => e.Rule == RuleIds.SchemaAboveRange).Which.Settled.Should().Be(expected);
    }

    // The level that holds elsewhere says nothing here, so the dataset's counts, in what is kept as in what is broken.
    [Theory]
    [InlineData("serving", "fare keeps its rules; off: MLG1013")]
    [InlineData("training", "fare keeps its rules; off: MLG1014")]
    public void Check_RuleThatIsOffElsewhere_IsNotSaidToBeOff(string environment, string said)
    {
        using var rows = new CsvRows(["fare,label", "9,1"]);
        var schema = Schema with
        {
            Columns =
            [
                Schema.Columns[0] with { Rules = new SortedDictionary<string, RuleLevel> { [RuleIds.SchemaBelowRange] = new(RuleSeverity.Off, "known", ["serving"]), [RuleIds.SchemaAboveRange] = new(RuleSeverity.Block, "", ["serving"]) } },
                Schema.Columns[1],
            ],
            Rules = Level(RuleSeverity.Off, null),
        };

        var found = new SchemaCheck { Id = "s", Environment = environment }.Examine(schema, rows.Profile, rows.Source);

        found.Single(e => e.Subject == "fare").Message(default!).Should().Be(said);
    }

    [Theory]
    [InlineData("training", true)]
    [InlineData("serving", false)]
    [InlineData(null, true)]
    public void Column_ThatIsMissing_IsBrokenWhereItIsExpected(string? environment, bool broken)
    {
        using var rows = new CsvRows("fare", "3");

        var found = rows.Validate(Schema, new SchemaValidationOptions { Environment = environment });

        found.Select(a => $"{a.Rule} {a.Column}").Should().Equal(broken ? ["MLG1002 label"] : []);
    }

    // Where it is not expected no rule of it is held, and it is no new column.
    [Fact]
    public void Column_ThatIsThereButNotExpected_IsNotLookedAt()
    {
        using var rows = new CsvRows("fare,label", "3,x", "4,");
        var schema = Schema with { Columns = [Schema.Columns[0], Schema.Columns[1] with { Type = ColumnType.Integer, MinPresent = 1 }] };

        rows.Validate(schema, new SchemaValidationOptions { Environment = "serving" }).Should().BeEmpty();
        rows.Validate(schema, new SchemaValidationOptions { Environment = "training" }).Select(a => a.Rule).Should().Equal(RuleIds.SchemaType, RuleIds.SchemaPresentShare);
        new SchemaCheck { Id = "s", Environment = "serving" }.Examine(schema, rows.Profile, rows.Source).Single(e => e.Subject == "label").Should()
            .Match<Evidence>(e => e.Settled == Outcome.NotApplicable && e.Message(default!) == "label is there but not expected in serving: no rule of it is held");
    }

    [Theory]
    [InlineData("{ \"severity\": \"off\", \"reason\": \"r\", \"environments\": [\"servng\"] }", "*MLG1014 names the environment 'servng', which the schema does not have; did you mean 'serving'?")]
    [InlineData("{ \"severity\": \"off\", \"reason\": \"r\", \"environments\": [\"q\"] }", "*which the schema does not have; there is 'serving', 'training'.")]
    [InlineData("{ \"severity\": \"off\", \"reason\": \"r\", \"environments\": \"serving\" }", "\"environments\" must be a list of strings, found \"serving\".")]
    public void RuleEnvironment_ThatIsNone_IsRefused(string level, string message)
    {
        var json = $$"""
            { "schemaVersion": 1, "kind": "schema", "environments": ["serving", "training"],
              "columns": { "fare": { "type": "float", "rules": { "MLG1014": {{level}} } } } }
            """;

        FluentActions.Invoking(() => SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), "schema.json")).Should().Throw<InputException>().WithMessage(message).Which.Location!.Line.Should().Be(2);
    }

    [Fact]
    public void Diff_LevelThatHoldsInFewerEnvironments_LetsLessThrough()
    {
        var everywhere = Schema with { Rules = Level(RuleSeverity.Off, null) };
        var serving = Schema with { Rules = Level(RuleSeverity.Off, "serving") };

        SchemaDiff.Compare(everywhere, serving).Should().Equal(new SchemaChange(null, SchemaChangeKind.Narrower, "MLG1014 was off, is off in serving: known"));
        SchemaDiff.Compare(serving, everywhere).Should().Equal(new SchemaChange(null, SchemaChangeKind.Wider, "MLG1014 was off in serving, is off: known"));
        SchemaDiff.Compare(serving, Schema with { Rules = Level(RuleSeverity.Off, "training") }).Should().ContainSingle().Which.Kind.Should().Be(SchemaChangeKind.Other);
        SchemaDiff.Compare(Schema, serving).Should().ContainSingle().Which.Kind.Should().Be(SchemaChangeKind.Wider);
    }

    private static SortedDictionary<string, RuleLevel> Level(RuleSeverity? severity, string? environment) => severity is not { } weight ? []
        : new(StringComparer.Ordinal) { [RuleIds.SchemaAboveRange] = new RuleLevel(weight, weight == RuleSeverity.Block ? "" : "known", environment is null ? null : [environment]) };
}
