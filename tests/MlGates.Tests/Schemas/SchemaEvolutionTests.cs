using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>Accepting: the smallest change for each broken rule, after which the data keeps it, and no other rule is looser.</summary>
public sealed class SchemaEvolutionTests
{
    private sealed record Trip(string? Payment, double Fare, string Code);

    private static ObjectSource<Trip> Trips(Func<int, Trip, Trip>? change = null) => new(
        Enumerable.Range(0, 3000).Select(i => new Trip(i % 3 == 0 ? "Card" : "Cash", i % 50, $"{i % 7:000}")).Select((t, i) => change is null ? t : change(i, t)), "trips");

    private static readonly DatasetSchema Schema = SchemaInference.Infer(ProfileBuilder.Build(Trips()), new SchemaInferenceOptions { Environments = ["training", "serving"] });

    private static IReadOnlyList<SchemaProposal> Propose(DatasetSchema schema, DataSource data, out SchemaReport report, string? environment = null)
    {
        report = SchemaValidator.Validate(schema, data, new SchemaValidationOptions { Environment = environment });
        return SchemaEvolution.Propose(schema, report.Profile, report.Anomalies, environment);
    }

    public static TheoryData<string, string, string> Cases => new()
    {
        { "value", RuleIds.SchemaUnexpectedValues, "'Crypto' is added to the domain" },
        { "high", RuleIds.SchemaAboveRange, "\"range\" ends at 5000, not " },
        { "low", RuleIds.SchemaBelowRange, "\"range\" begins at -3, not 0" },
        { "nan", RuleIds.SchemaNaN, "NaN is allowed" },
        { "infinity", RuleIds.SchemaInfinity, "infinities are allowed" },
        { "missing", RuleIds.SchemaPresentShare, "\"minPresent\" is 0.9, not " },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Proposal_OfOneBrokenRule_LetsTheDataThroughAndChangesNothingElse(string change, string rule, string said)
    {
        var data = Trips((i, t) => change switch
        {
            "value" => i == 99 ? t with { Payment = "Crypto" } : t,
            "high" => i == 99 ? t with { Fare = 5000 } : t,
            "low" => i == 99 ? t with { Fare = -3 } : t,
            "nan" => i == 99 ? t with { Fare = double.NaN } : t,
            "infinity" => i == 99 ? t with { Fare = double.PositiveInfinity } : t,
            _ => i % 10 == 0 ? t with { Payment = null } : t,
        });

        // Fifty whole fares are a domain, unless a range is asked for.
        var schema = Schema with { Columns = [.. Schema.Columns.Select(c => c.Name == "Fare" ? c with { Domain = null, Range = new NumberRange(0, 60), AllowNaN = false, AllowInfinity = false } : c)] };
        var proposal = Propose(schema, data, out var report).Should().ContainSingle().Subject;
        var accepted = SchemaEvolution.Accept(schema, [proposal], " it is right ", report.Profile);

        proposal.Anomaly.Rule.Should().Be(rule);
        proposal.Change.Should().StartWith(said);
        SchemaValidator.Validate(accepted, data).Anomalies.Should().BeEmpty();
        accepted.Accepted.Should().Equal(new AcceptedChange(rule, proposal.Anomaly.Column, proposal.Change!, "it is right", "trips", null));
        accepted.Columns.Where(c => c.Name != proposal.Anomaly.Column).Should().Equal(schema.Columns.Where(c => c.Name != proposal.Anomaly.Column));
        SchemaFile.ToJson(SchemaFile.Parse(System.Text.Encoding.UTF8.GetBytes(SchemaFile.ToJson(accepted)), "s.json")).Should().Be(SchemaFile.ToJson(accepted));
    }

    [Fact]
    public void Proposal_WithBrokenBytesAmongStrangers_AddsTheTextsOnly()
    {
        using var folder = new TempFolder();
        var data = new CsvSource(folder.Write("rows.csv", [.. "kind\nA\nB\nC\n"u8, 0xC3, 0x28, (byte)'\n']));
        var schema = CsvRows.Schema(new ColumnSchema { Name = "kind", Domain = new ValueDomain { Values = ["A", "B"] } });

        Propose(schema, data, out _).Select(p => p.Change ?? p.Refusal).Should().Equal(
            "'C' is added to the domain",
            "no change of the column's rules allows it; mend the data, or let MLG1012 warn, with a reason");
    }

    [Fact]
    public void Proposal_OfAnEmptyColumn_LetsItBeEmpty()
    {
        var data = Trips((_, t) => t with { Payment = null });
        var schema = Schema with { Columns = [.. Schema.Columns.Select(c => c with { MinPresentCount = 1 })] };

        var proposal = Propose(schema, data, out var report).Should().ContainSingle().Subject;

        proposal.Anomaly.Rule.Should().Be(RuleIds.SchemaColumnEmpty);
        SchemaValidator.Validate(SchemaEvolution.Accept(schema, [proposal], "no payments any more", report.Profile), data).Anomalies.Should().BeEmpty();
    }

    private sealed record WithoutCode(string? Payment, double Fare);

    private sealed record WithMore(string? Payment, double Fare, string Code, int Level);

    [Fact]
    public void Proposal_ForAColumnThatServingLacks_ExpectsItElsewhere()
    {
        var data = new ObjectSource<WithoutCode>(Enumerable.Range(0, 3000).Select(i => new WithoutCode(i % 3 == 0 ? "Card" : "Cash", i % 50)), "serving");
        var proposal = Propose(Schema, data, out var report, "serving").Should().ContainSingle().Subject;

        proposal.Change.Should().Be("it is expected in training only");
        var accepted = SchemaEvolution.Accept(Schema, [proposal], "codes are for training", report.Profile);
        SchemaValidator.Validate(accepted, data, new SchemaValidationOptions { Environment = "serving" }).Anomalies.Should().BeEmpty();
        SchemaValidator.Validate(accepted, data, new SchemaValidationOptions { Environment = "training" }).Anomalies.Should().ContainSingle().Which.Rule.Should().Be(RuleIds.SchemaColumnMissing);
    }

    [Fact]
    public void Proposal_ForANewColumn_AddsWhatWouldBeInferred()
    {
        var data = new ObjectSource<WithMore>(Enumerable.Range(0, 3000).Select(i => new WithMore(i % 3 == 0 ? "Card" : "Cash", i % 50, $"{i % 7:000}", i % 4)), "trips");
        var proposal = Propose(Schema, data, out var report).Should().ContainSingle().Subject;

        proposal.Change.Should().Be("the column is added as integer");
        var accepted = SchemaEvolution.Accept(Schema, [proposal], "loyalty", report.Profile);
        accepted.Find("Level").Should().BeEquivalentTo(SchemaInference.Infer(report.Profile).Find("Level"));
        SchemaValidator.Validate(accepted, data).Anomalies.Should().BeEmpty();
    }

    [Fact]
    public void Accept_WithoutReason_IsRefused() =>
        FluentActions.Invoking(() => SchemaEvolution.Accept(Schema, [], " ", ProfileBuilder.Build(Trips()))).Should().Throw<ArgumentException>();
}
