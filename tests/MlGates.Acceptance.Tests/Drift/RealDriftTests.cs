using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Acceptance.Drift;

/// <summary>Drift between real tables; the distances are those measured with pandas when the data was collected.</summary>
public class RealDriftTests
{
    private const string Tutorial = "chicago_taxi/tutorial";
    private const string TimeSplit = "chicago_taxi/time_split";

    [SharedFact]
    public void Chicago_PaymentTypeFromTrainToServing_HasTheContractsPValueAndFailsAtFivePercentOnly()
    {
        var check = Check("payment_type", 0.01);
        var evidence = check.Examine(Profile(Tutorial, "train"), Profile(Tutorial, "serving"));

        var test = evidence.Should().ContainSingle().Subject.Test.Should().BeOfType<LInfinityTest>().Subject;
        test.Value.Should().BeApproximately(0.0330088790, 5e-11);
        test.CriticalQuantile.Should().BeApproximately(2.5223307, 5e-7);
        test.Considered.Should().Be(3);
        test.PFail.Should().BeApproximately(0.034974, 5e-7);

        var failed = GateDecision.Judge(check, evidence).Findings[0];
        failed.Outcome.Should().Be(Outcome.Failed);
        failed.Message.Should().MatchRegex(@"^payment_type drifted from train to serving: L-infinity 0\.0330 \[0\.0\d{3}, 0\.0\d{3}\] exceeds 0\.0100; largest move Cash 0\.659 → 0\.692 \(n = 10000, 3604\)$");

        var undecided = GateDecision.Judge(check, evidence, new JudgementSettings { FalseBlockRate = 0.01 }).Findings[0];
        undecided.Outcome.Should().Be(Outcome.Inconclusive);
        undecided.RowsNeeded.Should().BeGreaterThan(3604);
        undecided.Message.Should().Contain($"about {undecided.RowsNeeded} rows of serving");
    }

    [SharedTheory]
    [InlineData(Tutorial, "train", "serving", "payment_type", 0.03301, "Cash")]
    [InlineData(Tutorial, "train", "serving", "pickup_community_area", 0.18233, "32")]
    [InlineData(Tutorial, "train", "serving", "company", 0.00725, "Taxi Affiliation Services")]
    [InlineData(Tutorial, "train", "eval", "payment_type", 0.00480, "Cash")]
    [InlineData(Tutorial, "train", "eval", "company", 0.00821, "Blue Ribbon Taxi Association Inc.")]
    [InlineData(TimeSplit, "train", "eval", "payment_type", 0.10857, "Credit Card")]
    [InlineData(TimeSplit, "train", "eval", "company", 0.03476, "Dispatch Taxi Affiliation")]
    [InlineData(TimeSplit, "train", "serving", "payment_type", 0.14453, "Credit Card")]
    [InlineData(TimeSplit, "train", "serving", "company", 0.07456, "Taxi Affiliation Services")]
    [InlineData(TimeSplit, "train", "serving", "trip_start_hour", 0.02043, "18")]
    [InlineData(TimeSplit, "train", "serving", "pickup_community_area", 0.05213, "32")]
    public void Chicago_KnownSkew_HasItsDistanceAndItsPlace(string set, string baseline, string candidate, string column, double distance, string where)
    {
        var evidence = Check(column, 0.01).Examine(Profile(set, baseline), Profile(set, candidate)).Should().ContainSingle().Subject;

        evidence.Test!.Value.Should().BeApproximately(distance, 5e-6);
        evidence.Details["largestMove"].Should().Be(where);
    }

    [SharedFact]
    public void Chicago_TrainToEval_IsNotBlocked()
    {
        var check = new DriftCheck { Id = "drift" };
        var result = GateDecision.Judge(check, check.Examine(Profile(Tutorial, "train"), Profile(Tutorial, "eval")));

        result.Findings.Should().NotContain(f => f.Outcome == Outcome.Failed || f.Outcome == Outcome.Error);
        Judge(Check("payment_type", 0.01), Profile(Tutorial, "train"), Profile(Tutorial, "eval")).Outcome.Should().NotBe(Outcome.Failed);
    }

    [SharedFact]
    public void Chicago_ServingWithoutTips_SaysSoAndJudgesTheRest()
    {
        var check = new DriftCheck { Id = "skew" };
        var result = GateDecision.Judge(check, check.Examine(Profile(Tutorial, "train"), Profile(Tutorial, "serving")));

        result.Findings.Should().ContainSingle(f => f.Outcome == Outcome.Error).Which.Subject.Should().Be("tips", "serving does not have it, and nobody excluded it");
        result.Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().Contain("pickup_community_area");
        Judge(Check("pickup_census_tract", 0.01), Profile(Tutorial, "train"), Profile(Tutorial, "serving")).Rule.Should().Be("MLG2004", "train holds no value");
    }

