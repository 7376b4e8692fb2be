using System.Globalization;
using System.Text;

namespace MlGates.Packages.Tests;

/// <summary>The way of a user, with the tool that is in the package: build, judge, publish, break, fix, update the package.</summary>
[Collection(PackagesCollection.Name)]
public sealed class PublishFlowTests(PackagesFixture packages)
{
    // The share of payments by card must not move by more than 0.1.
    private const string Plan = """
        { "data": { "train": "data/train.csv", "serving": "data/serving.csv" },
          "checks": [
            { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving",
              "features": { "payment": { "measure": "l-infinity", "atMost": 0.1 } } }
          ] }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Publish_is_blocked_while_the_data_is_bad(bool reuseNodes)
    {
        var project = new TempProject(packages, reuseNodes);
        Directory.CreateDirectory(project.Full("data"));
        project.Write("mlgates.json", Plan);
        project.Write("data/train.csv", Trips(card: 0.4));
        project.Write("data/serving.csv", Trips(card: 0.4));
        var date = File.GetLastWriteTimeUtc(project.Full("data/serving.csv"));

        project.Run("build").Passes().DoesNotSay("MlGates:");
        project.Run("build", "--no-restore", "-t:MlGates").Passes().Says("MlGates: passed, 1 check ran: 1 passed");
        project.Run("build", "--no-restore", "-t:MlGates").Passes().Says("MlGates: passed, unchanged since the last run (1 check)");
        project.Run("publish", "-o", "out1").Passes().Says("MlGates: passed, 1 check ran");
        project.Exists("out1/app.dll").Should().BeTrue();

        // The drifted file carries an older date than the one that passed.
        project.Write("data/serving.csv", Trips(card: 0.8));
        File.SetLastWriteTimeUtc(project.Full("data/serving.csv"), date.AddYears(-1));
        project.Run("publish", "-o", "out2").Fails().Says("error MLG2001: payment drifted from train to serving: L-infinity 0.4000").Says("mlgates.json(4,");
        project.Exists("out2").Should().BeFalse();
        project.Run("publish", "--no-build", "-o", "out2").Fails().Says("error MLG2001");
        project.Exists("out2").Should().BeFalse();

        project.Write("data/serving.csv", Trips(card: 0.4));
        project.Run("publish", "-o", "out2").Passes().Says("MlGates: passed, 1 check ran");
        project.Exists("out2/app.dll").Should().BeTrue();

        project.Version = PackagesFixture.NextVersion;
        project.Save();
        project.Run("publish", "-o", "out3").Passes().Says("MlGates: passed, 1 check ran");
        project.Run("publish", "--no-restore", "-o", "out3").Passes().Says("unchanged since the last run");
    }

    [Fact]
    public void Mistake_in_the_plan_and_missing_data_are_errors_where_they_are()
    {
        var project = new TempProject(packages);
        Directory.CreateDirectory(project.Full("data"));
        project.Write("data/train.csv", Trips(card: 0.4));
        project.Write("mlgates.json", Plan.Replace("\"baseline\"", "\"baselin\"", StringComparison.Ordinal));

        project.Run("publish", "-o", "out").Fails().Says("mlgates.json(3,").Says("error MLG0002");
        project.Exists("out").Should().BeFalse();

        project.Write("mlgates.json", Plan);
        project.Run("publish", "-o", "out").Fails().Says("error MLG0003");
        project.Exists("out").Should().BeFalse();
    }

    [Fact]
    public void Schema_and_features_block_a_publish()
    {
        var project = new TempProject(packages);
        Directory.CreateDirectory(project.Full("data"));
        project.Write("mlgates.json", """
            { "data": { "serving": "data/serving.csv", "features": "data/features.csv" },
              "checks": [
                { "id": "columns", "check": "schema", "data": "serving", "schema": "trips.schema.json" },
                { "id": "units", "check": "features", "data": "features", "max": 1 }
              ] }
            """);
        project.Write("trips.schema.json", """
            { "schemaVersion": 1, "kind": "schema", "columns": {
              "fare": { "type": "integer", "range": { "min": 0, "max": 100 } },
              "payment": { "type": "category", "domain": { "values": ["Card", "Cash"] } } } }
            """);
        project.Write("data/serving.csv", Trips(card: 0.4));
        project.Write("data/features.csv", "miles\n0.5\n1\n");
        project.Run("publish", "-o", "out").Passes().Says("MlGates: passed, 2 checks ran");

        project.Write("data/serving.csv", Trips(card: 0.4) + "Prcard,5\n");
        project.Write("data/features.csv", "miles\n0.5\n1.5\n");
        project.Run("publish", "-o", "out2").Fails()
            .Says("mlgates.json(3,").Says("error MLG1011: payment: 1 of 2001 values").Says("row 2001: 'Prcard'")
            .Says("mlgates.json(4,").Says("error MLG1103: ").Says("'miles' = 1.5 in row 2");
        project.Exists("out2").Should().BeFalse();

        project.Write("data/serving.csv", Trips(card: 0.4));
        project.Write("data/features.csv", "miles\n0.5\n1\n");
        project.Write("trips.schema.json", "{ \"schemaVersion\": 1, \"kind\": \"schema\", \"columns\": {\n  \"fare\": { \"type\": \"money\" } } }");
        project.Run("publish", "-o", "out3").Fails().Says("trips.schema.json(2,").Says("error MLG1001");
        project.Exists("out3").Should().BeFalse();
    }

    private static string Trips(double card)
    {
        const int Rows = 2000;
        var text = new StringBuilder("payment,fare\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(i < card * Rows ? "Card" : "Cash").Append(',').Append((i % 97).ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }
}
