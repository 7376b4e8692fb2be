using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class SchemaAssertionsTests
{
    private sealed record Trip(string Payment, double Fare);

    private static readonly DatasetSchema Schema = SchemaInference.Infer(ProfileBuilder.Build(Trips()), new SchemaInferenceOptions { Environments = ["training", "serving"] });

    private static ObjectSource<Trip> Trips(string odd = "Cash") =>
        new(Enumerable.Range(0, 2000).Select(i => new Trip(i == 99 ? odd : i % 3 == 0 ? "Card" : "Cash", i % 50)), "trips");

    [Fact]
    public void MatchSchema_DataAlike_Chains()
    {
        ((DataSource)Trips()).Should().MatchSchema(Schema).And.MatchSchema(Schema, "serving");
        ProfileBuilder.Build(Trips()).Should().MatchSchema(Schema);
    }

    [Fact]
    public void MatchSchema_UnknownValue_FailsWithRuleAndRow()
    {
        var act = () => ((DataSource)Trips("Crypto")).Should().MatchSchema(Schema, because: "it is served {0}", becauseArgs: "today");

        act.Should().Throw<XunitException>().Which.Message.Should()
            .Contain("to match its schema because it is served today, but found MLG1011: Payment: 1 of 2000 values (0.05 %) are not among the 2 known ones: 'Crypto' (1 row); row 100: 'Crypto'");
    }

    [Fact]
    public void MatchSchema_RuleThatWarns_DoesNotFail() => ((DataSource)Trips("Crypto")).Should().MatchSchema(Schema with
    {
        Rules = new SortedDictionary<string, RuleLevel> { [RuleIds.SchemaUnexpectedValues] = new(RuleSeverity.Warning, "new ways to pay come") },
    });

    [Fact]
    public void MatchSchema_EnvironmentThatIsNotThere_CannotJudge()
    {
        var act = () => ((DataSource)Trips()).Should().MatchSchema(Schema, "servng");

        act.Should().Throw<XunitException>().Which.Message.Should().Contain("could not judge, MLG0001: The schema has no environment 'servng'; did you mean 'serving'?");
    }

    [Fact]
    public void MatchSchema_Null_Fails() =>
        FluentActions.Invoking(() => ((DataSource?)null).Should().MatchSchema(Schema)).Should().Throw<XunitException>().Which.Message.Should().Contain("but found <null>");

    [Fact]
    public void MatchSchema_ByWeight_JudgesSharesByIt()
    {
        var rows = new ObjectSource<Weighted>([new("x", 1), new("x", 1), new(null, 8)], "rows");
        var schema = new DatasetSchema { Columns = [new ColumnSchema { Name = "Name", MinPresent = 0.5 }, new ColumnSchema { Name = "Weight" }] };

        ((DataSource)rows).Should().MatchSchema(schema);
        var act = () => ((DataSource)rows).Should().MatchSchema(schema, weight: "Weight");
        act.Should().Throw<XunitException>().WithMessage("*MLG1006: Name: 1 of 3 values (33.3 %) are missing, 80 % by weight; at most 50 % may be*");
        FluentActions.Invoking(() => ProfileBuilder.Build(rows, new ProfileOptions { Weight = "Weight" }).Should().MatchSchema(schema)).Should().Throw<XunitException>().WithMessage("*80 % by weight*");
    }

    private sealed record Weighted(string? Name, double Weight);
}
