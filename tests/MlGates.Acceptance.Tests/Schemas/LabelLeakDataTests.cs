using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Acceptance.Tests.Schemas;

/// <summary>What tells the label in real data: the lifeboat does, nearly; good features do not.</summary>
public sealed class LabelLeakDataTests
{
    [SharedTheory]
    [InlineData("titanic/titanic_reference.csv", "Survived", 0.9, "boat")]
    [InlineData("titanic/titanic_reference.csv", "Survived", 0.99, "")]
    [InlineData("bike_sharing/hour.csv", "cnt", 0.95, "registered")]
    [InlineData("bike_sharing/hour.csv", "cnt", 0.99, "")]
    [InlineData("wine/wine-quality.csv", "quality", 0.5, "")]
    [InlineData("nyc_taxi_fare/taxi-fare-train.csv", "fare_amount", 0.95, "")]
    [InlineData("../chicago_taxi/tutorial/train.csv", "tips", 0.95, "")]
    public void Columns_ThatTellTheLabel_AreThese(string file, string label, double most, string columns)
    {
        var rows = DataFile.Open(Shared.Path("data/tabular/" + file));
        var profile = ProfileBuilder.Build(rows);
        var schema = new DatasetSchema { Columns = [.. profile.Columns.Select(c => new ColumnSchema { Name = c.Name })], Label = label, MaxExplained = most };

        SchemaValidator.Validate(schema, profile, rows).Select(a => (a.Rule, a.Column)).Should().Equal(columns.Length == 0 ? [] : [(RuleIds.SchemaLabelLeak, columns)]);
    }
}
