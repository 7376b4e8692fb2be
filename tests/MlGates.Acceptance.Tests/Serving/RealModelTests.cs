using MlGates.Data;
using MlGates.Gates;
using MlGates.MLNet;
using MlGates.Serving;

namespace MlGates.Acceptance.Serving;

/// <summary>The taxi fare model of the ML.NET samples on the taxi data it was made for: 2020's file format, columns of other names.</summary>
public sealed class RealModelTests
{
    private static readonly Dictionary<string, string> Columns = new()
    {
        ["VendorId"] = "vendor_id",
        ["RateCode"] = "rate_code",
        ["PassengerCount"] = "passenger_count",
        ["TripTime"] = "trip_time_in_secs",
        ["TripDistance"] = "trip_distance",
        ["PaymentType"] = "payment_type",
        ["FareAmount"] = "fare_amount",
    };

    [SharedFact]
    public void TaxiFareModel_FirstRows_PredictsTheFares()
    {
        using var predictor = Predictor();
        var fares = ColumnValues.ReadNumbers(Data(), "fare_amount").Values;

        predictor.RowCount.Should().Be(MLNetPredictor.MostRows);
        predictor.OutputColumns.Should().Equal("Score");
        var error = 0.0;
        for (var i = 0; i < predictor.RowCount; i++)
        {
            error += Math.Abs(predictor.Value<float>(i, "Score") - fares[i]);
        }

        // No reference score is at hand; these fares have a mean absolute deviation of 4.85, so a model fed with the wrong columns misses this.
        (error / predictor.RowCount).Should().BeLessThan(1);
    }

    [SharedFact]
    public void TaxiFareModel_AgainstItself_CanBeMeasured()
    {
        var check = new ThroughputCheck { Id = "speed", AtLeast = 1 };
        var measurement = new ThroughputMeasurement(TimeProvider.System, new ThroughputOptions { Instances = 5, Pairs = 5, WarmUpPairs = 1, BlockSeconds = 0.005, WarmUpSeconds = 0.05 });
        using var predictor = Predictor();
        var findings = GateDecision.Judge(check, check.Examine(measurement.Measure(predictor), measurement.Duel(Predictor, Predictor))).Findings;

        // What the numbers say depends on how busy the machine is, so only that there are numbers is asserted.
        findings.Select(f => f.Rule).Should().Equal(RuleIds.ThroughputFloor, RuleIds.ThroughputSlower);
        findings.Should().OnlyContain(f => f.Observed!.Value > -1 && f.Details["measured"]!.Equals(true));
    }

    [SharedFact]
    public void TaxiFareModel_DataOfOtherColumns_NamesTheMissingOnes()
    {
        var act = () => MLNetPredictor.Load(Model, Data());
        act.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ColumnMissing).WithMessage("*'VendorId' (did you mean 'vendor_id'?)*");
    }

    private static string Model => Shared.Path("data", "artifacts", "mlnet", "TaxiFareModel.zip");

    private static MLNetPredictor Predictor() => MLNetPredictor.Load(Model, Data(), Columns, "TaxiFareModel.zip");

    private static CsvSource Data() => new(Shared.Path("data", "tabular", "nyc_taxi_fare", "taxi-fare-test.csv"));
}
