using System.Text;
using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class TfmdSchemaTextTests
{
    private static TfmdSchema Parse(string text) => TfmdSchemaText.Parse(Encoding.UTF8.GetBytes(text), "schema.pbtxt");

    private static ColumnSchema Feature(string rules) => Parse($$"""feature { name: "x" {{rules}} }""").Schema.Columns[0];

    [Fact]
    public void Schema_OfEveryPart_IsTakenOver()
    {
        var read = Parse("""
            # A comment.
            feature {
              name: "fare" type: FLOAT
              presence { min_fraction: 0.9 min_count: 3 }
              value_count < min: 1, max: 1; >
              float_domain { min: -inf max: 1.5e3 disallow_nan: true disallow_inf: true }
              unique_constraints { min: 2 }
            }
            feature { name: "area" type: INT int_domain { min: 1 max: 77 is_categorical: true } shape { dim { size: 2 } dim { size: 3 } } }
            feature { name: 'kind' type: BYTES domain: "kinds" distribution_constraints { min_domain_mass: 0.8 } }
            feature { name: "label" type: BYTES bool_domain { true_value: "Y" false_value: "N" } presence { min_count: 1 } not_in_environment: "SERVING" }
            feature { name: "flag" bool_domain { } in_environment: ["TRAINING", "SERVING"] }
            string_domain { name: "kinds" value: "b\x62\303\244" "c" value: "a" }
            default_environment: "TRAINING"
            default_environment: "SERVING"
            dataset_constraints { min_examples_count: 10 max_examples_count: 0x3e8 num_examples_drift_comparator { min_fraction_threshold: 0.5 max_fraction_threshold: 2 } }
            """);

        read.Notes.Should().BeEmpty();
        var schema = read.Schema;
        schema.Environments.Should().Equal("SERVING", "TRAINING");
        schema.Rows.Should().Be(new CountRange(10, 1000));
        schema.RowsOfPrevious.Should().Be(new NumberRange(0.5, 2));
        schema.Columns.Select(c => c.Name).Should().Equal("area", "fare", "flag", "kind", "label");
        var fare = schema.Find("fare")!;
        (fare.Type, fare.Required, fare.MinPresent, fare.MinPresentCount).Should().Be((ColumnType.Float, true, 0.9, 3));
        (fare.Values, fare.Range, fare.AllowNaN, fare.AllowInfinity, fare.Distinct).Should().Be((new CountRange(1, 1), new NumberRange(null, 1500), false, false, new CountRange(2, null)));
        var area = schema.Find("area")!;
        (area.Type, area.Required, area.Range).Should().Be((ColumnType.Integer, false, new NumberRange(1, 77)));
        area.Shape.Should().Equal(2, 3);
        area.Notes.Should().Equal("categorical");
        schema.Find("kind")!.Domain.Should().BeEquivalentTo(new { Values = new[] { "a", "bbäc" }, MaxOutside = 0.2 });
        schema.Find("label")!.Domain!.Values.Should().Equal("N", "Y");
        schema.Find("label")!.Environments.Should().Equal("TRAINING");
        (schema.Find("flag")!.Type, schema.Find("flag")!.Environments).Should().Be((ColumnType.Boolean, null));
        SchemaFile.ToJson(SchemaFile.Parse(Encoding.UTF8.GetBytes(SchemaFile.ToJson(schema)), "s")).Should().Be(SchemaFile.ToJson(schema));
    }

    [Theory]
    [InlineData("skew_comparator { infinity_norm { threshold: 0.01 } } type: INT", "\"skew_comparator\" is not read: use a drift check")]
    [InlineData("drift_comparator { } type: INT", "\"drift_comparator\" is not read: use a drift check")]
    [InlineData("type: STRUCT", "a STRUCT is no column here; values are not looked at")]
    [InlineData("", "it has no type; values of any are taken")]
    [InlineData("type: BYTES url_domain { }", "\"url_domain\" is not read: give \"patterns\" [\"url\"] in a schema of MlGates")]
    [InlineData("type: INT lifecycle_stage: DEPRECATED", "its stage is DEPRECATED: the column may be there or not, and no rule of it is held")]
    [InlineData("type: INT deprecated: true", "its stage is DEPRECATED: the column may be there or not, and no rule of it is held")]
    [InlineData("type: INT distribution_constraints { min_domain_mass: 0.5 }", "\"min_domain_mass\" is not read: the feature has no domain of values")]
    [InlineData("type: INT quantum_domain { }", "\"quantum_domain\" is not read: this version of MlGates does not know it")]
    public void What_IsNotTakenOver_IsSaid(string rules, string note)
    {
        var read = Parse($$"""
            feature { name: "x"
            {{rules}} }
            """);

        read.Notes.Select(n => n.Message).Should().Equal($"Feature \"x\": {note}");
        read.Notes[0].Location.File.Should().Be("schema.pbtxt");
        (rules.Length == 0 || read.Notes[0].Location.Line == 2).Should().BeTrue();
    }

    [Fact]
    public void Stage_ThatIsNotValidated_HoldsNoRule() =>
        Feature("type: INT presence { min_fraction: 1 } lifecycle_stage: PLANNED").Should().BeEquivalentTo(new ColumnSchema { Name = "x", Required = false, Notes = ["planned"] });

    [Fact]
    public void Feature_WithoutPresence_MayBeGone() => Feature("type: INT presence { min_count: 0 }").Required.Should().BeFalse();

    [Theory]
    [InlineData("", 1, 1, "The schema is empty: it has no \"feature\".")]
    [InlineData("feature {\n  name: \"x\"\n", 3, 1, "The message that begins in line 1 lacks its '}'.")]
    [InlineData("feature {\n  name: x }", 2, 9, "\"name\" must be a string in quotes, found x.")]
    [InlineData("feature {\n  name: \"x\n", 2, 11, "A string lacks its closing quote.")]
    [InlineData("feature {\n  name: \"\\q\" }", 2, 11, "'\\q' is no escape.")]
    [InlineData("feature { name \"x\" }", 1, 16, "After \"name\" comes ':' and a value, or a message in braces; found '\"'.")]
    [InlineData("feature { name: }", 1, 17, "\"name\" lacks its value, found '}'.")]
    [InlineData("{ }", 1, 1, "The name of a field must stand here, found '{'.")]
    [InlineData("feature { name: \"x\" } \0 junk", 1, 23, "The name of a field must stand here, found '\\u0000'.")]
    [InlineData("feature: 3", 1, 10, "\"feature\" must be a message in braces, found 3.")]
    [InlineData("feature { type: INT }", 1, 1, "A feature lacks its \"name\".")]
    [InlineData("feature { name: \"x\" name: \"y\" }", 1, 21, "A feature has \"name\" twice, first in line 1.")]
    [InlineData("feature { name: \"x\" }\nfeature { name: \"x\" }", 2, 1, "The feature \"x\" is there twice.")]
    [InlineData("feature { name: \"x\" type: WORDS }", 1, 27, "\"type\" must be BYTES, FLOAT, INT, STRUCT, TYPE_UNKNOWN; found WORDS.")]
    [InlineData("feature { name: \"x\" presense { } }", 1, 21, "Feature \"x\" has no \"presense\"; did you mean \"presence\"?")]
    [InlineData("feature { name: \"x\" presence { min_count: 1.5 } }", 1, 43, "\"min_count\" must be a whole number, found 1.5.")]
    [InlineData("feature { name: \"x\" presence { min_fraction: half } }", 1, 46, "\"min_fraction\" must be a number, found half.")]
    [InlineData("feature { name: \"x\" presence { min_fraction: 1.5 } }", 1, 1, "Feature \"x\": \"minPresent\": 1.5 is no share: give 0 to 1.")]
    [InlineData("feature { name: \"x\" type: INT\nint_domain { min: 3 max: 2 } }", 1, 1, "Feature \"x\": \"range\": the smallest allowed, 3, is above the largest, 2.")]
    [InlineData("feature { name: \"x\" type: FLOAT\nint_domain { } }", 2, 1, "A feature of type FLOAT has no \"int_domain\"; change the type or the domain.")]
    [InlineData("feature { name: \"x\" type: BYTES\ndomain: \"kind\" }\nstring_domain { name: \"kinds\" value: \"a\" }", 2, 9, "There is no domain \"kind\"; did you mean \"kinds\"?")]
    [InlineData("feature { name: \"x\" string_domain {\nvalue: [\"a\", \"a\"] } }", 2, 14, "The value \"a\" stands twice in its domain; remove one.")]
    [InlineData("feature { name: \"x\" string_domain {} int_domain {} }", 1, 38, "A feature has one domain, this is another.")]
    [InlineData("feature { name: \"x\" lifecycle_stage: OLD }", 1, 38, "\"lifecycle_stage\" must be PLANNED, ALPHA, BETA, PRODUCTION, DEPRECATED, DEBUG_ONLY or DISABLED, found OLD.")]
    [InlineData("feature { name: \"x\" string_domain { value: \"a\" } distribution_constraints { min_domain_mass: 2 } }", 1, 94, "\"min_domain_mass\" must be a share from 0 to 1, found 2.")]
    [InlineData("string_domain { value: \"a\" }", 1, 1, "A \"string_domain\" of the schema lacks its \"name\".")]
    public void Text_ThatIsWrong_IsRefusedWithItsPlace(string text, int line, int column, string message)
    {
        var refused = FluentActions.Invoking(() => Parse(text)).Should().Throw<InputException>().Which;

        refused.Message.Should().Be(message);
        (refused.Rule, refused.Location).Should().Be((RuleIds.SchemaInvalid, new SourceLocation("schema.pbtxt", line, column)));
    }

    [Fact]
    public void Text_OfBytesThatAreNoText_IsRefusedWithItsPlace() =>
        FluentActions.Invoking(() => TfmdSchemaText.Parse([.. "feature {\n na"u8, 0xff], "s")).Should().Throw<InputException>().Which.Location.Should().Be(new SourceLocation("s", 2, 4));

    [Fact]
    public void Text_NestedWithoutEnd_IsRefused() =>
        FluentActions.Invoking(() => Parse(string.Concat(Enumerable.Repeat("feature {", 100_000)))).Should().Throw<InputException>().WithMessage("Messages are nested more than 32 deep.");

    [Fact]
    public void File_ThatIsNotThere_IsUnreadable() =>
        FluentActions.Invoking(() => TfmdSchemaText.Read("/nowhere/schema.pbtxt")).Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.InputUnreadable);
}
