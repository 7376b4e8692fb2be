using MlGates;
using MlGates.Features;
using MlGates.Testing;
using Microsoft.ML;

namespace TaxiTips.Tests;

/// <summary>What the example's feature transform must fulfil: one unit per rule.</summary>
public sealed class TaxiFeatures(TaxiRows rows) : IClassFixture<TaxiRows>
{
    // Categories come in the order in which the training rows have them.
    private static readonly string[] Names =
    [
        "payment.Credit Card", "payment.Cash", "payment.No Charge",
        "company_slot.Northwest Management LLC", "company_slot.Taxi Affiliation Services", "company_slot.Dispatch Taxi Affiliation",
        "company_slot.Choice Taxi Association", "company_slot.Blue Ribbon Taxi Association Inc.", "company_slot.KOAM Taxi Association",
        "pickup.6", "pickup.8", "pickup.32", "pickup.3", "pickup.24", "pickup.76", "pickup.28", "pickup.7",
        "dropoff.8", "dropoff.7", "dropoff.28", "dropoff.6", "dropoff.76", "dropoff.24", "dropoff.3", "dropoff.32",
        "trip_miles", "seconds", "fare", "trip_start_hour", "trip_start_day",
    ];

    // No known company or area: their slots are zero.
    private static readonly float[] Nowhere = new float[22];

    /// <summary>The units by the rule that speaks when they do not hold.</summary>
    public static SortedDictionary<string, Action<IFeatureTransform<IDataView>, TaxiRows>> Units { get; } = new(StringComparer.Ordinal)
    {
        ["MLG1101"] = (features, rows) => features.Should().ProduceFiniteFeatures(rows.Train),
        ["MLG1103"] = (features, rows) => features.Should().KeepRowCount(rows.Complete).And.StayWithin("fare", 0, 500).And.StayWithin("payment.*", 0, 1),
        ["MLG1104"] = (features, rows) => features.Should().BeDeterministic(rows.Train),
        ["MLG1105"] = (features, rows) => features.Should().GiveSameResultRowByRow(rows.Train),
        ["MLG1107"] = (features, rows) => features.Should().KeepRowCount(rows.Complete).And.HaveSlotNames(Names),
        ["MLG1109"] = (features, rows) => features.Should().KeepRowCount(rows.Complete).And.HaveNoConstantFeature(),
        ["MLG1110"] = (features, rows) => features.Should().KeepRowCount(rows.Complete).And.HaveNoDuplicatedFeature(),
        ["MLG1111"] = (features, rows) => features.Should().KeepRowCount(rows.Train),
        ["MLG1112"] = (features, rows) => features.Should().BeIndependentOfRowOrder(rows.Train),
        ["MLG1113"] = (features, rows) => features.Should().BeFittedToTrainingRowsOnly(rows.Train, rows.Test),
        ["MLG1114"] = (features, rows) => features.Should().SurviveReloading(rows.Train),
        ["MLG1116"] = (features, rows) => features.Should().BeNondecreasingIn(rows.Complete, "fare", feature: "fare"),
        ["MLG1118"] = (features, rows) => features.Should().GiveExpectedFeatures(rows.Known, [[0, 1, 0, .. Nowhere, 2, 600, 9.5f, 1, 1], [1, 0, 0, .. Nowhere, 2, 660, 10, 3, 3]]),
    };

    public static TheoryData<string> Rules => [.. Units.Keys];

    [Theory, Gate("features"), MemberData(nameof(Rules))]
    public void The_transform_holds(string rule) => Units[rule](rows.Fit(), rows);

    [Fact, Gate("features")]
    public void Only_payments_that_training_knew_are_served() =>
        rows.Fit().Text("payment_type").Should().StayInVocabulary(rows.Test, ["Cash", "Credit Card", "No Charge"]);

    [Fact, Gate("features")]
    public void Any_trip_gets_its_features()
    {
        var features = rows.Fit();
        rows.Any.Hold<TripRow>(trips => features.Should().ProduceFiniteFeatures(rows.Rows(trips)).And.HaveFeatureLength(Names.Length).And.KeepRowCount(rows.Rows(trips)));
    }
}
