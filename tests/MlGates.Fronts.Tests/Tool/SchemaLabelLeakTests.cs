using FluentAssertions;
using MlGates.Assertions;
using MlGates.Data;
using MlGates.Schemas;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Tool;

/// <summary>MLG1034 through each front.</summary>
public sealed class SchemaLabelLeakTests
{
    private const string Schema = """{ "schemaVersion": 1, "kind": "schema", "label": "y", "columns": { "x": { "type": "category" }, "y": { "type": "integer" } } }""";

    [Theory, InlineData("leak", 1), InlineData("fair", 0)]
    public void Validate_FeatureThatTellsTheLabel_Blocks(string data, int exit)
    {
        using var folder = Folder();
        folder.Run("schema", "validate", $"{data}.csv", "--schema", "schema.json").Should().Be(exit);
        folder.Output.Contains("MLG1034 x: guessing the label 'y' is wrong in 250 of 2000 rows without this column, and in 0 with it", StringComparison.Ordinal).Should().Be(exit == 1);
    }

    [Theory, InlineData("leak", 1), InlineData("fair", 0)]
    public void Plan_FeatureThatTellsTheLabel_Blocks(string data, int exit)
    {
        using var folder = Folder().Write("mlgates.json", $$"""
            { "data": { "judged": "{{data}}.csv" }, "checks": [ { "id": "schema", "check": "schema", "data": "judged", "schema": "schema.json" } ] }
            """);
        folder.Run("check").Should().Be(exit);
        folder.Output.Contains("FAILED MLG1034", StringComparison.Ordinal).Should().Be(exit == 1);
    }

    [Fact]
    public void Assertion_FeatureThatTellsTheLabel_Fails()
    {
        using var folder = Folder();
        var schema = SchemaFile.Read(folder["schema.json"]);
        DataFile.Open(folder["fair.csv"]).Should().MatchSchema(schema);
        FluentActions.Invoking(() => DataFile.Open(folder["leak.csv"]).Should().MatchSchema(schema)).Should().Throw<XunitException>().WithMessage("*MLG1034*x*250 of 2000 rows*");
    }

    private static ToolFolder Folder() => new ToolFolder().Write("schema.json", Schema)
        .Write("leak.csv", Rows(i => i % 8 == 0 ? "yes" : "no")).Write("fair.csv", Rows(i => i % 5 == 0 ? "yes" : "no"));

    private static string Rows(Func<int, string> feature) => "x,y\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{feature(i)},{(i % 8 == 0 ? 1 : 0)}\n"));
}
