using System.Text.Json;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Acceptance.Data;

/// <summary>Real and hostile CSV files.</summary>
public sealed class CsvFilesTests
{
    private static readonly string[] AdultColumns =
    [
        "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation", "relationship",
        "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country", "label",
    ];

    [SharedFact]
    public void HostileFiles_ProfileOrAreRefusedClearly()
    {
        var files = Directory.GetFiles(Shared.Path("data", "hostile", "csv"), "*", SearchOption.AllDirectories);
        files.Should().HaveCountGreaterThan(30);
        foreach (var file in files)
        {
            foreach (var header in new[] { true, false })
            {
                try
                {
                    var profile = ProfileBuilder.Build(new CsvSource(file, new CsvOptions { HasHeader = header }));
                    profile.Rows.Should().BePositive();
                    var json = ProfileFile.ToJson(profile);
                    ProfileFile.ToJson(ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), file)).Should().Be(json, file);
                }
                catch (InputException e)
                {
                    e.Rule.Should().BeOneOf([RuleIds.InputEmpty, RuleIds.InputMalformed], file);
                    e.Message.Should().NotContainAny("\n", "\r").And.EndWith(".", file);
                    e.Location.Should().NotBeNull(file);
                }
            }
        }
    }

    [SharedTheory]
    [InlineData("json")]
    [InlineData("newlines")]
    [InlineData("escaped_quotes")]
    [InlineData("empty_crlf")]
    public void CsvSpectrum_GivesTheExpectedValues(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Shared.Path("data", "hostile", "csv", "csv-spectrum", name + ".json")));
        var rows = expected.RootElement.EnumerateArray().ToArray();
        var columns = rows[0].EnumerateObject().Select(p => p.Name).ToArray();

        var table = ColumnValues.Read(new CsvSource(Shared.Path("data", "hostile", "csv", "csv-spectrum", name + ".csv")), [], columns);

        foreach (var column in columns)
        {
            table.Texts(column).Values.Select(v => v ?? "").Should().Equal(rows.Select(r => r.GetProperty(column).GetString()!));
        }
    }

    [SharedFact]
    public void HostileJson_IsNeverAProfile()
    {
        var files = Directory.GetFiles(Shared.Path("data", "hostile", "json"));
        files.Should().NotBeEmpty();
        foreach (var file in files)
        {
            var read = () => ProfileFile.Read(file, "x.json");
            read.Should().Throw<InputException>(file).Which.Rule.Should().Be(RuleIds.InputMalformed, file);
        }
    }

    [SharedFact]
    public void ChicagoTaxi_RowsAndMissingValues_AreThoseOfTheFile()
    {
        var train = ProfileBuilder.Build(new CsvSource(Shared.Path("data", "chicago_taxi", "tutorial", "train.csv")));

        train.Rows.Should().Be(10_000);
        train.Columns.Where(c => c.Missing > 0).ToDictionary(c => c.Name, c => c.Missing).Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["dropoff_latitude"] = 307, ["dropoff_longitude"] = 307, ["pickup_census_tract"] = 10_000, ["dropoff_census_tract"] = 2852,
            ["company"] = 3442, ["trip_seconds"] = 5, ["dropoff_community_area"] = 323,
        });
        train.Find("company")!.Distinct.Should().Be(new DistinctCount(46, true));
        var miles = train.Find("trip_miles")!.Numeric!;
        miles.Mean.Should().BeApproximately(2.754897, 1e-12);
        miles.StandardDeviation.Should().BeApproximately(6.4142344305243455, 1e-12);
        (miles.Quantile(0.5), miles.Zeros).Should().Be((0.9, 2741));
        train.Find("payment_type")!.Type.Should().Be(ColumnType.Category);
        train.Find("pickup_census_tract")!.Type.Should().Be(ColumnType.Empty);
        train.Find("trip_start_timestamp")!.Type.Should().Be(ColumnType.Integer);
        train.Find("trip_miles")!.Type.Should().Be(ColumnType.Float);
    }

    [SharedFact]
    public void Adult_WithoutHeader_KeepsItsBlanks()
    {
        var adult = ProfileBuilder.Build(new CsvSource(
            Shared.Path("data", "tabular", "adult", "adult-train.csv"),
            new CsvOptions { HasHeader = false, ColumnNames = AdultColumns, Missing = ["", " ?"] }));

        adult.Rows.Should().Be(32_561);
        adult.Find("workclass")!.Missing.Should().Be(1836);
        adult.Find("label")!.Categories!.Counts[" >50K"].Should().Be(7841);
        adult.Find("age")!.Numeric!.Mean.Should().BeApproximately(38.58164675532078, 1e-12);
        adult.Find("age")!.Type.Should().Be(ColumnType.Integer, "numbers may have blanks around");
        adult.Find("label")!.Categories!.Counts.Keys.Should().Equal(" <=50K", " >50K");
    }
}
