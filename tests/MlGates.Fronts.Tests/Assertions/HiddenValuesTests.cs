using MlGates.Data;
using MlGates.Features;
using MlGates.Fronts.Tests.Tool;
using MlGates.Profiles;
using MlGates.Schemas;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

/// <summary>Where values are asked to be hidden no message holds one: rows here are full of 4711 and 'secret'.</summary>
public sealed class HiddenValuesTests
{
    private static readonly Patient[] Patients = [new("secret4711", 4711), new("secret", 47110), new("secret4711", 47115)];

    private static IFeatureTransform<IEnumerable<Patient>> Age { get; } = FeatureTransform.From<Patient>(p => [p.Age, 4711f], slotNames: ["age", "fixed"]);

    [Fact]
    public void Features_ThatBreakAUnit_AreNamedWithoutTheirValues()
    {
        Hidden("MLG1103: Features: 6 of 6 feature values are not within [-3.40282E+38, 1]: 'age' in row 1, 'fixed' in row 1", () => Age.Should().HidingValues().ProduceFiniteFeatures(Patients).And.StayWithin(float.MinValue, 1));
        Hidden("MLG1103: Features: 3 of 3 feature values of 'age' are not", () => Age.Should().HidingValues().ProduceFiniteFeatures(Patients).And.StayWithin("age", 0, 1));
        Hidden("MLG1109: Features: 1 of 2 features have one value in all 3 rows: 'fixed'", () => Age.Should().HidingValues().ProduceFiniteFeatures(Patients).And.HaveNoConstantFeature());
        Hidden("MLG1118: Features: 1 of 6 feature values are not as expected", () => Age.Should().HidingValues().GiveExpectedFeatures(Patients, [[1, 4711], [47110, 4711], [47115, 4711]]));
        Hidden("MLG1115: Features: 3 of 3", () => Age.Should().HidingValues().BeInvertedBy(Patients, ["Age"], v => [v[0] + 100]));
        Hidden("MLG1116: Features: 6 of 6 steps", () => FeatureTransform.From<Patient>(p => [-p.Age]).Should().HidingValues().BeNondecreasingIn(Patients, "Age"));
        Hidden("MLG1101: Features: 1 of 3 feature values are not finite: [0] = NaN in row 2", () => FeatureTransform.From<Patient>(p => [p.Age > 47110 ? 1 : p.Age > 4711 ? float.NaN : 1]).Should().HidingValues().ProduceFiniteFeatures(Patients));
        Hidden("MLG1105: Features: 3 of 3", () => FeatureTransform.From<Patient>(rows => rows.Select(r => new[] { r.Age * rows.Count })).Should().HidingValues().GiveSameResultRowByRow(Patients));
        Hidden("MLG1118", () => FeatureMatrix.Of("Features", [[4711f]]).Should().HidingValues().EqualExpected([[1]]));
    }

    [Fact]
    public void Transform_ThatThrows_SaysNeitherTheRowNorTheException()
    {
        var throws = FeatureTransform.From<Patient>(p => p.Age > 4711 ? throw new FormatException($"no such patient: {p.Name} of {p.Age}") : [p.Age]);

        Hidden("MLG1106: Features: the transform fails on row 2 of 3: FormatException; its values are hidden; let the transform", () => throws.Should().HidingValues().ProduceFiniteFeatures(Patients));
        Hidden("MLG1106: Features: the transform fails on row 2 of 3: FormatException; its values", () => throws.Should().HidingValues().GiveExpectedFeatures(Patients, [[1], [1], [1]]));
        Hidden("MLG1106", () => throws.Should().HidingValues().BeNondecreasingIn(Patients, "Age"));
        Hidden("MLG1114: Features: the transform cannot be saved and loaded: FormatException; ", () => Age.Should().HidingValues().SurviveReloading(Patients, () => throw new FormatException("secret")));
        FluentActions.Invoking(() => throws.Should().ProduceFiniteFeatures(Patients)).Should().Throw<XunitException>().WithMessage("*no such patient*", "it is shown where nobody asks to hide it");
    }

