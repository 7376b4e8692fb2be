using System.Globalization;
using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>A column that tells the label, and columns that look like one: each of a table in which nothing else tells anything.</summary>
public sealed class LabelLeakTests
{
    private const int Rows = 2000;

    private static readonly Random Chance = new(34);

    // Every eighth row is of class 1, by chance.
    private static readonly bool[] Labels = [.. Enumerable.Range(0, Rows).Select(_ => Chance.Next(8) == 0)];

    private static readonly double[] Numbers = [.. Enumerable.Range(0, Rows).Select(_ => Math.Exp(3 * Chance.NextDouble()))];

    private static readonly double[] Noise = [.. Enumerable.Range(0, Rows).Select(_ => Chance.NextDouble())];

    private static DatasetSchema Schema(params string[] features) => CsvRows.Schema([Any("y"), .. features.Select(Any)]) with { Label = "y" };

    private static ColumnSchema Any(string name) => new() { Name = name };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static CsvRows Table(Func<int, string> label, Func<int, string> feature, int rows = Rows) => new(["y,x", .. Enumerable.Range(0, rows).Select(i => $"{label(i)},{feature(i)}")]);

    private static CsvRows Classes(Func<int, string> feature) => Table(i => Labels[i] ? "1" : "0", feature);

    private static CsvRows Measured(Func<int, string> feature) => Table(i => Text(Numbers[i]), feature);

    [Fact]
    public void CopyOfTheLabel_InOtherWords_IsTold()
    {
        using var rows = Classes(i => Labels[i] ? "yes" : "no");
        var wrong = Labels.Count(l => l);

        var anomaly = rows.Only(Schema("x"), RuleIds.SchemaLabelLeak);

        anomaly.Found.Should().Be($"guessing the label 'y' is wrong in {wrong} of 2000 rows without this column, and in 0 with it: 100 % explained, at most 99 % may be");
        (anomaly.Column, anomaly.Count).Should().Be(("x", null));
        var first = Array.IndexOf(Labels, true) + 1;
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal(first == 1 ? [(1, "yes → 1"), (Array.IndexOf(Labels, false) + 1, "no → 0")] : [(1, "no → 0"), (first, "yes → 1")]);
    }

    public static TheoryData<string, Func<int, string>> Telling => new()
    {
        { "a number beyond a threshold", i => Text(Labels[i] ? 0.37 + (0.6 * Noise[i]) : 0.37 * Noise[i]) },
        { "a number that is there in one class only", i => Labels[i] ? Text(Numbers[i]) : "0" },
        { "a value that is missing in one class", i => Labels[i] ? "" : Text(Noise[i]) },
        { "a code among many", i => Labels[i] ? "C7" : $"C{(int)(7 * Noise[i])}" },
        { "whole numbers without an order", i => $"{(2 * (int)(20 * Noise[i])) + (Labels[i] ? 1 : 0)}" },
        { "times of one class", i => Labels[i] ? $"2024-02-{1 + (int)(28 * Noise[i]):00}" : $"2024-01-{1 + (int)(28 * Noise[i]):00}" },
        { "truth values", i => Labels[i] ? "true" : "false" },
    };

    [Theory]
    [MemberData(nameof(Telling))]
    public void FeatureThatTellsClasses_IsTold(string what, Func<int, string> feature)
    {
        using var rows = Classes(feature);

        rows.Only(Schema("x"), RuleIds.SchemaLabelLeak).Found.Should().Contain("explained, at most 99 % may be", what);
    }

