using System.Reflection;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class AskedRulesTests
{
    // What is kept is said to have passed only where something was asked.
    [Fact]
    public void Rules_ThatLookAtColumnsOrTheDataset_SayWhetherTheyAreAsked()
    {
        foreach (var rule in SchemaRules.All)
        {
            var looks = Overrides(rule, nameof(SchemaRule.Examine), 3) || Overrides(rule, nameof(SchemaRule.Examine), 1);
            looks.Should().BeTrue();
            (Overrides(rule, nameof(SchemaRule.Asks), typeof(ColumnSchema)) || Overrides(rule, nameof(SchemaRule.Asks), typeof(DatasetSchema))).Should().BeTrue($"{rule.GetType().Name} overrides one of Asks");
            if (Overrides(rule, nameof(SchemaRule.Examine), 3))
            {
                Overrides(rule, nameof(SchemaRule.Asks), typeof(ColumnSchema)).Should().BeTrue($"{rule.GetType().Name} looks at columns");
            }
        }
    }

    [Fact]
    public void Column_ThatIsOnlyNamed_AsksForNothing()
    {
        SchemaRules.AskedOf(new ColumnSchema { Name = "a", Required = false }).Should().BeEmpty();
        SchemaRules.AskedOf(new ColumnSchema { Name = "a", Required = false, Type = ColumnType.Category }).Should().Equal(RuleIds.SchemaInvalidText);
        SchemaRules.AskedOf(new ColumnSchema { Name = "a", Required = false, Type = ColumnType.Integer, Range = new NumberRange(null, 3) }).Should().Equal(RuleIds.SchemaType, RuleIds.SchemaAboveRange);
        SchemaRules.AskedOf(new DatasetSchema { Columns = [], AllowNewColumns = true }).Should().BeEmpty();
        SchemaRules.AskedOf(new DatasetSchema { Columns = [], Rows = new CountRange(1, null) }).Should().Equal(RuleIds.SchemaFewRows, RuleIds.SchemaColumnNew);
    }

    [Fact]
    public void Column_ThatIsOnlyNamed_IsNotLookedAt()
    {
        using var rows = new CsvRows(["a,b", "1,x"]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a", Required = false }, new ColumnSchema { Name = "b" });

        var found = new SchemaCheck { Id = "s" }.Examine(schema, rows.Profile, rows.Source);

        Said(found).Should().Equal(
            "Passed MLG1021 rows.csv: 1 rows and 2 columns keep the rules of the dataset",
            "NotApplicable MLG1005 a: the schema asks for nothing of it",
            "Passed MLG1005 b keeps its rules");
    }

    [Fact]
    public void Column_OfWhichEveryRuleIsOff_DidNotPass()
    {
        using var rows = new CsvRows(["a,b", "x,9", "y,1"]);
        var schema = CsvRows.Schema(
            new ColumnSchema { Name = "a", Required = false, Type = ColumnType.Integer, Rules = Off(RuleIds.SchemaType) },
            new ColumnSchema { Name = "b", Required = false, Type = ColumnType.Integer, Range = new NumberRange(null, 3), Rules = Off(RuleIds.SchemaAboveRange, RuleIds.SchemaNaN) }) with
        { Rules = Off(RuleIds.SchemaColumnNew) };

        var found = new SchemaCheck { Id = "s" }.Examine(schema, rows.Profile, rows.Source);

        Said(found).Should().Equal(
            "NotApplicable MLG1021 rows.csv: every rule of the dataset as a whole is off: MLG1003",
            "NotApplicable MLG1005 a: every rule of it is off: MLG1005",
            "Passed MLG1005 b keeps its rules; off: MLG1014");
    }

    [Fact]
    public void Dataset_WithANewColumn_IsNotSaidToKeepThatRule()
    {
        using var rows = new CsvRows(["a,b", "x,9"]);

        var found = new SchemaCheck { Id = "s" }.Examine(CsvRows.Schema(new ColumnSchema { Name = "a" }), rows.Profile, rows.Source);

        found.Select(e => (e.Settled, e.Rule)).Should().Equal((Outcome.Passed, RuleIds.SchemaType), (Outcome.Failed, RuleIds.SchemaColumnNew));
    }

    [Fact]
    public void Dataset_RatioWithoutADatasetBefore_IsNotJudged()
    {
        using var rows = new CsvRows(["a", "x"]);
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a" }) with { AllowNewColumns = true, RowsOfPrevious = new NumberRange(0.5, 2) };

        Said(new SchemaCheck { Id = "s" }.Examine(schema, rows.Profile, rows.Source)).Should().Equal(
            "NotApplicable MLG1021 the schema asks for nothing of the dataset as a whole",
            "NotApplicable MLG1023 \"rowsOfPrevious\" is not judged: no dataset before was given",
            "Passed MLG1005 a keeps its rules");
        Said(new SchemaCheck { Id = "s" }.Examine(schema, rows.Profile, rows.Source, rows.Profile))[0].Should().StartWith("Passed MLG1021");
    }

    private static string[] Said(IReadOnlyList<Evidence> found) => [.. found.Select(e => $"{e.Settled} {e.Rule} {e.Message(default!)}")];

    private static SortedDictionary<string, RuleLevel> Off(params string[] rules) => new(rules.ToDictionary(r => r, _ => new RuleLevel(RuleSeverity.Off, "not asked here")), StringComparer.Ordinal);

    private static bool Overrides(SchemaRule rule, string name, int parameters) => Methods(rule, name).Any(m => m.GetParameters().Length == parameters);

    private static bool Overrides(SchemaRule rule, string name, Type parameter) => Methods(rule, name).Any(m => m.GetParameters()[0].ParameterType == parameter);

    private static IEnumerable<MethodInfo> Methods(SchemaRule rule, string name) =>
        rule.GetType().GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(m => m.Name == name);
}
