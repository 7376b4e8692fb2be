using System.Text;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Acceptance.Schemas;

/// <summary>Schemas of real data: what a person would expect of each column, and what comes of holding other real data to them.</summary>
public sealed class RealSchemaTests
{
    private static readonly string[] AdultColumns =
        ["age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country", "label"];

    private static CsvSource Open(params string[] path) => new(Shared.Path(["data", .. path]));

    private static CsvSource Adult(string name) => new(Shared.Path("data", "tabular", "adult", name), new CsvOptions { HasHeader = false, Missing = [" ?"] });

    private static CsvSource Wine(string name) => new(Shared.Path("data", "tabular", "wine", name), new CsvOptions { HasHeader = false });

    private static DatasetSchema Infer(DataSource data, SchemaInferenceOptions? options = null)
    {
        var schema = SchemaInference.Infer(ProfileBuilder.Build(data), options);

        // What is inferred is kept by the data, and the same when written and read.
        SchemaValidator.Validate(schema, data).Anomalies.Should().BeEmpty();
        SchemaFile.ToJson(SchemaFile.Parse(Encoding.UTF8.GetBytes(SchemaFile.ToJson(schema)), "schema.json")).Should().Be(SchemaFile.ToJson(schema));
        return schema;
    }

    private static string[] Broken(DatasetSchema schema, DataSource data, string? environment = null) =>
        [.. SchemaValidator.Validate(schema, data, new SchemaValidationOptions { Environment = environment }).Anomalies.Select(a => $"{a.Rule} {a.Column}")];

    private static void Types(DatasetSchema schema, ColumnType type, params string[] columns) =>
        schema.Columns.Where(c => columns.Contains(c.Name)).Select(c => $"{c.Name} {c.Type}").Should().BeEquivalentTo(columns.Select(c => $"{c} {type}"));

    private static void Closed(DatasetSchema schema, string column, params IEnumerable<string> values)
    {
        schema.Find(column)!.Domain!.Values.Should().BeEquivalentTo(values, column);
        schema.Find(column)!.Domain!.MaxOutside.Should().Be(0, column);
    }

    // A bound between the innermost and the outermost that makes sense.
    private static void Bounds(DatasetSchema schema, string column, (double From, double To)? min, (double From, double To)? max)
    {
        var range = schema.Find(column)!.Range;
        range.Should().NotBeNull(column);
        (range!.Min is { } low ? (low >= min?.From && low <= min?.To) : min is null).Should().BeTrue("{0} begins at {1}", column, range.Min);
        (range.Max is { } high ? (high >= max?.From && high <= max?.To) : max is null).Should().BeTrue("{0} ends at {1}", column, range.Max);
    }