    [SharedFact]
    public void NycTaxi_TrainToTest_AlarmsForVendorAndPassengersOnly()
    {
        var (train, test) = (Profile("tabular/nyc_taxi_fare", "train"), Profile("tabular/nyc_taxi_fare", "test"));
        var check = new DriftCheck { Id = "drift" };
        foreach (var column in new[] { "vendor_id", "passenger_count", "payment_type", "rate_code" })
        {
            check.Features.Add(column, Measure.LInfinity.AtMost(0.01));
        }

        var findings = GateDecision.Judge(check, check.Examine(train, test)).Findings.ToDictionary(f => f.Subject);

        findings["vendor_id"].Observed!.Value.Should().BeApproximately(0.0728, 5e-5);
        findings["passenger_count"].Observed!.Value.Should().BeApproximately(0.0293, 5e-5);
        findings["payment_type"].Observed!.Value.Should().BeApproximately(0.0047, 6e-5);
        findings["rate_code"].Observed!.Value.Should().BeApproximately(0.0019, 5e-5);
        findings.Values.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().BeEquivalentTo("vendor_id", "passenger_count");
    }

    [SharedFact]
    public void NycTaxi_NumbersOfTrainAndTest_AreWithinTheDefault()
    {
        var check = new DriftCheck { Id = "drift" };
        var findings = GateDecision.Judge(check, check.Examine(Profile("tabular/nyc_taxi_fare", "train"), Profile("tabular/nyc_taxi_fare", "test"))).Findings;

        findings.Where(f => f.Subject is "trip_distance" or "trip_time_in_secs" or "fare_amount").Should().HaveCount(3).And.OnlyContain(f => f.Outcome == Outcome.Passed);
    }

    [SharedFact]
    public void Wine_RedToWhite_IsBlockedInEveryMeasuredColumn()
    {
        string[] names =
        [
            "fixed acidity", "volatile acidity", "citric acid", "residual sugar", "chlorides", "free sulfur dioxide",
            "total sulfur dioxide", "density", "pH", "sulphates", "alcohol", "quality",
        ];
        DatasetProfile Wine(string colour) => ProfileBuilder.Build(
            new CsvSource(Shared.Path("data", "tabular", "wine", $"winequality-{colour}.csv"), new CsvOptions { HasHeader = false, ColumnNames = names }) { DisplayName = colour });
        var check = new DriftCheck { Id = "drift" };

        var findings = GateDecision.Judge(check, check.Examine(Wine("red"), Wine("white"))).Findings;

        // Alcohol and quality move least (Kolmogorov–Smirnov 0.09 and 0.13).
        findings.Should().HaveCount(12).And.NotContain(f => f.Outcome == Outcome.Error);
        findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().Contain(names[..10]);
    }

    // Kolmogorov–Smirnov, measured with SciPy when the data was collected, to the printed digits.
    [SharedFact]
    public void Wine_RedToWhite_HasTheKnownKolmogorovSmirnovDistances()
    {
        string[] names = [.. Enumerable.Range(1, 12).Select(i => $"c{i:00}")];
        double[] known = [0.435, 0.661, 0.317, 0.495, 0.827, 0.541, 0.778, 0.489, 0.359, 0.526, 0.094, 0.130];
        DatasetProfile Wine(string colour) => ProfileBuilder.Build(
            new CsvSource(Shared.Path("data", "tabular", "wine", $"winequality-{colour}.csv"), new CsvOptions { HasHeader = false, ColumnNames = names }) { DisplayName = colour });
        var check = new DriftCheck { Id = "drift", Features = new() { ["*"] = Measure.KolmogorovSmirnov.AtMost(0.05) } };

        var findings = GateDecision.Judge(check, check.Examine(Wine("red"), Wine("white"))).Findings;

        findings.Select(f => Math.Round(f.Observed!.Value, 3)).Should().Equal(known);
        findings.Should().OnlyContain(f => f.Outcome == Outcome.Failed, "0.094 is over 0.05 by far more than 1599 and 4898 rows allow for chance");
    }

    [SharedFact]
    public void NycTaxi_TrainToTest_HasTheKnownKolmogorovSmirnovDistances()
    {
        var check = new DriftCheck { Id = "drift" };
        foreach (var column in new[] { "trip_distance", "trip_time_in_secs", "fare_amount" })
        {
            check.Features.Add(column, Measure.KolmogorovSmirnov.AtMost(0.01));
        }

        var findings = GateDecision.Judge(check, check.Examine(Profile("tabular/nyc_taxi_fare", "train"), Profile("tabular/nyc_taxi_fare", "test"))).Findings;

        findings.Select(f => (f.Subject, Math.Round(f.Observed!.Value, 3))).Should().Equal(("fare_amount", 0.004), ("trip_distance", 0.018), ("trip_time_in_secs", 0.006));
        findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().Equal("trip_distance");
    }