    // The first digits of SHA-256 of "secret4711" and "secret".
    [Fact]
    public void Texts_OutsideTheVocabulary_AreHashes() =>
        Hidden("3 of 3 values are not among the 1 known: '8ff0df2ea348' in 2 rows, first row 1; '2bb80d537b1d' in 1 row, first row 2", () => TextTransform.From<Patient>(p => p.Name).Should().HidingValues().StayInVocabulary(Patients, ["x"]));

    [Fact]
    public void Schema_HidingValues_ShowsHashes()
    {
        var rows = new ObjectSource<Patient>(Patients, "patients");
        var schema = new DatasetSchema
        {
            Columns =
            [
                new ColumnSchema { Name = "Age", Type = ColumnType.Float, Range = new NumberRange(0, 100) },
                new ColumnSchema { Name = "Name", Type = ColumnType.Category, Domain = new ValueDomain { Values = ["x"] }, Unique = true },
            ],
        };

        Hidden("MLG1011: Name: 3 of 3 values (100 %) are not among the 1 known ones: ", () => ((DataSource)rows).Should().MatchSchema(schema with { Columns = [new ColumnSchema { Name = "Age" }, schema.Columns[1] with { Unique = false }] }, hideValues: true));
        Hidden("row 3: '8ff0df2ea348' (as row 1)", () => ((DataSource)rows).Should().MatchSchema(schema with { Columns = [new ColumnSchema { Name = "Age" }, schema.Columns[1] with { Domain = null }] }, hideValues: true));
        Hidden("MLG1014: Age: 3 of 3 values (100 %) are above 100; ", () => ProfileBuilder.Build(rows).Should().MatchSchema(schema, hideValues: true));
        FluentActions.Invoking(() => ProfileBuilder.Build(rows).Should().MatchSchema(schema)).Should().Throw<XunitException>().WithMessage("*the largest is 47115*");
    }

    [Fact]
    public void Schema_WithTheDatasetBefore_ComparesRows()
    {
        var schema = new DatasetSchema { RowsOfPrevious = new NumberRange(0.5, 2), AllowNewColumns = true, Columns = [] };
        var (three, one) = (new ObjectSource<Patient>(Patients, "patients"), new ObjectSource<Patient>(Patients[..1], "first"));

        ((DataSource)three).Should().MatchSchema(schema, previous: ProfileBuilder.Build(three));
        ProfileBuilder.Build(three).Should().MatchSchema(schema, previous: ProfileBuilder.Build(three));
        var grown = FluentActions.Invoking(() => ((DataSource)three).Should().MatchSchema(schema, previous: ProfileBuilder.Build(one))).Should().Throw<XunitException>().Which.Message;
        grown.Should().Contain("MLG1024: patients: 3 rows after 1 in first, more than 2 times as many");
        FluentActions.Invoking(() => ProfileBuilder.Build(one).Should().MatchSchema(schema, previous: ProfileBuilder.Build(three))).Should().Throw<XunitException>().WithMessage("*MLG1023*");
    }

    [Fact]
    public void Plan_HidingValues_SaysWhereButNotWhat()
    {
        using var folder = new ToolFolder().Write("features.csv", "age,name\n4711,secret\n1,x\n").Write("mlgates.json", """
            { "data": { "features": "features.csv" },
              "checks": [ { "id": "units", "check": "features", "data": "features", "columns": ["age"], "max": 100, "vocabulary": { "name": ["x"] }, "hideValues": true } ] }
            """);

        folder.Run("check", "--results", "results.json").Should().Be(1);

        folder.Output.Should().Contain("'age' in row 1").And.Contain("'2bb80d537b1d' in 1 row, first row 1");
        (folder.Output + folder.Results()).Should().NotContain("4711").And.NotContain("secret");
    }

    private static void Hidden(string said, Action assertion)
    {
        var message = assertion.Should().Throw<XunitException>().Which.Message;

        message.Should().Contain(said).And.NotContain("4711").And.NotContain("secret");
    }

    private sealed record Patient(string Name, float Age)
    {
        public float Age { get; set; } = Age;
    }
}
