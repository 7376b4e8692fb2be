using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class SchemaWeightTests
{
    private static readonly SchemaValidationOptions ByWeight = new() { Weight = "w" };

    private static DatasetSchema Schema(ColumnSchema column) => CsvRows.Schema(column, new ColumnSchema { Name = "w", Type = ColumnType.Float });

    // One of four rows lacks a value: a quarter of the rows, but 0.7 of the weight, or nothing of it.
    [Theory]
    [InlineData(0.7, 0.75, "1 of 4 values (25 %) are missing, 70 % by weight; at most 25 % may be")]
    [InlineData(0.7, 0.31, "1 of 4 values (25 %) are missing, 70 % by weight; at most 69 % may be")]
    [InlineData(0.7, 0.3, null)]
    [InlineData(0.001, 0.99, null)]
    [InlineData(0, 1.0, null)]
    public void Present_ByWeight_CountsEachRowAsMuch(double weight, double least, string? found)
    {
        var rest = FormattableString.Invariant($"{(1 - weight) / 3}");
        using var rows = new CsvRows(["a,w", FormattableString.Invariant($",{weight}"), $"x,{rest}", $"y,{rest}", $"z,{rest}"]);
        var schema = Schema(new ColumnSchema { Name = "a", MinPresent = least });

        rows.Validate(schema, ByWeight).Select(a => a.Found).Should().Equal(found is null ? [] : [found]);
        rows.Validate(schema).Should().HaveCount(least > 0.75 ? 1 : 0, "without weights rows count");
    }

    // Ten rows of weight 0.1: a share as people write it is met exactly, however sums are rounded.
    [Fact]
    public void Share_MetExactly_IsNotBroken()
    {
        using var rows = new CsvRows(["a,w", .. Enumerable.Range(0, 10).Select(i => i < 3 ? ",0.1" : i < 6 ? "odd,0.1" : "x,0.1")]);

        rows.Validate(Schema(new ColumnSchema { Name = "a", MinPresent = 0.7 }), ByWeight).Should().BeEmpty();
        rows.Validate(Schema(new ColumnSchema { Name = "a", MinPresent = 0.71 }), ByWeight).Should().ContainSingle();
        rows.Validate(Schema(new ColumnSchema { Name = "a", Domain = new ValueDomain { Values = ["x"], MaxOutside = 3 / 7.0 } }), ByWeight).Should().BeEmpty();
        rows.Validate(Schema(new ColumnSchema { Name = "a", Domain = new ValueDomain { Values = ["x"], MaxOutside = 0.42 } }), ByWeight).Should().ContainSingle();
    }

    [Fact]
    public void Domain_ByWeight_ToleratesAShareOfTheWeight()
    {
        using var rows = new CsvRows("a,w", "x,1", "odd,6", "x,1", "x,1", ",1");
        var schema = Schema(new ColumnSchema { Name = "a", Domain = new ValueDomain { Values = ["x"], MaxOutside = 0.5 } });

        rows.Validate(schema).Should().BeEmpty("a quarter of the values is tolerated");
        var broken = rows.Only(schema, RuleIds.SchemaUnexpectedValues, ByWeight);
        broken.Found.Should().Be("1 of 4 values (25 %) are not among the 1 known ones, 66.7 % by weight; at most 50 % may be: 'odd' (1 row)");
        broken.Examples.Should().Equal(new AnomalyExample(2, "odd"));
        var light = Schema(new ColumnSchema { Name = "a", Domain = new ValueDomain { Values = ["odd"], MaxOutside = 0.5 } });
        rows.Validate(light).Should().ContainSingle("three quarters of the values are too many");
        rows.Validate(light, ByWeight).Should().BeEmpty("they have a third of the weight");
    }

    // Of whole numbers and of many texts a profile has no weight by value: the rows tell, a profile alone does not.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Domain_WeightsThatTheProfileHasNot_AreSummedOverRows(bool texts)
    {
        string[] many = texts ? [.. Enumerable.Range(0, 12_000).Select(i => $"u{i},0.0001")] : [.. Enumerable.Range(0, 3).Select(_ => "8,0.4")];
        using var rows = new CsvRows(["a,w", "7,2", "7,2", .. many]);
        var schema = Schema(new ColumnSchema { Name = "a", Domain = new ValueDomain { Values = ["7"], MaxOutside = 0.2 } });

        var broken = rows.Only(schema, RuleIds.SchemaUnexpectedValues, ByWeight);
        broken.Found.Should().StartWith(texts ? "12000 of 12002 values (99.98 %)" : "3 of 5 values (60 %) are not among the 1 known ones, 23.1 % by weight; at most 20 % may be");
        broken.Found.Should().Contain("23.1 % by weight");
        (broken.Count, broken.Examples[0].Row, broken.Examples.Count).Should().Be((many.Length, 3, Math.Min(10, many.Length)));
        rows.Validate(schema with { Columns = [schema.Columns[0] with { Domain = new ValueDomain { Values = ["7"], MaxOutside = 0.24 } }, schema.Columns[1]] }, ByWeight).Should().BeEmpty();

        var profile = ProfileBuilder.Build(rows.Source, new ProfileOptions { Weight = "w" });
        SchemaValidator.Examine(schema, profile).Should().ContainSingle().Which.Should().Match<Anomaly>(a => a.Undecided && a.Rule == RuleIds.SchemaUnexpectedValues);
        SchemaEvolution.Propose(schema, profile, [broken]).Should().ContainSingle().Which.Change.Should().NotBeNull();
    }

    [Fact]
    public void Domain_ThatIsClosed_ToleratesNoStrangerHoweverLight()
    {
        using var rows = new CsvRows("a,w", "x,1", "odd,0");

        rows.Only(Schema(new ColumnSchema { Name = "a", Domain = new ValueDomain { Values = ["x"] } }), RuleIds.SchemaUnexpectedValues, ByWeight).Count.Should().Be(1);
    }

    [Fact]
    public void Domain_OfTheWeightsThemselves_IsLookedAt()
    {
        using var rows = new CsvRows("a,w", "x,1", "x,3");

        var broken = rows.Only(Schema(new ColumnSchema { Name = "a" }) with { Columns = [new ColumnSchema { Name = "a" }, new ColumnSchema { Name = "w", Domain = new ValueDomain { Values = ["1"], MaxOutside = 0.5 } }] }, RuleIds.SchemaUnexpectedValues, ByWeight);

        broken.Found.Should().Contain("75 % by weight");
    }

    [Fact]
    public void Accept_ByWeight_LetsTheDataThroughAndNoMore()
    {
        using var rows = new CsvRows(["a,w", ",5", .. Enumerable.Range(0, 200).Select(i => $"v{i},{(i < 150 ? 1 : 0)}"), "x,45"]);
        var schema = Schema(new ColumnSchema { Name = "a", MinPresent = 0.99, Domain = new ValueDomain { Values = ["x"], MaxOutside = 0.1 } });
        var report = SchemaValidator.Validate(schema, rows.Source, ByWeight);

        var proposals = SchemaEvolution.Propose(schema, report.Profile, report.Anomalies);
        var accepted = SchemaEvolution.Accept(schema, proposals, "weights changed", report.Profile);

        (accepted.Find("a")!.MinPresent, accepted.Find("a")!.Domain!.MaxOutside).Should().Be((0.975, 0.7693), "195 of 200 are present, 150 of 195 are others");
        rows.Validate(accepted, ByWeight).Should().BeEmpty();
    }

    [Theory]
    [InlineData("w", "-1", "Column 'w' of '*' holds '-1' in row 2, which is not a weight (a finite number of at least 0)*")]
    [InlineData("w", "NaN", "Column 'w' of '*' holds 'NaN' in row 2, which is not a weight*")]
    [InlineData("w", "inf", "Column 'w' of '*' holds 'inf' in row 2, which is not a weight*")]
    [InlineData("w", "many", "Column 'w' of '*' holds 'many' in row 2, which is not a weight*")]
    [InlineData("w", "", "Column 'w' of '*' has no value in row 2, which needs a weight*")]
    [InlineData("weight", "1", "'*' has no column 'weight'*")]
    [InlineData("v", "1", "*has no column 'v'*")]
    public void Weights_ThatAreNone_AreOneClearError(string weight, string second, string message)
    {
        using var rows = new CsvRows("a,w", "x,1", $"y,{second}");

        FluentActions.Invoking(() => rows.Validate(Schema(new ColumnSchema { Name = "a" }), new SchemaValidationOptions { Weight = weight })).Should().Throw<InputException>().WithMessage(message);
    }

    [Fact]
    public void Weights_ThatAreAllZero_AreRefused()
    {
        using var rows = new CsvRows("a,w", "x,0", "y,0");
        var zero = "All 2 weights of 'rows.csv' (column 'w') are 0, so there are no shares by weight: name the column that holds them.";

        FluentActions.Invoking(() => rows.Validate(Schema(new ColumnSchema { Name = "a" }), ByWeight)).Should().Throw<InputException>().WithMessage(zero);
        FluentActions.Invoking(() => SchemaInference.Infer(ProfileBuilder.Build(rows.Source, new ProfileOptions { Weight = "w" }))).Should().Throw<InputException>().WithMessage(zero);
    }

    [Fact]
    public void Profile_OfOtherWeights_IsRefused()
    {
        using var rows = new CsvRows("a,w,v", "x,1,2", "y,2,3");
        var schema = Schema(new ColumnSchema { Name = "a" }) with { AllowNewColumns = true };
        var other = ProfileBuilder.Build(rows.Source, new ProfileOptions { Weight = "v" });

        FluentActions.Invoking(() => SchemaValidator.Examine(schema, rows.Profile, ByWeight)).Should().Throw<InputException>().WithMessage("*has no weights of the column 'w'*").Which.Rule.Should().Be(RuleIds.Usage);
        FluentActions.Invoking(() => SchemaValidator.Examine(schema, other, ByWeight)).Should().Throw<InputException>().WithMessage("*has weights of the column 'v', not of 'w'*");
        SchemaValidator.Examine(schema, other).Should().BeEmpty();
        new SchemaCheck { Id = "s", Weight = "v" }.Examine(schema, other).Should().OnlyContain(e => e.Settled != Outcome.Failed);
    }

    [Fact]
    public void Slice_ByWeight_IsJudgedByWeight()
    {
        using var rows = new CsvRows("a,k,w", ",p,9", "x,p,1", "x,p,1", "x,q,1", "x,r,0");
        var schema = CsvRows.Schema(new ColumnSchema { Name = "a" }, new ColumnSchema { Name = "k" }, new ColumnSchema { Name = "w" }) with
        {
            Slices = [new SliceSchema { Where = "k=p", Columns = [new ColumnSchema { Name = "a", MinPresent = 0.6 }] }, new SliceSchema { Where = "k=r", Columns = [new ColumnSchema { Name = "a", MinPresent = 0.6 }] }],
        };

        rows.Validate(schema).Should().BeEmpty();
        var found = rows.Validate(schema, ByWeight);
        found.Select(a => (a.Slice, a.Rule, a.Undecided)).Should().Equal(("k=p", RuleIds.SchemaPresentShare, false), ("k=r", RuleIds.SchemaFewRows, true));
        found[0].Found.Should().Contain("81.8 % by weight");
    }

    // Rows of equal weight are rows, of whatever weight.
    [Theory, InlineData(1), InlineData(0.25), InlineData(4)]
    public void Inference_OfEqualWeights_IsThatOfRows(double weight)
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => i % 97 == 0 ? "," : i % 999 == 5 ? $"odd{i}," : $"{"abc"[i % 3]},")];
        using var rows = new CsvRows(["a,w", .. lines.Select(l => FormattableString.Invariant($"{l}{weight}"))]);

        var plain = SchemaInference.Infer(rows.Profile).Find("a")!;
        var weighted = SchemaInference.Infer(ProfileBuilder.Build(rows.Source, new ProfileOptions { Weight = "w" })).Find("a")!;

        plain.Domain!.MaxOutside.Should().BeGreaterThan(0);
        (weighted.MinPresent, weighted.Domain!.MaxOutside).Should().Be((plain.MinPresent, plain.Domain.MaxOutside));
    }

    // A tenth of the rows has nine tenths of the weight, and lacks values: shares follow the weight, margins the fewer effective rows.
    [Fact]
    public void Inference_ByWeight_FollowsTheWeightWithWiderMargins()
    {
        using var rows = new CsvRows(["a,w", .. Enumerable.Range(0, 4000).Select(i => i % 10 == 0 ? (i % 20 == 0 ? ",81" : "x,81") : "x,1")]);
        var profile = ProfileBuilder.Build(rows.Source, new ProfileOptions { Weight = "w" });

        var plain = SchemaInference.Infer(rows.Profile);
        var weighted = SchemaInference.Infer(profile);

        plain.Find("a")!.MinPresent.Should().BeInRange(0.85, 0.95);
        weighted.Find("a")!.MinPresent.Should().BeInRange(0.25, 0.55, "45 % of the weight is missing");
        SchemaValidator.Validate(weighted, rows.Source, ByWeight).Anomalies.Should().BeEmpty();
        SchemaValidator.Validate(plain, rows.Source, ByWeight).Anomalies.Should().ContainSingle().Which.Rule.Should().Be(RuleIds.SchemaPresentShare);
    }
}
