using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;
using Xunit.Abstractions;

namespace MlGates.Acceptance.Schemas;

/// <summary>
/// Real data that is cut in two by chance: the one half is held to the schema of the other. What breaks a rule then is a value of which all the data has a handful, most often one:
/// a fare of 700, the only Dutchman. Whichever half lacks it calls it an anomaly, as a person would.
/// </summary>
[Trait("Category", "Calibration")]
public sealed class SplitHalfTests(ITestOutputHelper output)
{
    private const int Runs = 10;

    private const long Handful = 5;

    [SharedTheory]
    [InlineData("chicago_taxi/tutorial/train.csv", true, 0.1)]
    [InlineData("tabular/adult/adult-train.csv", false, 0.05)]
    [InlineData("tabular/bike_sharing/hour.csv", true, 0.03)]
    [InlineData("tabular/nyc_taxi_fare/taxi-fare-train.csv", true, 0.2)]
    [InlineData("tabular/titanic/titanic_reference.csv", true, 0.03)]
    [InlineData("tabular/wine/winequality-white.csv", false, 0.2)]
    [InlineData("predictions/fivethirtyeight/nba_games.csv", true, 0.01)]
    public void Half_HeldToTheSchemaOfTheOther_SeldomBreaksARule(string name, bool header, double ceiling)
    {
        var lines = File.ReadAllLines(Shared.Path(["data", .. name.Split('/')])).Where(l => l.Length > 0).ToArray();
        var (first, rows) = (header ? lines[..1] : [], header ? lines[1..] : lines);
        var folder = Directory.CreateTempSubdirectory("mlgates-");
        var random = new Random(5);
        var (broken, columns) = (0, 0);
        try
        {
            CsvSource Write(string file, string[] part)
            {
                var path = Path.Combine(folder.FullName, file);
                File.WriteAllLines(path, [.. first, .. part]);
                return new CsvSource(path, new CsvOptions { HasHeader = header });
            }

            for (var run = 0; run < Runs; run++)
            {
                random.Shuffle(rows);
                var schema = SchemaInference.Infer(ProfileBuilder.Build(Write("a.csv", rows[..(rows.Length / 2)])));
                var anomalies = SchemaValidator.Validate(schema, Write("b.csv", rows[(rows.Length / 2)..])).Anomalies;
                broken += anomalies.Count;
                columns += schema.Columns.Count;
                foreach (var anomaly in anomalies)
                {
                    anomaly.Count.Should().BeLessThanOrEqualTo(Handful, "{0} {1}: {2}", anomaly.Rule, anomaly.Column, anomaly.Found);
                    output.WriteLine($"{name} {anomaly.Rule} {anomaly.Column}: {anomaly.Found}");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        output.WriteLine($"TOTAL {name}: {broken} of {columns} columns");
        (broken / (double)columns).Should().BeLessThan(ceiling);
    }
}
