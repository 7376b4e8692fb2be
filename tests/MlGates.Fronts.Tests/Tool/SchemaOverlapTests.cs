using FluentAssertions;
using MlGates.Assertions;
using MlGates.Data;
using MlGates.Schemas;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Tool;

/// <summary>MLG1035 through each front.</summary>
public sealed class SchemaOverlapTests
{
    private const string Schema = """{ "schemaVersion": 1, "kind": "schema", "columns": { "a": { "type": "integer" }, "b": { "type": "category" } } }""";

    [Fact]
    public void Validate_RowsOfTraining_Block()
    {
        using var folder = Folder();
        folder.Run("schema", "validate", "test.csv", "--schema", "schema.json", "--not-in", "train.csv").Should().Be(1);
        folder.Output.Should().Contain("MLG1035 test: 1 of 3 rows (33.3 %) are also in train, compared in 2 columns").And.Contain("row 2 (as row 3)");
        folder.Run("schema", "validate", "other.csv", "--schema", "schema.json", "--not-in", "train.csv").Should().Be(0);
    }

    [Fact]
    public void Accept_RowsOfTraining_AllowsTheirShare()
    {
        using var folder = Folder();
        folder.Run("schema", "accept", "test.csv", "--schema", "schema.json", "--not-in", "train.csv", "--rule", "MLG1035", "--reason", "the same sensors").Should().Be(0);
        File.ReadAllText(folder["schema.json"]).Should().Contain("\"overlap\": 0.3334");
        folder.Run("schema", "validate", "test.csv", "--schema", "schema.json", "--not-in", "train.csv").Should().Be(0);
        folder.Run("schema", "validate", "test.csv", "--schema", "schema.json").Should().Be(0);
        folder.Output.Should().Contain("\"overlap\" is not judged: no dataset was given that rows must not be in");
    }

    [Theory, InlineData("test", 1), InlineData("other", 0)]
    public void Plan_RowsOfTraining_Block(string data, int exit)
    {
        using var folder = Folder().Write("mlgates.json", $$"""
            { "data": { "train": "train.csv", "judged": "{{data}}.csv" },
              "checks": [ { "id": "schema", "check": "schema", "data": "judged", "schema": "schema.json", "notIn": "train" } ] }
            """);
        folder.Run("check").Should().Be(exit);
        folder.Output.Contains("FAILED MLG1035", StringComparison.Ordinal).Should().Be(exit == 1);
    }

    [Theory, InlineData("judged", "\"notIn\""), InlineData("tran", "did you mean \"train\"")]
    public void Plan_NotInItselfOrUnknown_IsAnError(string name, string said)
    {
        using var folder = Folder().Write("mlgates.json", $$"""
            { "data": { "train": "train.csv", "judged": "test.csv" },
              "checks": [ { "id": "schema", "check": "schema", "data": "judged", "schema": "schema.json", "notIn": "{{name}}" } ] }
            """);
        folder.Run("check").Should().Be(2);
        (folder.Output + folder.Error).Should().Contain(said).And.Contain("mlgates.json(2,");
    }

    [Fact]
    public void Assertion_RowsOfTraining_Fail()
    {
        using var folder = Folder();
        var schema = SchemaFile.Read(folder["schema.json"]);
        DataSource Open(string name) => DataFile.Open(folder[name]);
        Open("other.csv").Should().MatchSchema(schema, notIn: Open("train.csv"));
        FluentActions.Invoking(() => Open("test.csv").Should().MatchSchema(schema, notIn: Open("train.csv"))).Should().Throw<XunitException>().WithMessage("*MLG1035*1 of 3 rows*row 2 (as row 3)*");
    }

    private static ToolFolder Folder() => new ToolFolder().Write("schema.json", Schema)
        .Write("train.csv", "a,b\n1,x\n2,y\n3,z\n").Write("test.csv", "a,b\n5,x\n3,z\n6,z\n").Write("other.csv", "a,b\n5,x\n7,z\n6,z\n");
}