    private static readonly Lazy<DatasetSchema> Chicago = new(() => Infer(
        Open("chicago_taxi", "tutorial", "train.csv"),
        new SchemaInferenceOptions { Environments = ["training", "serving"], OnlyIn = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["tips"] = "training" } }));

    [SharedFact]
    public void Chicago_Train_IsWhatAPersonWouldExpect()
    {
        var schema = Chicago.Value;

        schema.Columns.Should().HaveCount(18);
        Types(schema, ColumnType.Category, "company", "payment_type");
        Types(schema, ColumnType.Float, "dropoff_latitude", "dropoff_longitude", "fare", "pickup_latitude", "pickup_longitude", "tips", "trip_miles");
        Types(schema, ColumnType.Integer, "dropoff_census_tract", "dropoff_community_area", "pickup_community_area", "trip_seconds", "trip_start_day", "trip_start_hour", "trip_start_month", "trip_start_timestamp");
        (schema.Find("pickup_census_tract")!.Type, schema.Find("pickup_census_tract")!.Notes).Should().BeEquivalentTo(((ColumnType?)null, new[] { "empty" }));
        Closed(schema, "payment_type", "Cash", "Credit Card", "Dispute", "No Charge", "Pcard", "Unknown");
        Closed(schema, "trip_start_day", Enumerable.Range(1, 7).Select(i => $"{i}"));
        Closed(schema, "trip_start_hour", Enumerable.Range(0, 24).Select(i => $"{i}"));
        Closed(schema, "trip_start_month", Enumerable.Range(1, 12).Select(i => $"{i}"));

        // Of 46 companies 29 were seen once: there are more.
        schema.Find("company")!.Domain!.Values.Should().HaveCount(46);
        schema.Find("company")!.Domain!.MaxOutside.Should().BeInRange(0.005, 0.02);
        Bounds(schema, "pickup_community_area", (0, 1), (77, 85));
        Bounds(schema, "dropoff_community_area", (0, 1), (77, 85));
        Bounds(schema, "pickup_latitude", (41, 41.7), (42, 42.1));
        Bounds(schema, "trip_start_timestamp", (1.3e9, 1357000000), null);
        schema.Find("trip_start_timestamp")!.Notes.Should().Equal("unix-time");
        Bounds(schema, "fare", (0, 0), (700, 1500));
        Bounds(schema, "tips", (0, 0), (26.55, 200));
        Bounds(schema, "trip_miles", (0, 0), (191, 1000));
        schema.Columns.Where(c => c.MinPresent < 0.95).Select(c => c.Name).Should().Equal("company", "dropoff_census_tract", "dropoff_community_area");
        schema.Find("company")!.MinPresent.Should().BeInRange(0.55, 0.6558);
        schema.Find("tips")!.Environments.Should().Equal("training");
        schema.Columns.Should().OnlyContain(c => c.Required);
    }

    [SharedFact]
    public void Chicago_Eval_HasAnUnseenPaymentAndATripToFarAway()
    {
        var report = SchemaValidator.Validate(Chicago.Value, Open("chicago_taxi", "tutorial", "eval.csv"));

        report.Anomalies.Select(a => (a.Rule, a.Column)).Should().Equal((RuleIds.SchemaUnexpectedValues, "payment_type"), (RuleIds.SchemaAboveRange, "trip_miles"));
        var payment = report.Anomalies[0];
        payment.Found.Should().Be("1 of 5000 values (0.02 %) are not among the 6 known ones: 'Prcard' (1 row)");
        (payment.Count, payment.Of).Should().Be((1, 5000));
        payment.Examples.Should().Equal(new AnomalyExample(1747, "Prcard"));

        // 1,710 miles within the city.
        report.Anomalies[1].Examples.Should().Equal(new AnomalyExample(1517, "1710.0"));
        report.Anomalies.Should().OnlyContain(a => a.Severity == RuleSeverity.Block);
    }

    [SharedFact]
    public void Chicago_EvalWherePaymentsWarn_WarnsWithTheReason()
    {
        var schema = Chicago.Value with { Rules = new SortedDictionary<string, RuleLevel>(StringComparer.Ordinal) { [RuleIds.SchemaUnexpectedValues] = new(RuleSeverity.Warning, "cards come and go") } };

        var payment = SchemaValidator.Validate(schema, Open("chicago_taxi", "tutorial", "eval.csv")).Anomalies.Single(a => a.Column == "payment_type");

        (payment.Severity, payment.Reason).Should().Be((RuleSeverity.Warning, "cards come and go"));
    }

    [SharedFact]
    public void Chicago_EvalAccepted_PassesAndRemembersWhatAndWhy()
    {
        var data = Open("chicago_taxi", "tutorial", "eval.csv");
        var report = SchemaValidator.Validate(Chicago.Value, data);
        var proposals = SchemaEvolution.Propose(Chicago.Value, report.Profile, report.Anomalies);
        proposals.Select(p => p.Change).Should().Equal("'Prcard' is added to the domain", $"\"range\" ends at 1710, not {Chicago.Value.Find("trip_miles")!.Range!.Max}");

        var accepted = SchemaEvolution.Accept(Chicago.Value, proposals, "prepaid cards came in May", report.Profile);

        SchemaValidator.Validate(accepted, data).Anomalies.Should().BeEmpty();
        accepted.Accepted.Select(a => (a.Rule, a.Column, a.Reason, a.Sha256)).Should().Equal(
            (RuleIds.SchemaUnexpectedValues, "payment_type", "prepaid cards came in May", report.Profile.Sha256),
            (RuleIds.SchemaAboveRange, "trip_miles", "prepaid cards came in May", report.Profile.Sha256));
        SchemaDiff.Compare(Chicago.Value, accepted).Select(c => $"{c.Column}: {c.Message}").Should().Contain("payment_type: 1 new value 'Prcard'");
    }

    [SharedFact]
    public void Chicago_ServingWithoutLabel_IsFineInServingAndBlockedInTraining()
    {
        var serving = Open("chicago_taxi", "tutorial", "serving_unlabelled.csv");

        Broken(Chicago.Value, serving, "serving").Should().BeEmpty();
        Broken(Chicago.Value, serving, "training").Should().Equal($"{RuleIds.SchemaColumnMissing} tips");
    }

    // The file that TFX inferred asks for every value, which was true of the rows it saw and is not of these; the one written by hand knows what may be missing.
    [SharedTheory]
    [InlineData("schema_generated.pbtxt", "train.csv", "MLG1006 company; MLG1006 dropoff_census_tract; MLG1006 dropoff_community_area; MLG1006 dropoff_latitude; MLG1006 dropoff_longitude; MLG1004 pickup_census_tract; MLG1006 trip_seconds")]
    [InlineData("schema_generated.pbtxt", "eval.csv", "MLG1006 company; MLG1006 dropoff_census_tract; MLG1006 dropoff_community_area; MLG1006 dropoff_latitude; MLG1006 dropoff_longitude; MLG1004 pickup_census_tract; MLG1006 trip_seconds")]
    [InlineData("schema_user_provided.pbtxt", "train.csv", "MLG1011 company")]
    [InlineData("schema_user_provided.pbtxt", "eval.csv", "MLG1011 company")]
    [InlineData("schema_user_provided.pbtxt", "serving_unlabelled.csv", "MLG1011 company; MLG1002 tips")]
    public void Chicago_HeldToTheSchemaOfTfx_BreaksWhatThatAsksFor(string schema, string data, string broken) =>
        string.Join("; ", Broken(TfmdSchemaText.Read(Shared.Path("data", "chicago_taxi", schema)).Schema, Open("chicago_taxi", "tutorial", data))).Should().Be(broken);

    [SharedFact]
    public void Adult_Train_IsWhatAPersonWouldExpect()
    {
        var schema = Infer(Adult("adult-train.csv"));
        ColumnSchema Of(string name) => schema.Find($"c{Array.IndexOf(AdultColumns, name) + 1}")!;

        Closed(schema, "c15", " <=50K", " >50K");
        Closed(schema, "c10", " Female", " Male");
        Closed(schema, "c5", Enumerable.Range(1, 16).Select(i => $"{i}"));
        schema.Columns.Where(c => c.Domain is not null).Select(c => c.Domain!.MaxOutside).Should().OnlyContain(m => m == 0);
        Of("native-country").Domain!.Values.Should().HaveCount(41);
        foreach (var name in new[] { "workclass", "education", "marital-status", "occupation", "relationship", "race" })
        {
            (Of(name).Type, Of(name).Domain is not null).Should().Be((ColumnType.Category, true), name);
        }

        // Nobody is younger than 17; older than 90, and more than 99 hours, are written as that.
        Bounds(schema, "c1", (12, 17), (90, 105));
        Bounds(schema, "c13", (0, 1), (99, 110));
        Bounds(schema, "c3", (0, 12285), (1484705, 2e7));
        Of("workclass").MinPresent.Should().BeInRange(0.9, 0.9436);
        Of("age").MinPresent.Should().BeGreaterThan(0.999);
    }

    [SharedFact]
    public void Adult_Test_HasLabelsWithADot()
    {
        var anomalies = SchemaValidator.Validate(Infer(Adult("adult-train.csv")), Adult("adult-test.csv")).Anomalies;

        var label = anomalies.Should().ContainSingle().Subject;
        (label.Rule, label.Column, label.Count, label.Of).Should().Be((RuleIds.SchemaUnexpectedValues, "c15", 16281, 16281));
        label.Found.Should().Contain("' <=50K.' (12435 rows), ' >50K.' (3846 rows)");
    }

    [SharedFact]
    public void Titanic_Reference_IsWhatAPersonWouldExpect()
    {
        var schema = Infer(Open("tabular", "titanic", "titanic_reference.csv"));

        Closed(schema, "Pclass", "1", "2", "3");
        Closed(schema, "Sex", "female", "male");
        Closed(schema, "Survived", "0", "1");
        Closed(schema, "Embarked", "C", "Q", "S");
        Types(schema, ColumnType.Float, "Age", "Fare");
        schema.Find("Name")!.Notes.Should().Contain("identifier");
        schema.Find("PassengerId")!.Notes.Should().Contain("identifier");
        schema.Find("PassengerId")!.Range.Should().BeNull("numbers that run on have no end");

        // Brothers, sisters, parents and children are counted.
        Bounds(schema, "SibSp", (0, 0), (8, 40));
        Bounds(schema, "Parch", (0, 0), (6, 40));
        Bounds(schema, "Age", (0, 0.42), (80, 200));
        Bounds(schema, "Fare", (0, 0), (512.4, 10_000));
        schema.Find("Cabin")!.Domain.Should().BeNull();
        schema.Find("Cabin")!.MinPresent.Should().BeInRange(0.15, 0.229);
        Broken(schema, Open("tabular", "titanic", "titanic_analysis.csv")).Should().Equal($"{RuleIds.SchemaColumnMissing} Survived");
    }

    [SharedFact]
    public void TaxiFare_Test_HasAnUnseenRateCode()
    {
        var schema = Infer(Open("tabular", "nyc_taxi_fare", "taxi-fare-train.csv"));
        Closed(schema, "rate_code", "0", "1", "2", "3", "4", "5");
        Closed(schema, "vendor_id", "CMT", "VTS");
        Closed(schema, "payment_type", "CRD", "CSH", "DIS", "NOC", "UNK");
        Closed(schema, "passenger_count", Enumerable.Range(0, 7).Select(i => $"{i}"));
        Bounds(schema, "fare_amount", (0, 2.5), (225, 3000));

        var anomaly = SchemaValidator.Validate(schema, Open("tabular", "nyc_taxi_fare", "taxi-fare-test.csv")).Anomalies.Should().ContainSingle().Subject;

        (anomaly.Rule, anomaly.Column, anomaly.Count).Should().Be((RuleIds.SchemaUnexpectedValues, "rate_code", 3));
        anomaly.Examples.Select(e => (e.Row, e.Value)).Should().Equal((23302, "6"), (58904, "6"), (72379, "6"));
    }

    [SharedFact]
    public void BikeSharing_Hour_IsWhatAPersonWouldExpect()
    {
        var schema = Infer(Open("tabular", "bike_sharing", "hour.csv"));

        Closed(schema, "season", "1", "2", "3", "4");
        Closed(schema, "yr", "0", "1");
        Closed(schema, "mnth", Enumerable.Range(1, 12).Select(i => $"{i}"));
        Closed(schema, "hr", Enumerable.Range(0, 24).Select(i => $"{i}"));
        Closed(schema, "holiday", "0", "1");
        Closed(schema, "weekday", Enumerable.Range(0, 7).Select(i => $"{i}"));
        Closed(schema, "weathersit", "1", "2", "3", "4");
        Types(schema, ColumnType.Timestamp, "dteday");
        Bounds(schema, "dteday", (0, 1293840000), null);
        foreach (var share in new[] { "temp", "atemp", "hum" })
        {
            schema.Find(share)!.Range.Should().Be(new NumberRange(0, 1), share);
        }

        Bounds(schema, "windspeed", (0, 0), (0.8507, 1.7));

        Bounds(schema, "cnt", (0, 1), (977, 3000));
        schema.Find("instant")!.Notes.Should().Contain("identifier");
        schema.Columns.Should().OnlyContain(c => c.MinPresent > 0.999);
    }

    [SharedFact]
    public void BikeSharing_ScreenedByTheDay_LacksTheRareWeather()
    {
        // A person knows of heavy rain; in 731 days there is none, and the schema says so.
        Closed(Infer(Open("tabular", "bike_sharing", "day.csv")), "weathersit", "1", "2", "3");
    }

    [SharedFact]
    public void Wine_RedAgainstWhite_IsAnotherWine()
    {
        var red = Infer(Wine("winequality-red.csv"));
        Closed(red, "c12", "3", "4", "5", "6", "7", "8");
        Types(red, ColumnType.Float, [.. Enumerable.Range(1, 11).Select(i => $"c{i}")]);
        Bounds(red, "c11", (6, 8.4), (14.9, 25));
        Bounds(red, "c9", (2, 2.74), (4.01, 5.5));

        Broken(red, Wine("winequality-white.csv")).Should().Contain($"{RuleIds.SchemaUnexpectedValues} c12");
        Closed(Infer(Wine("winequality-white.csv")), "c12", "3", "4", "5", "6", "7", "8", "9");
    }

    [SharedTheory]
    [InlineData("breast_cancer.csv", 31, "c31", "0,1")]
    [InlineData("wine_data.csv", 14, "c14", "0,1,2")]
    [InlineData("iris.csv", 5, "c5", "0,1,2")]
    public void Sklearn_Sets_AreNumbersAndAClass(string name, int columns, string label, string classes)
    {
        var lines = File.ReadAllLines(Shared.Path("data", "tabular", "sklearn", name));
        var folder = Directory.CreateTempSubdirectory("mlgates-");
        try
        {
            // The first line counts rows and features and names the classes.
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllLines(path, lines[1..]);
            var schema = Infer(new CsvSource(path, new CsvOptions { HasHeader = false }));

            schema.Columns.Should().HaveCount(columns);
            Closed(schema, label, classes.Split(','));
            schema.Columns.Where(c => c.Name != label).Should().OnlyContain(c => c.Type == ColumnType.Float || c.Type == ColumnType.Integer).And.OnlyContain(c => c.Range != null && c.Domain == null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SharedTheory]
    [InlineData("tutorial/train.csv")]
    [InlineData("big_tipper.csv")]
    public void Rows_Shuffled_GiveTheSameFile(string name)
    {
        var lines = File.ReadAllLines(Shared.Path(["data", "chicago_taxi", .. name.Split('/')]));
        var folder = Directory.CreateTempSubdirectory("mlgates-");
        try
        {
            var path = Path.Combine(folder.FullName, "train.csv");
            string Infer()
            {
                File.WriteAllLines(path, lines);
                return SchemaFile.ToJson(SchemaInference.Infer(ProfileBuilder.Build(new CsvSource(path))));
            }

            var first = Infer();
            new Random(7).Shuffle(lines.AsSpan(1));
            Infer().Should().Be(first);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