    // Labels are written with a full stop in the test set; nothing else differs.
    [SharedFact]
    public void Adult_TrainToTest_AlarmsForTheLabelOnly()
    {
        DatasetProfile Adult(string set) => ProfileBuilder.Build(new CsvSource(
            Shared.Path("data", "tabular", "adult", $"adult-{set}.csv"), new CsvOptions { HasHeader = false, Missing = [" ?"] }) { DisplayName = set });
        var check = new DriftCheck { Id = "drift" };

        var findings = GateDecision.Judge(check, check.Examine(Adult("train"), Adult("test"))).Findings;

        var label = findings.Should().ContainSingle(f => f.Outcome != Outcome.Passed).Which;
        (label.Subject, label.Outcome).Should().Be(("c15", Outcome.Failed));
        label.Observed!.Value.Should().BeApproximately(12435.0 / 16281, 1e-12);
        (label.Details["newCategories"], label.Details["vanishedCategories"]).Should().Be((2, 2));
    }

    // Ridership grew; the hours, days and weather did not change.
    [SharedFact]
    public void BikeSharing_2011To2012_AlarmsForTheRidesOnly()
    {
        var hours = File.ReadLines(Shared.Path("data", "tabular", "bike_sharing", "hour.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        DatasetProfile Year(string name, string yr) => ProfileBuilder.Build(new ObjectSource<Hour>(
            [.. hours.Where(h => h[3] == yr).Select(h => new Hour(int.Parse(h[5], Invariant), int.Parse(h[7], Invariant), int.Parse(h[9], Invariant), double.Parse(h[13], Invariant), int.Parse(h[15], Invariant), int.Parse(h[16], Invariant)))], name));
        var check = new DriftCheck { Id = "drift" };

        var findings = GateDecision.Judge(check, check.Examine(Year("2011", "0"), Year("2012", "1"))).Findings;

        findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().Equal("Cnt", "Registered");
        var rides = findings.Single(f => f.Subject == "Cnt").Details;
        Math.Round((double)rides["meanBaseline"]!, 1).Should().Be(143.8);
        Math.Round((double)rides["meanCandidate"]!, 1).Should().Be(234.7);
        findings.Single(f => f.Subject == "Hr").Outcome.Should().Be(Outcome.Passed);
    }

    // drift_decision of tfx_cases.json: s01 and s02 as a point decision by library's own front; s03, a comparison that could not run, leaves no trace there and is an error here.
    [SharedFact]
    public void TfdvDecisions_AsPointDecisions_AreTheSame()
    {
        DatasetProfile Letters(string name, params (string Value, int Count)[] counts) =>
            ProfileBuilder.Build(new ObjectSource<Letter>([.. counts.SelectMany(c => Enumerable.Repeat(new Letter(c.Value), c.Count))], name));
        var check = new DriftCheck { Id = "skew", Decision = Decision.Point, Features = new() { ["Value"] = Measure.LInfinity.AtMost(0.1) } };
        Finding Judge(DatasetProfile baseline, DatasetProfile candidate) => GateDecision.Judge(check, check.Examine(baseline, candidate)).Findings[0];

        var skew = Judge(Letters("train", ("a", 3), ("b", 1), ("c", 6)), Letters("serving", ("a", 1), ("b", 2), ("c", 7)));
        (skew.Outcome, Math.Round(skew.Observed!.Value, 12)).Should().Be((Outcome.Failed, 0.2));
        Judge(Letters("train", ("a", 1), ("b", 1)), Letters("serving", ("a", 1), ("b", 1))).Outcome.Should().Be(Outcome.Passed);
        Judge(Letters("train", ("a", 3)), ProfileBuilder.Build(new ObjectSource<Other>([new Other(1)], "serving"))).Outcome.Should().Be(Outcome.Error);
    }

    private sealed record Letter(string Value);

    private sealed record Other(int Number);

    private sealed record Hour(int Hr, int Weekday, int Weathersit, double Windspeed, int Registered, int Cnt);

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static DriftCheck Check(string column, double atMost)
    {
        var check = new DriftCheck { Id = "drift" };
        check.Features.Add(column, Measure.LInfinity.AtMost(atMost));
        return check;
    }

    private static Finding Judge(DriftCheck check, DatasetProfile baseline, DatasetProfile candidate) =>
        GateDecision.Judge(check, check.Examine(baseline, candidate)).Findings[0];

    private static DatasetProfile Profile(string set, string name)
    {
        var folder = Shared.Path(["data", .. set.Split('/')]);
        var file = Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories)
            .Single(f => Path.GetRelativePath(folder, f).Contains(name, StringComparison.Ordinal));
        return ProfileBuilder.Build(new CsvSource(file) { DisplayName = name });
    }
}