    public static TheoryData<string, Func<int, string>> Harmless => new()
    {
        { "an identifier", i => $"{i * 7919L}" },
        { "an identifier of letters", i => $"id{i}x" },
        { "noise", i => Text(Noise[i]) },
        { "a value for every two rows", i => $"v{(int)(1000 * Noise[i])}" },
        { "one that is wrong in three of a hundred rows", i => (Noise[i] < 0.03) ^ Labels[i] ? "yes" : "no" },
        { "nothing but missing values and one", i => i == 5 ? "1" : "" },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void FeatureThatDoesNotTell_IsFine(string what, Func<int, string> feature)
    {
        using (var classes = Classes(feature))
        {
            classes.Validate(Schema("x")).Should().BeEmpty(what);
        }

        using var numbers = Measured(feature);
        numbers.Validate(Schema("x")).Should().BeEmpty(what);
    }

    [Fact]
    public void NumberInAnotherUnit_IsTold_HoweverUneven()
    {
        foreach (var other in new Func<double, double>[] { v => (1.8 * v) + 32, Math.Log, v => -v * v * v })
        {
            using var rows = Measured(i => Text(other(Numbers[i])));
            rows.Only(Schema("x"), RuleIds.SchemaLabelLeak).Found.Should().EndWith("% of what the ranks of the label 'y' vary by is explained by this column, at most 99 % may be");
        }

        using var near = Measured(i => Text(Numbers[i] * (0.8 + (0.4 * Noise[i]))));
        near.Validate(Schema("x")).Should().BeEmpty("it is off by up to a fifth");
    }

    [Fact]
    public void RowsInAnotherOrder_SayTheSame()
    {
        int[] order = [.. Enumerable.Range(0, Rows).OrderBy(i => Noise[i])];
        using var rows = Measured(i => Text(Math.Round(Numbers[i] * (1 + (0.02 * Noise[i])), 2)));
        using var shuffled = Table(i => Text(Numbers[order[i]]), i => Text(Math.Round(Numbers[order[i]] * (1 + (0.02 * Noise[order[i]])), 2)));

        shuffled.Only(Schema("x"), RuleIds.SchemaLabelLeak).Found.Should().Be(rows.Only(Schema("x"), RuleIds.SchemaLabelLeak).Found);
    }

    [Fact]
    public void FewRows_ProveNothing()
    {
        // Of 60 wrong guesses without, none with leaves up to 11 % at 99.9 %; of 70 it leaves 9 %.
        using var few = Table(i => i % 3 == 0 ? "b" : "a", i => i % 3 == 0 ? "b" : "a", 180);
        using var enough = Table(i => i % 3 == 0 ? "b" : "a", i => i % 3 == 0 ? "b" : "a", 210);
        using var numbers = Table(i => $"{i}.5", i => $"{i}.25", 99);

        few.Validate(Schema("x")).Should().BeEmpty();
        enough.Only(Schema("x"), RuleIds.SchemaLabelLeak);
        numbers.Validate(Schema("x")).Should().BeEmpty();
    }

    [Fact]
    public void Limit_OfTheColumn_GoesBeforeThatOfAll()
    {
        using var rows = Classes(i => (Noise[i] < 0.03) ^ Labels[i] ? "yes" : "no");
        var schema = Schema("x") with { MaxExplained = 0.5 };

        rows.Only(schema, RuleIds.SchemaLabelLeak).Found.Should().EndWith("at most 50 % may be");
        rows.Validate(schema with { Columns = [schema.Columns[0] with { MaxExplained = 0.9 }, schema.Columns[1]] }).Should().BeEmpty();
    }

    [Fact]
    public void WithoutTheLabel_NothingIsLookedAt()
    {
        using var serving = new CsvRows("x", "1", "2");
        using var rows = Classes(i => Labels[i] ? "yes" : "no");
        var schema = Schema("x") with { Environments = ["serving", "training"] };
        schema = schema with { Columns = [schema.Columns[0], schema.Columns[1] with { Environments = ["training"] }] };

        serving.Validate(schema, new SchemaValidationOptions { Environment = "serving" }).Should().BeEmpty();
        rows.Only(schema, RuleIds.SchemaLabelLeak, new SchemaValidationOptions { Environment = "training" });
        rows.Validate(schema with { Columns = [schema.Columns[0] with { Environments = ["training"] }, schema.Columns[1]] }, new SchemaValidationOptions { Environment = "training" })
            .Should().BeEmpty("what is there only where the label is, is no feature");
        rows.Validate(schema with { Label = null }).Should().BeEmpty();
    }

    [Fact]
    public void Profile_DoesNotTell()
    {
        using var rows = Classes(i => Labels[i] ? "yes" : "no");

        var anomaly = SchemaValidator.Examine(Schema("x"), rows.Profile).Should().ContainSingle().Which;

        (anomaly.Rule, anomaly.Column, anomaly.Undecided).Should().Be((RuleIds.SchemaLabelLeak, "x", true));
    }

    [Fact]
    public void Label_OfTooManyTexts_IsSaid()
    {
        using var rows = Table(i => $"t{i}x", _ => "1", 300);

        var anomaly = rows.Validate(Schema("x")).Should().ContainSingle().Which;

        (anomaly.Rule, anomaly.Undecided, anomaly.Found).Should().Be((RuleIds.SchemaLabelLeak, true, "no column can be said to tell the label 'y': it has more than 100 values"));
        using var constant = Table(_ => "1", _ => "1", 300);
        constant.Validate(Schema("x")).Should().BeEmpty();
    }

    [Fact]
    public void HiddenValues_AreHashes()
    {
        using var rows = Classes(i => Labels[i] ? "yes" : "no");

        rows.Only(Schema("x"), RuleIds.SchemaLabelLeak, new SchemaValidationOptions { HideValues = true }).Examples.Should().OnlyContain(e => !e.Value!.Contains("yes") && !e.Value.Contains("no"));
    }

    [Fact]
    public void Accepted_ItMayExplainTheLabel()
    {
        using var rows = Classes(i => Labels[i] ? "yes" : "no");
        var schema = Schema("x");
        var proposal = SchemaEvolution.Propose(schema, rows.Profile, rows.Validate(schema)).Should().ContainSingle().Which;

        proposal.Change.Should().Be("it may explain the label 'y' wholly");
        var accepted = SchemaEvolution.Accept(schema, [proposal], "the clerk enters it first", rows.Profile);
        rows.Validate(accepted).Should().BeEmpty();
        SchemaDiff.Compare(schema, accepted).Select(c => $"{c.Column}: {c.Message}").Should().Equal("x: share of the label that it may explain was as of all columns, is at most 100 %");
        SchemaDiff.Compare(schema, schema with { Label = null, MaxExplained = 0.9 }).Select(c => $"{c.Kind} {c.Message}")
            .Should().Equal("Wider the label was 'y', is not said", "Narrower share of the label that a column may explain was at most 99 %, is at most 90 %");
    }

    [Fact]
    public void NewColumn_ThatTells_IsTold_AndNotAcceptedByItself()
    {
        using var rows = Classes(i => Labels[i] ? "yes" : "no");
        var schema = Schema() with { AllowNewColumns = true };

        SchemaEvolution.Propose(schema, rows.Profile, [rows.Only(schema, RuleIds.SchemaLabelLeak)])[0].Refusal.Should().StartWith("the schema does not have the column yet");
    }

    [Fact]
    public void Inferred_TheLabelIsNamed_AndWhatTellsItIsNotTakenForRight()
    {
        using var rows = Classes(i => Labels[i] ? "yes" : "no");
        var schema = SchemaInference.Infer(rows.Profile, new SchemaInferenceOptions { Label = "y" });

        schema.Label.Should().Be("y");
        rows.Only(schema, RuleIds.SchemaLabelLeak);
        FluentActions.Invoking(() => SchemaInference.Infer(rows.Profile, new SchemaInferenceOptions { Label = "Y" })).Should().Throw<InputException>().WithMessage("*has no column 'Y' to be the label*'y'*");
    }

    [Fact]
    public void Contradictions_AreNamed()
    {
        string[] Of(DatasetSchema schema) => [.. SchemaConsistency.Find(schema).Select(p => $"{p.Column} {p.Member}: {p.Message}")];
        var x = Any("x") with { MaxExplained = 0.5 };

        Of(Schema("x") with { Label = "why" }).Should().ContainSingle().Which.Should().StartWith(" label: the schema has no column 'why'");
        Of(Schema("x") with { MaxExplained = 2 }).Should().Equal(" maxExplained: 2 is no share: give 0 to 1");
        Of(CsvRows.Schema(x)).Should().Equal("x maxExplained: the schema names no label that could be explained; add \"label\"");
        Of(CsvRows.Schema(x with { MaxExplained = double.NaN }) with { Label = "x" }).Should().Equal("x maxExplained: NaN is no share: give 0 to 1");
    }
}
