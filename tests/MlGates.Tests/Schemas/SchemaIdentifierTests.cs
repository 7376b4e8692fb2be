using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class SchemaIdentifierTests
{
    private sealed record Row(int Id, int Amount);

    // The next export goes on where this one ended.
    [Fact]
    public void Infer_Identifiers_HaveNoRange()
    {
        static ObjectSource<Row> Rows(int from) => new(Enumerable.Range(from, 2000).Select(i => new Row(i, i * 37 % 500)), "rows");

        var schema = SchemaInference.Infer(ProfileBuilder.Build(Rows(1)));

        schema.Find("Id")!.Notes.Should().Equal("identifier");
        schema.Find("Id")!.Range.Should().BeNull();
        schema.Find("Amount")!.Range.Should().NotBeNull();
        SchemaValidator.Validate(schema, Rows(2001)).Anomalies.Should().BeEmpty();
    }
}
